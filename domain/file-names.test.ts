import { describe, expect, it } from 'vitest';
import { cleanFileName, shortFileName } from './file-names.ts';

describe('a file name', () => {
  it.each([
    ['劳动合同📄终版.pdf', '劳动合同📄终版.pdf'],
    ['合同α版→★●10㎡.pdf', '合同α版→★●10㎡.pdf'],
    ['Re\u0301sume\u0301.pdf', 'Résumé.pdf'],
    ['屏幕截图 2026-03-05 10.00.00\u202fAM.png', '屏幕截图 2026-03-05 10.00.00 AM.png'],
    ['合\u200b同\u202egnp.pdf', '合同gnp.pdf'],
    ['半\ud83d个.pdf', '半个.pdf'],
    ['👨\u200d👩\u200d👧.pdf', '👨\u200d👩\u200d👧.pdf'],
    [' a\nb\t.pdf ', 'a b .pdf'],
  ])('%j is kept as %j', (name, kept) => expect(cleanFileName(name)).toBe(kept));

  it('is cut before its extension and never within a character', () => {
    const family = '👨\u200d👩\u200d👧';
    const short = shortFileName(`很长${family.repeat(40)}.pdf`, 200);
    expect(short.length).toBeLessThanOrEqual(200);
    expect(short).toMatch(/\.pdf$/);
    expect(short.slice(2, -4)).toBe(family.repeat((short.length - 6) / family.length));
    expect(shortFileName('a.pdf', 200)).toBe('a.pdf');
    expect(shortFileName('字'.repeat(300), 200)).toHaveLength(200);
  });
});
