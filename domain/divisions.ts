/** The divisions of Jiangsu at city and county level (GB/T 2260), code → name, in the order of the standard. */
const cities: Readonly<Record<string, readonly [string, Readonly<Record<string, string>>]>> = {
  '3201': [
    '南京市',
    {
      '02': '玄武区',
      '04': '秦淮区',
      '05': '建邺区',
      '06': '鼓楼区',
      '11': '浦口区',
      '13': '栖霞区',
      '14': '雨花台区',
      '15': '江宁区',
      '16': '六合区',
      '17': '溧水区',
      '18': '高淳区',
    },
  ],
  '3202': [
    '无锡市',
    { '05': '锡山区', '06': '惠山区', '11': '滨湖区', '13': '梁溪区', '14': '新吴区', '81': '江阴市', '82': '宜兴市' },
  ],
  '3203': [
    '徐州市',
    {
      '02': '鼓楼区',
      '03': '云龙区',
      '05': '贾汪区',
      '11': '泉山区',
      '12': '铜山区',
      '21': '丰县',
      '22': '沛县',
      '24': '睢宁县',
      '81': '新沂市',
      '82': '邳州市',
    },
  ],
  '3204': [
    '常州市',
    { '02': '天宁区', '04': '钟楼区', '11': '新北区', '12': '武进区', '13': '金坛区', '81': '溧阳市' },
  ],
  '3205': [
    '苏州市',
    {
      '05': '虎丘区',
      '06': '吴中区',
      '07': '相城区',
      '08': '姑苏区',
      '09': '吴江区',
      '81': '常熟市',
      '82': '张家港市',
      '83': '昆山市',
      '85': '太仓市',
    },
  ],
  '3206': [
    '南通市',
    { '12': '通州区', '13': '崇川区', '14': '海门区', '23': '如东县', '81': '启东市', '82': '如皋市', '85': '海安市' },
  ],
  '3207': [
    '连云港市',
    { '03': '连云区', '06': '海州区', '07': '赣榆区', '22': '东海县', '23': '灌云县', '24': '灌南县' },
  ],
  '3208': [
    '淮安市',
    {
      '03': '淮安区',
      '04': '淮阴区',
      '12': '清江浦区',
      '13': '洪泽区',
      '26': '涟水县',
      '30': '盱眙县',
      '31': '金湖县',
    },
  ],
  '3209': [
    '盐城市',
    {
      '02': '亭湖区',
      '03': '盐都区',
      '04': '大丰区',
      '21': '响水县',
      '22': '滨海县',
      '23': '阜宁县',
      '24': '射阳县',
      '25': '建湖县',
      '81': '东台市',
    },
  ],
  '3210': [
    '扬州市',
    { '02': '广陵区', '03': '邗江区', '12': '江都区', '23': '宝应县', '81': '仪征市', '84': '高邮市' },
  ],
  '3211': [
    '镇江市',
    { '02': '京口区', '11': '润州区', '12': '丹徒区', '81': '丹阳市', '82': '扬中市', '83': '句容市' },
  ],
  '3212': [
    '泰州市',
    { '02': '海陵区', '03': '高港区', '04': '姜堰区', '81': '兴化市', '82': '靖江市', '83': '泰兴市' },
  ],
  '3213': ['宿迁市', { '02': '宿城区', '11': '宿豫区', '22': '沭阳县', '23': '泗阳县', '24': '泗洪县' }],
};

/** One county-level division with the name of its city. */
export interface Division {
  readonly code: string;
  readonly city: string;
  readonly name: string;
}

/** All county-level divisions of Jiangsu. */
export const divisions: readonly Division[] = Object.entries(cities).flatMap(([prefix, [city, counties]]) =>
  Object.entries(counties)
    .sort(([left], [right]) => left.localeCompare(right))
    .map(([suffix, name]) => ({ code: `${prefix}${suffix}`, city, name })),
);

/** The full name of a division, 苏州市吴江区; undefined for a code outside Jiangsu. */
export function divisionName(code: string): string | undefined {
  const division = divisions.find((candidate) => candidate.code === code);
  return division && `${division.city}${division.name}`;
}

/** The cities of Jiangsu, code of four digits → name. */
export const cityNames: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(cities).map(([code, [name]]) => [code, name]),
);

/** What is counted by cities where an employer is registered elsewhere, and where there is none. */
export const elsewhere = 'elsewhere';

/** The city of Jiangsu in which a company is registered, by the division in its credit code (GB 32100, places 3 to 8); null for one elsewhere. */
export function cityOfCompany(creditCode: string): string | null {
  const code = creditCode.slice(2, 6);
  return Object.hasOwn(cities, code) ? code : null;
}
