import { expect, test } from 'vitest';
import { compileInput } from './input.ts';

const event = { id: '1', detail: { name: '张"三"', count: 2, nested: { 'a b': [1] } } };
const input = (settings: object): unknown => compileInput({ Id: 't', Arn: 'arn', ...settings })(event);

test('hands on the event, a constant or a part of the event', () => {
  expect(input({})).toBe(event);
  expect(input({ Input: '{"fixed":true}' })).toEqual({ fixed: true });
  expect(input({ InputPath: '$' })).toBe(event);
  expect(input({ InputPath: '$.detail.count' })).toBe(2);
  expect(input({ InputPath: "$.detail.nested.['a b']" })).toEqual([1]);
});

test('fills templates: values outside quotes, texts inside', () => {
  const transform = (InputTemplate: string, InputPathsMap: object = {}): unknown =>
    input({ InputTransformer: { InputPathsMap, InputTemplate } });
  const paths = { name: '$.detail.name', count: '$.detail.count', none: '$.detail.none' };
  expect(transform('{"who":<name>,"text":"<name>: <count>","none":<none>,"gone":"<none>"}', paths)).toEqual({
    who: '张"三"',
    text: '张"三": 2',
    none: '',
    gone: '',
  });
  expect(transform('"<count> new"', paths)).toBe('2 new');
  expect(transform('{"event":<aws.events.event.json>}')).toEqual({ event });
});

test.each([
  [{ InputPath: '$.detail.items[0]' }, 'is not supported'],
  [{ InputTransformer: { InputPathsMap: {}, InputTemplate: '{"a":<b>}' } }, 'the placeholder <b> is not defined'],
  [{ InputTransformer: { InputPathsMap: {}, InputTemplate: 'not json' } }, 'JSON'],
  [{ Input: '{' }, 'JSON'],
])('refuses %j', (settings, message) => {
  expect(() => input(settings)).toThrow(message);
});
