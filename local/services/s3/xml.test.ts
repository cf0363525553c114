import { expect, test } from 'vitest';
import { xmlDocument } from './xml.ts';

test('text is escaped, control characters too', () => {
  expect(xmlDocument('List', [['Key', '<&>"中文🀄\u0001\n']])).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<List xmlns="http://s3.amazonaws.com/doc/2006-03-01/">' +
      '<Key>&lt;&amp;&gt;&quot;中文🀄&#x1;&#xa;</Key></List>',
  );
  expect(xmlDocument('Error', [['Code', 'X']], false)).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>X</Code></Error>',
  );
});
