import { expect, it } from 'vitest';
import { filesBySlot, labelledDocuments, missingText } from './documents.ts';

it('lists the newest document of each kind under its plain name, older ones with their time', () => {
  const form = { kind: 'application-form' as const, title: '注册申请表', missing: [] };
  const documents = [
    { ...form, id: 'old', createdAt: '2026-11-22T15:31:00Z' },
    { ...form, id: 'new', createdAt: '2026-11-22T15:40:00Z' },
    {
      id: 'letter',
      kind: 'commitment-letter' as const,
      title: '承诺书',
      createdAt: '2026-11-22T15:32:00Z',
      missing: [],
    },
  ];
  expect(labelledDocuments(documents).map(({ id, label }) => [id, label])).toEqual([
    ['new', '注册申请表'],
    ['letter', '承诺书'],
    ['old', '注册申请表（2026-11-22 23:31 版）'],
  ]);
});

it('says which characters a paper lacks, and where', () => {
  const missing = [
    { character: '😀', where: '姓名' },
    { character: '\u{31350}', where: '聘用企业' },
  ];
  expect(missingText(missing)).toBe('“😀”（姓名）、“\u{31350}”（聘用企业）');
});

it('keeps files that were replaced apart from those that count', () => {
  const file = (id: string, slot: 'contract' | 'photo', status: 'ready' | 'rejected' = 'ready') => ({
    id,
    slot,
    status,
    name: '材料.pdf',
    type: 'application/pdf' as const,
    size: 1,
    message: null,
    uploadedAt: '2026-11-22T15:31:00Z',
  });
  const { present, replaced } = filesBySlot([
    file('refused', 'contract', 'rejected'),
    file('third', 'contract'),
    file('photo', 'photo'),
    file('second', 'contract'),
    file('first', 'contract'),
  ]);
  expect(present.map(({ id }) => id)).toEqual(['third', 'photo']);
  expect(replaced.map(({ id }) => id)).toEqual(['second', 'first']);
});
