/** The provincial-level divisions of China (GB/T 2260), in the order of the standard: 证书取得省份. */
export const provinces = [
  '北京市',
  '天津市',
  '河北省',
  '山西省',
  '内蒙古自治区',
  '辽宁省',
  '吉林省',
  '黑龙江省',
  '上海市',
  '江苏省',
  '浙江省',
  '安徽省',
  '福建省',
  '江西省',
  '山东省',
  '河南省',
  '湖北省',
  '湖南省',
  '广东省',
  '广西壮族自治区',
  '海南省',
  '重庆市',
  '四川省',
  '贵州省',
  '云南省',
  '西藏自治区',
  '陕西省',
  '甘肃省',
  '青海省',
  '宁夏回族自治区',
  '新疆维吾尔自治区',
  '台湾省',
  '香港特别行政区',
  '澳门特别行政区',
] as const;
export type Province = (typeof provinces)[number];

/** The full name of a province written in full or short (江苏 for 江苏省, 广西 for 广西壮族自治区); undefined when there is none. */
export function provinceNamed(text: string): Province | undefined {
  return provinces.find((province) => province === text || shortName(province) === text);
}

function shortName(province: Province): string {
  return province.replace(/(省|市|特别行政区|(壮族|回族|维吾尔)?自治区)$/, '');
}

/** The province whose list of qualifications this platform keeps. */
export const homeProvince = '江苏省';
