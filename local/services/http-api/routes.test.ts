import { expect, test } from 'vitest';
import { createRouter } from './routes.ts';

const keys = [
  'GET /applications',
  'POST /applications',
  'GET /applications/{id}',
  'GET /applications/mine',
  'ANY /applications/{id}/files/{file}',
  'PUT /applications/{id}/files/{file}',
  'GET /files/{proxy+}',
  'ANY /{proxy+}',
  'GET /',
  '$default',
];
const route = createRouter(keys.map((routeKey) => ({ routeKey, target: routeKey })));

test.each([
  ['GET', '/applications', 'GET /applications', {}],
  ['POST', '/applications', 'POST /applications', {}],
  ['GET', '/applications/A1', 'GET /applications/{id}', { id: 'A1' }],
  ['GET', '/applications/mine', 'GET /applications/mine', {}],
  ['PUT', '/applications/1/files/2', 'PUT /applications/{id}/files/{file}', { id: '1', file: '2' }],
  ['DELETE', '/applications/1/files/2', 'ANY /applications/{id}/files/{file}', { id: '1', file: '2' }],
  ['GET', '/files/a/b/c', 'GET /files/{proxy+}', { proxy: 'a/b/c' }],
  ['GET', '/applications/', 'ANY /{proxy+}', { proxy: 'applications/' }],
  ['DELETE', '/applications', 'ANY /{proxy+}', { proxy: 'applications' }],
  ['GET', '/', 'GET /', {}],
  ['POST', '/', '$default', {}],
  ['GET', '/applications/%E5%BC%A0%2F1', 'GET /applications/{id}', { id: '张/1' }],
])('%s %s goes to %s', (method, path, routeKey, pathParameters) => {
  expect(route(method, path)).toMatchObject({ route: { target: routeKey }, pathParameters });
});

test('finds nothing without a route that fits', () => {
  const small = createRouter([{ routeKey: 'GET /a/{id}', target: 1 }]);
  for (const [method, path] of [
    ['POST', '/a/1'],
    ['GET', '/a'],
    ['GET', '/a/'],
    ['GET', '/a/1/2'],
    ['HEAD', '/a/1'],
  ] as const) {
    expect(small(method, path)).toBeUndefined();
  }
});

test.each([
  [['GET applications'], 'Malformed route key'],
  [['FETCH /a'], 'Malformed route key'],
  [['GET /a/{id'], 'Malformed route key'],
  [['GET /{proxy+}/a'], 'greedy variable must come last'],
  [['GET /a/{id}', 'GET /a/{name}'], 'stands twice'],
])('refuses %j', (routeKeys, message) => {
  expect(() => createRouter(routeKeys.map((routeKey) => ({ routeKey, target: 0 })))).toThrow(message);
});
