import { describe, expect, it } from 'vitest';
import { fileSlotRules } from '../../../domain/file-slots.ts';
import { acceptOf, fileRefusal, inspectionDelay, photoRefusal, sizeText } from './file-check.ts';

const photo = { type: 'image/jpeg', size: 200_000 } as const;

describe('a file', () => {
  it('that fits is not refused', () => expect(fileRefusal('photo', photo)).toBeNull());

  it('of another type is refused with the types that fit', () => {
    expect(fileRefusal('photo', { ...photo, type: 'application/pdf' })).toContain('JPG、PNG');
    expect(fileRefusal('photo', { ...photo, type: null })).toContain('JPG、PNG');
    expect(fileRefusal('contract', { ...photo, type: 'application/pdf' })).toBeNull();
  });

  it('is refused when it is empty or one byte too large', () => {
    const { maxBytes } = fileSlotRules.photo;
    expect(fileRefusal('photo', { ...photo, size: 0 })).toContain('空');
    expect(fileRefusal('photo', { ...photo, size: maxBytes })).toBeNull();
    expect(fileRefusal('photo', { ...photo, size: maxBytes + 1 })).toContain('10 MB');
  });
});

describe('a photo', () => {
  it.each([
    [295, 413, true],
    [294, 413, false],
    [295, 412, false],
    [600, 600, true],
    [601, 600, false],
    [4000, 3000, false],
  ])('of %i × %i is taken: %s', (width, height, taken) => expect(photoRefusal({ width, height }) === null).toBe(taken));

  it('that lies on its side is told so, not that it is small', () => {
    expect(photoRefusal({ width: 800, height: 400 })).toContain('横向');
    expect(photoRefusal({ width: 400, height: 200 })).toContain('小于');
  });
});

it('writes sizes for people', () => {
  expect([1, 1536, 1023 * 1024, 10 * 1024 * 1024, 2.5 * 1024 * 1024].map(sizeText)).toEqual([
    '1 KB',
    '2 KB',
    '1 MB',
    '10 MB',
    '2.5 MB',
  ]);
});

it('offers only what the slot takes, by type and by extension', () => {
  expect(acceptOf('photo')).toBe('image/jpeg,.jpg,.jpeg,.jpe,.jfif,.pjpeg,image/png,.png');
  expect(acceptOf('contract').split(',')).toContain('.pdf');
});

it('looks quickly first and never waits longer than three seconds', () => {
  const delays = Array.from({ length: 20 }, (_, looks) => inspectionDelay(looks));
  expect(delays.slice(0, 6)).toEqual([300, 300, 300, 300, 300, 300]);
  expect(delays).toEqual([...delays].sort((left, right) => left - right));
  expect(delays.at(-1)).toBe(3000);
});
