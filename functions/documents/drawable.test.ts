import { describe, expect, it } from 'vitest';
import { missingCharacterSign } from '../../domain/missing-characters.ts';
import { drawableCertificate, drawableDocument } from './drawable.ts';
import { missingGlyphs } from './fonts.ts';
import { renderDocument } from './render.ts';
import { sampleCertificate, sampleForm } from './sample-contents.ts';

describe('a document with characters that no font has', () => {
  it('has a sign in place of each, which the fonts have, and says which are missing where', async () => {
    expect(missingGlyphs(missingCharacterSign)).toEqual([]);
    const fields = [
      { label: '姓名', value: '张😀三😀\u{31350}' },
      { label: '聘用企业', value: '甲公司😀' },
    ];
    const form = sampleForm({ sections: [{ heading: '一、信息', fields }], statements: ['本人张😀三承诺。'] });
    const { content, missing } = drawableDocument(form);
    expect(content.sections[0]?.fields.map(({ value }) => value)).toEqual(['张〓三〓〓', '甲公司〓']);
    expect(content.statements).toEqual(['本人张〓三承诺。']);
    expect(missing).toEqual([
      { character: '😀', where: '姓名' },
      { character: '\u{31350}', where: '姓名' },
      { character: '😀', where: '聘用企业' },
      { character: '😀', where: '正文' },
    ]);
    expect((await renderDocument(content, {})).length).toBeGreaterThan(1000);
  });

  it('is a certificate as well, with its holder', () => {
    const fields = [{ label: '姓名', value: '张😀三' }];
    const { content, missing } = drawableCertificate(sampleCertificate({ holder: '张😀三', fields }));
    expect(content).toMatchObject({ holder: '张〓三', fields: [{ label: '姓名', value: '张〓三' }] });
    expect(missing).toEqual([{ character: '😀', where: '姓名' }]);
  });
});

it('a document that lacks nothing stays as it is', () => {
  expect(drawableDocument(sampleForm())).toEqual({ content: sampleForm(), missing: [] });
  expect(drawableCertificate(sampleCertificate())).toEqual({ content: sampleCertificate(), missing: [] });
});
