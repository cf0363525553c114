import fc from 'fast-check';

/** Texts that nobody types, and some that many do: each has broken something somewhere. */
export const hostileTexts = [
  ...['', ' ', '\u0000', 'a\u0007b', '\u202e文本', '\ufeff', '\ud800', '\udc00x', '👩‍👩‍👧', 'e\u0301', '𠮷', '\u2028'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'NaN',
    '-1',
    '1e309',
    '0x10',
    'null',
    'undefined',
    'true',
    '[object Object]',
  ],
  ...[
    '<script>alert(1)</script>',
    "' OR '1'='1",
    '${7*7}',
    '{{7*7}}',
    '../../etc/passwd',
    'uploads/x',
    'a#b',
    '#',
    '*',
  ],
  ...['2026-02-30', '0000-00-00', '9999-12-31', '2026-13-01', '2026-01-01T00:00:00Z', '91320508000010014j', '１２３'],
  ...['x'.repeat(5000), '张'.repeat(2000), '\ud800'.repeat(100)],
] as const;

/** Values of every type where a text, a number or an object is expected. */
const hostileScalars = [
  ...[null, true, false, 0, -1, 0.5, 1e308, Number.MAX_SAFE_INTEGER + 1, -0],
  ...[[], {}, [[]], [null], { length: 1 }, { then: 1 }],
] as const;

/** JSON that is well-formed and never right; as text, since `__proto__` and what is too deep are lost on the way through objects. */
export const hostileBodies = [
  ...[
    '',
    'null',
    '[]',
    '7',
    '"text"',
    '{',
    '{"a":1}{',
    '\u0000',
    '{"__proto__":{"version":1}}',
    '{"constructor":{"prototype":{}}}',
  ],
  ...[
    '['.repeat(5000) + ']'.repeat(5000),
    `{"version":${'9'.repeat(400)}}`,
    '{"version":1,"version":2}',
    '{"version":NaN}',
  ],
  ...['{"\\ud800":"\\udc00"}', `{"reason":"${'x'.repeat(300_000)}"}`, '{"version":1e400}', '{"version":"1"}'],
] as const;

/** Parts of a path, as they are sent: encoded, wrongly encoded, and encoded twice. */
export const hostilePaths = [
  ...[
    '%',
    '%ZZ',
    '%E0%A4%A',
    '%ED%A0%80',
    '%00',
    '%2e%2e',
    '%2F',
    '%252F',
    'a%20b',
    '%3Cscript%3E',
    '..%2f..',
    '%C0%AF',
  ],
  ...['__proto__', 'constructor', 'NaN', '0', '-', 'x'.repeat(3000), '%E5%BC%A0'.repeat(200), '%23', 'a%23b', '~'],
] as const;

/** Values of headers that the function reads. */
export const hostileHeaders: readonly Readonly<Record<string, string>>[] = [
  ...['', ' ', 'k'.repeat(65), 'a,b', 'a b', '"k"', 'k'.repeat(6000), '%00', '__proto__'].map((key) => ({
    'idempotency-key': key,
  })),
  ...[
    'text/plain',
    'application/jsonp',
    'application/xml',
    'multipart/form-data',
    '',
    'application/json; charset=utf-16',
  ].map((type) => ({ 'content-type': type })),
  { 'x-forwarded-for': 'x'.repeat(2000) },
  { cookie: '__proto__=1; a' },
];

/** A value that is wrong nearly everywhere. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...hostileTexts),
  fc.constantFrom<unknown>(...hostileScalars),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.double(),
  fc.object({ maxDepth: 2, maxKeys: 3 }),
);
