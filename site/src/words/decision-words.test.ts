import { expect, it } from 'vitest';
import { matterRows } from '../../../domain/catalogue.ts';
import { approvalDone, approvalNote } from './decision-words.ts';

it.each(matterRows)('says of $profession $matter that it goes into publicity exactly when it does', (row) => {
  const published = row.publicityDays > 0;
  expect(approvalNote(row).includes('公示')).toBe(published);
  expect(approvalDone(row).includes('公示')).toBe(published);
});

it('names what was granted', () => {
  const profession = 'cost-2';
  expect(approvalDone({ profession, matter: 'initial' })).toBe('已准予注册，进入公示。');
  expect(approvalDone({ profession, matter: 'cancellation' })).toBe('已准予注销注册。');
  expect(approvalDone({ profession: 'architect-2', matter: 'out-of-province-entry' })).toBe('已准予录入。');
});
