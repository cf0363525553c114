import { describe, expect, it } from 'vitest';
import { askedText } from './looks.ts';

// Invented numbers with right check digits.
describe('what was asked for', () => {
  it.each([
    ['320106198803150016', '320106********0016'],
    ['张明远 320106198803150016', '张明远 320106********0016'],
    ['３２０１０６198803150016', '３２０１０６********0016'],
    ['13812345678 张明远', '138****5678 张明远'],
    ['GBR000000019', 'G*********19'],
  ])('%s is kept as %s', (asked, kept) => expect(askedText(asked)).toBe(kept));

  it.each(['张明远', 'JZ20261122000001', '苏2322026202600001', '江苏演示建设有限公司'])(
    '%s is kept as it is',
    (asked) => expect(askedText(asked)).toBe(asked),
  );
});
