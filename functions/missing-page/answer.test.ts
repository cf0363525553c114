import { expect, test } from 'vitest';
import { answerMissing } from './answer.ts';

const pages = { addresses: new Set(['/practitioner', '/practitioner/apply']), notFound: '<h1>没有找到页面</h1>' };

test.each([
  ['/practitioner', '/practitioner.html'],
  ['/practitioner/', '/practitioner.html'],
  ['/practitioner/apply', '/practitioner/apply.html'],
])('%s leads to the page whose ending is missing', (path, location) => {
  expect(answerMissing(path, pages)).toMatchObject({ statusCode: 302, headers: { location } });
});

test.each([
  '/foo/bar',
  '/practitioner.htm',
  '//practitioner',
  '/practitioner//',
  '//evil.example/practitioner',
  '/',
  '',
])('%j answers 404 with the page for what does not exist', (path) => {
  const answer = answerMissing(path, pages);
  expect(answer).toMatchObject({ statusCode: 404, body: pages.notFound });
  expect(answer.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8' });
  expect(answer.headers).not.toHaveProperty('location');
});
