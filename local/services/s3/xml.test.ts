import { expect, test } from 'vitest';
import { childText, parseXml, parseXmlBoolean, xmlDocument } from './xml.ts';

test('what is written is read as it was', () => {
  const text = '<&>"\' 中文🀄\u0001\n';
  const root = parseXml(xmlDocument('Delete', [['Object', [['Key', text]]]]));
  expect(childText(root.children[0]!, 'Key')).toBe(text);
  expect(xmlDocument('Error', [['Code', 'X']], false)).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>X</Code></Error>',
  );
});

test('declaration, white space, attributes and empty elements are understood', () => {
  const root = parseXml('<?xml version="1.0"?>\n<A xmlns="urn:x">\n <B/> <C>&#x4e2d;&#25991;&amp;</C>\n</A>\n');
  expect(root.children.map((child) => [child.name, child.text])).toEqual([
    ['B', ''],
    ['C', '中文&'],
  ]);
});

test.each([
  '',
  'text',
  '<A>',
  '</A>',
  '<A></B>',
  '<A/><B/>',
  '<A/>text',
  '<A>&unknown;</A>',
  '<A>&amp</A>',
  '<A>&#x110000;</A>',
  '<A><!-- comment --></A>',
  '<A><![CDATA[x]]></A>',
  '<!DOCTYPE A [<!ENTITY e "x">]><A>&e;</A>',
  '<A><?xml version="1.0"?></A>',
  '<A b=c/>',
])('%j is malformed', (source) => {
  expect(() => parseXml(source)).toThrow(expect.objectContaining({ code: 'MalformedXML' }));
});

test('a child that stands twice and a boolean that is none are malformed', () => {
  expect(() => childText(parseXml('<A><B/><B/></A>'), 'B')).toThrow();
  expect(() => parseXmlBoolean('yes')).toThrow();
  expect([parseXmlBoolean(undefined), parseXmlBoolean('true')]).toEqual([false, true]);
});
