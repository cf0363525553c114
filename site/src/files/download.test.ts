import { expect, it } from 'vitest';
import { fileName } from './download.ts';

it('names files so that every system takes them', () => {
  expect(fileName('注册申请表', '阿依努尔·吐尔逊', null)).toBe('注册申请表-阿依努尔·吐尔逊.pdf');
  expect(fileName('a/b:c', '', '1 2')).toBe('abc-12.pdf');
});
