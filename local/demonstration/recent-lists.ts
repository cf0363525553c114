/**
 * The lists of the demonstration that must be recent whenever it is begun: hours of continuing education count for some years, and social insurance
 * of the last full month. Everything in them is invented. Who is left out lacks hours, or is on no list.
 */

const day = 24 * 60 * 60 * 1000;

const people = {
  zhang: ['张明远', '320106198803150016'],
  wang: ['王璐', '320205199207080027'],
  li: ['李书航', '320302198511230036'],
  ouyang: ['欧阳若岚', '320508199005190047'],
  he: ['贺𫖯舟', '32061219940130005X'],
  shen: ['沈知夏', '310118199609020064'],
  xu: ['徐慕白', '330421198312060077'],
  chen: ['陈允诺', '320402199802280084'],
  gu: ['顾予安', '320509197906170091'],
  aynur: ['阿依努尔·吐尔逊', '650102198708210106'],
  zhao: ['赵之珩', '320902196510100110'],
} as const;
type Person = keyof typeof people;

/** Who has how many hours of both kinds in which profession. 顾予安 has a few of one kind: the page shows what is missing. */
const hours: readonly (readonly [Person, string, number, number])[] = [
  ['zhang', '二级注册建筑师', 40, 40],
  ['zhang', '二级注册建造师', 90, 92.5],
  ['wang', '二级注册结构工程师', 60, 60],
  ['li', '二级注册建造师', 90, 90],
  ['ouyang', '二级注册造价工程师', 60, 60],
  ['he', '二级注册建筑师', 40, 40],
  ['shen', '二级注册建造师', 60, 60],
  ['xu', '二级注册建造师', 60, 60],
  ['chen', '二级注册造价工程师', 60, 60],
  ['gu', '二级注册建造师', 24, 0],
  ['aynur', '二级注册结构工程师', 60, 60],
  ['zhao', '二级注册建造师', 60, 60],
];

/** Who is insured by whom. 李书航 is by another than he is likely to name: the officer sees it marked red. */
const insurers: readonly (readonly [Person, string, string])[] = [
  ['zhang', '姑苏匠心建筑设计有限公司（演示）', '91320508000010014J'],
  ['wang', '金陵鼎筑结构工程有限公司（演示）', '91320106000010030N'],
  ['li', '吴江同里建设工程有限公司（演示）', '91320509000010022U'],
  ['ouyang', '太湖明算工程造价咨询有限公司（演示）', '913202110000100490'],
];

/** The list of continuing education: both kinds of each person, completed two and three months ago. */
export function educationList(now: Date): string {
  const rows = hours.flatMap(([person, profession, compulsory, elective], index) =>
    [['必修课', compulsory, 90] as const, ['选修课', elective, 60] as const].flatMap(([kind, amount, days]) =>
      amount === 0
        ? []
        : [
            [
              ...people[person],
              profession,
              `XS${100001 + index}`,
              kind,
              amount,
              daysBefore(now, days),
              '江苏演示继续教育中心',
            ],
          ],
    ),
  );
  return listOf(['姓名', '证件号码', '职业', '记录编号', '课程类别', '学时', '完成日期', '培训机构'], rows);
}

/** The list of social insurance: the last six full months. */
export function insuranceList(now: Date): string {
  const rows = insurers.flatMap(([person, unit, creditCode]) =>
    [6, 5, 4, 3, 2, 1].map((months) => [...people[person], monthBefore(now, months), unit, creditCode]),
  );
  return listOf(['姓名', '证件号码', '缴费月份', '参保单位', '统一社会信用代码'], rows);
}

function daysBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * day).toISOString().slice(0, 10);
}

// The first days of a month are still the month before somewhere: the 15th is in it everywhere.
function monthBefore(now: Date, months: number): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 15)).toISOString().slice(0, 7);
}

function listOf(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [columns, ...rows].map((cells) => cells.join(',')).join('\n');
}
