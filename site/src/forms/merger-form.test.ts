import { expect, test } from 'vitest';
import { emptyMerger, mergerBody, mergerProblems } from './merger-form.ts';

const codes = ['91320508000010014J', '913205080000100221'] as const;

test('a merger names two companies and its ground, and says of each field what is wrong', () => {
  expect([...mergerProblems(emptyMerger).keys()]).toEqual(['fromCreditCode', 'toCreditCode', 'ground']);
  const same = { fromCreditCode: codes[0], toCreditCode: codes[0].toLowerCase(), ground: '批准文件' };
  expect([...mergerProblems(same)]).toEqual([['toCreditCode', '被合并企业和存续企业不能是同一家企业。']]);
  const ground = '字'.repeat(501);
  expect([...mergerProblems({ ...same, toCreditCode: codes[1].slice(1), ground }).keys()]).toEqual([
    'toCreditCode',
    'ground',
  ]);
});

test('a merger is sent as the API cleans it', () => {
  const form = { fromCreditCode: ' 91320508000010014j ', toCreditCode: codes[1], ground: ' 批准文件 ' };
  expect(mergerBody(form)).toEqual({ fromCreditCode: codes[0], toCreditCode: codes[1], ground: '批准文件' });
});
