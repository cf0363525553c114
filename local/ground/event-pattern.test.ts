import { expect, test } from 'vitest';
import { compilePattern, PatternError } from './event-pattern.ts';

const event = {
  source: 'aws.s3',
  'detail-type': 'Object Created',
  resources: ['arn:one', 'arn:two'],
  detail: {
    bucket: { name: 'incoming' },
    object: { key: 'photo/1.jpg', size: 2048 },
    flags: { urgent: true, note: null },
    items: [
      { kind: 'a', count: 1 },
      { kind: 'b', count: 2 },
    ],
    empty: [],
  },
};

test.each<[string, unknown]>([
  ['an exact value', { source: ['aws.s3'] }],
  ['one of several values', { source: ['other', 'aws.s3'] }],
  ['several fields', { source: ['aws.s3'], detail: { bucket: { name: ['incoming'] } } }],
  ['one element of an array', { resources: ['arn:two'] }],
  ['an element of an array of objects', { detail: { items: { kind: ['b'], count: [2] } } }],
  ['true and null', { detail: { flags: { urgent: [true], note: [null] } } }],
  ['prefix', { detail: { object: { key: [{ prefix: 'photo/' }] } } }],
  ['prefix without case', { detail: { object: { key: [{ prefix: { 'equals-ignore-case': 'PHOTO/' } }] } } }],
  ['suffix', { detail: { object: { key: [{ suffix: '.jpg' }] } } }],
  ['equals-ignore-case', { source: [{ 'equals-ignore-case': 'AWS.S3' }] }],
  ['wildcard', { detail: { object: { key: [{ wildcard: 'photo/*.jp*' }] } } }],
  ['anything-but a value', { source: [{ 'anything-but': 'other' }] }],
  ['anything-but values', { source: [{ 'anything-but': ['other', 'another'] }] }],
  ['anything-but a prefix', { source: [{ 'anything-but': { prefix: 'my.' } }] }],
  ['numeric', { detail: { object: { size: [{ numeric: ['=', 2048] }] } } }],
  ['a numeric range', { detail: { object: { size: [{ numeric: ['>', 0, '<=', 2048] }] } } }],
  ['exists', { detail: { object: { key: [{ exists: true }] } } }],
  ['exists false', { detail: { object: { version: [{ exists: false }] } } }],
  ['exists false below a missing object', { detail: { other: { version: [{ exists: false }] } } }],
  ['exists false on an object, which is no leaf', { detail: { object: [{ exists: false }] } }],
  ['a value or absence', { detail: { missing: ['x', { exists: false }] } }],
  ['$or', { $or: [{ source: ['other'] }, { detail: { object: { size: [{ numeric: ['>', 1] }] } } }] }],
])('matches %s', (_name, pattern) => {
  expect(compilePattern(pattern)(event)).toBe(true);
});

test.each<[string, unknown]>([
  ['another value', { source: ['aws'] }],
  ['one wrong field of two', { source: ['aws.s3'], 'detail-type': ['Object Deleted'] }],
  ['a number for a text', { source: [5] }],
  ['a text for a number', { detail: { object: { size: ['2048'] } } }],
  ['parts of different elements', { detail: { items: { kind: ['a'], count: [2] } } }],
  ['a missing field', { detail: { missing: [{ 'anything-but': 'x' }] } }],
  ['exists on a missing field', { detail: { missing: [{ exists: true }] } }],
  ['exists on an empty array', { detail: { empty: [{ exists: true }] } }],
  ['exists on an object', { detail: { object: [{ exists: true }] } }],
  ['exists false on a value', { source: [{ exists: false }] }],
  ['a wildcard elsewhere', { detail: { object: { key: [{ wildcard: '*.png' }] } } }],
  ['an escaped wildcard', { detail: { object: { key: [{ wildcard: 'photo/\\*' }] } } }],
  ['anything-but its value', { source: [{ 'anything-but': ['aws.s3'] }] }],
  ['anything-but its suffix', { source: [{ 'anything-but': { suffix: '.s3' } }] }],
  ['a number out of range', { detail: { object: { size: [{ numeric: ['>', 0, '<', 2048] }] } } }],
  ['numeric on a text', { source: [{ numeric: ['>', 0] }] }],
  ['no branch of $or', { $or: [{ source: ['a'] }, { source: ['b'] }] }],
  ['an inherited member', { toString: [{ exists: true }] }],
])('does not match %s', (_name, pattern) => {
  expect(compilePattern(pattern)(event)).toBe(false);
});

test.each<[unknown, string]>([
  [{}, 'pattern must not be empty'],
  [{ source: 'aws.s3' }, 'pattern.source must be an object'],
  [{ source: [] }, 'pattern.source must not be an empty array'],
  [{ a: { b: [{ cidr: '10.0.0.0/24' }] } }, 'pattern.a.b[0]: the comparison cidr is not supported'],
  [{ a: [{ prefix: 1 }] }, 'pattern.a[0]: prefix takes a text'],
  [{ a: [{ numeric: ['>'] }] }, 'numeric takes one or two pairs'],
  [{ a: [{ prefix: 'x', suffix: 'y' }] }, 'neither a value nor one comparison'],
  [{ a: [{ 'anything-but': {} }] }, 'anything-but takes'],
  [{ $or: [{ a: [1] }] }, 'two patterns or more'],
])('refuses %j', (pattern, message) => {
  expect(() => compilePattern(pattern)).toThrow(PatternError);
  expect(() => compilePattern(pattern)).toThrow(message);
});
