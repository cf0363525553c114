import { describe, expect, it } from 'vitest';
import { provinceNamed, provinces } from './provinces.ts';

describe('provinces', () => {
  it('are 23 provinces, 4 cities, 5 autonomous regions and 2 special administrative regions', () => {
    const endingIn = (ending: string) => provinces.filter((name) => name.endsWith(ending)).length;
    expect([endingIn('省'), endingIn('市'), endingIn('自治区'), endingIn('特别行政区')]).toEqual([23, 4, 5, 2]);
    expect(new Set(provinces).size).toBe(34);
  });

  it.each([
    ['江苏', '江苏省'],
    ['江苏省', '江苏省'],
    ['上海', '上海市'],
    ['内蒙古', '内蒙古自治区'],
    ['广西', '广西壮族自治区'],
    ['宁夏', '宁夏回族自治区'],
    ['新疆', '新疆维吾尔自治区'],
    ['香港', '香港特别行政区'],
  ])('%s is %s', (text, name) => expect(provinceNamed(text)).toBe(name));

  it.each(['', '苏', '南京市', '江苏市', '省', 'Jiangsu'])('%s is none', (text) =>
    expect(provinceNamed(text)).toBeUndefined(),
  );
});
