import { describe, expect, it } from 'vitest';
import { matterRows } from '../../../domain/catalogue.ts';
import { boxSize, flowPicture } from './flow-picture.ts';
import { guideOf } from './guide.ts';

const pictures = matterRows.map((row) => {
  const { id, steps } = guideOf(row);
  return { id, steps, picture: flowPicture(steps) };
});

describe('the picture of a procedure', () => {
  it.each(pictures)('of $id has every step in the column of who does it, and fits a phone', ({ steps, picture }) => {
    expect(picture.boxes.map(({ name }) => name)).toEqual(steps.map(({ name }) => name));
    for (const { who, x } of picture.boxes) {
      const column = picture.lanes.find(({ name }) => name === who)!;
      expect(x).toBeGreaterThanOrEqual(column.x);
      expect(x + boxSize.width).toBeLessThanOrEqual(column.x + picture.width / picture.lanes.length);
    }
    expect(picture.width).toBeLessThanOrEqual(84 * 5);
    for (const { name } of steps) expect(name.length).toBeLessThanOrEqual(4);
  });

  it('leads from each box to the next without touching one in between', () => {
    const { boxes } = flowPicture([
      { who: 'a', name: '申请' },
      { who: 'b', name: '确认' },
      { who: 'a', name: '领证' },
    ]);
    expect(boxes.map(({ way }) => way)).toEqual([null, 'M42 76V88H126V98', 'M126 134V146H42V156']);
  });
});
