import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atomFeed } from './atom-feed.ts';
import { csvText } from './csv-text.ts';

describe('a list as CSV', () => {
  it('begins with a byte order mark, and says nothing that a program would carry out', () => {
    const rows = [
      ['张三', '=1+1'],
      ['+86', '-1'],
      ['@x', 'a"b,c'],
      ['＝1+1', '＠x'],
    ];
    expect(csvText(['姓名', '备注'], rows)).toBe(
      "\ufeff姓名,备注\r\n张三,'=1+1\r\n'+86,'-1\r\n'@x,\"a\"\"b,c\"\r\n'＝1+1,'＠x\r\n",
    );
  });
});

const token =
  /<\?xml [^>]*\?>|<(?<end>\/?)(?<name>[A-Za-z]+)(?:\s+[\w:]+="(?:[^"<&]|&(?:amp|lt|gt|quot|apos);)*")*(?<empty>\/?)>|(?:[^<&]|&(?:amp|lt|gt|quot|apos);)+/uy;

/** Reads markup as a strict parser would: how deep it goes, or where it is not well-formed. */
function wrongAt(text: string): number | null {
  const open: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const found = token.exec(text);
    if (found === null) return at;
    const { name, end, empty } = found.groups ?? {};
    if (name === undefined || empty === '/') continue;
    if (end === '/' && open.pop() !== name) return at;
    if (end !== '/') open.push(name);
  }
  return open.length === 0 ? null : text.length;
}

describe('a feed', () => {
  const feedOf = (text: string) =>
    atomFeed({
      ...{ title: text, address: 'https://a.example.cn/f?x=1&y=2', author: text },
      entries: [{ title: text, link: 'https://a.example.cn/1', updatedAt: '2026-01-01T00:00:00.000Z', summary: text }],
    });

  it('is well-formed whatever stands in it, and says it', () => {
    expect(wrongAt('<a><b></a>')).toBe(6);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constant('<a>&"\'</a>\u0000]]>')), (text) => {
        expect(wrongAt(feedOf(text))).toBeNull();
      }),
    );
    expect(feedOf('甲<乙>\u0000')).toContain('<summary>甲&lt;乙&gt;</summary>');
  });
});
