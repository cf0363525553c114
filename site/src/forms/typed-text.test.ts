import { describe, expect, it } from 'vitest';
import { memoryStorage } from '../session/test-storage.ts';
import { keepsTypedText, shapeOf, typedText } from './typed-text.ts';

const sample = { reason: '', items: [{ subject: '' }] };

describe('typed text', () => {
  it('is kept for the form of one page until it is forgotten', () => {
    const storage = memoryStorage();
    const here = typedText(storage, '/a.html?id=1', 'return', shapeOf(sample));
    const elsewhere = typedText(storage, '/a.html?id=2', 'return', shapeOf(sample));
    here.keep({ reason: '合同不全', items: [{ subject: '合同' }] });
    expect(here.read()).toEqual({ reason: '合同不全', items: [{ subject: '合同' }] });
    expect(elsewhere.read()).toBeNull();
    const keys = [...storage.entries.keys()];
    expect(keepsTypedText(keys, '/a.html?id=1')).toBe(true);
    expect(keepsTypedText(keys, '/a.html?id=2')).toBe(false);
    here.forget();
    expect(here.read()).toBeNull();
  });

  it.each([
    'no json',
    'null',
    '{}',
    '{"reason":1,"items":[]}',
    '{"reason":"","items":[{}]}',
    '{"reason":"","items":7}',
  ])('of another shape is not taken: %s', (text) => {
    const storage = memoryStorage();
    storage.setItem('typed:/a.html:return', text);
    expect(typedText(storage, '/a.html', 'return', shapeOf(sample)).read()).toBeNull();
  });
});
