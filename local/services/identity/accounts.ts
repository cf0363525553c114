/**
 * The demonstration accounts. All of it is invented: the persons, the companies, the staff and every number. The numbers
 * have valid check digits and real divisions, because the product validates them; any likeness to real ones is chance.
 */
import type { Account, CompanyAccount, PersonAccount, StaffAccount, StaffRole } from './account.ts';
import {
  generatedCompany,
  generatedPerson,
  permitHolder,
  reissuedPerson,
  renamedPerson,
} from './generated-accounts.ts';
import { residentIdentityNumber, unifiedSocialCreditCode } from './identifiers.ts';

export type { Account } from './account.ts';

const persons: readonly PersonAccount[] = [
  person(1, 'person-zhang', '张明远', '320106', '1988-03-15', '户籍南京'),
  person(2, 'person-wang', '王璐', '320205', '1992-07-08', '两字姓名，户籍无锡'),
  person(3, 'person-li', '李书航', '320302', '1985-11-23', '户籍徐州'),
  person(4, 'person-ouyang', '欧阳若岚', '320508', '1990-05-19', '复姓四字姓名，户籍苏州'),
  person(5, 'person-he', '贺𫖯舟', '320612', '1994-01-30', '姓名含生僻字，户籍南通'),
  person(6, 'person-shen', '沈知夏', '310118', '1996-09-02', '户籍上海青浦，适合试用长三角示范区注册'),
  person(7, 'person-xu', '徐慕白', '330421', '1983-12-06', '户籍浙江嘉善，适合试用长三角示范区注册'),
  person(8, 'person-chen', '陈允诺', '320402', '1998-02-28', '户籍常州'),
  person(9, 'person-gu', '顾予安', '320509', '1979-06-17', '户籍苏州吴江'),
  person(10, 'person-aynur', '阿依努尔·吐尔逊', '650102', '1987-08-21', '姓名较长，含间隔号'),
  person(11, 'person-zhao', '赵之珩', '320902', '1965-10-10', '年满60周岁'),
  person(12, 'person-lu', '陆景行', '321002', '1958-04-12', '已超过65周岁'),
  holder(
    13,
    'person-hk',
    '梁咏诗',
    'travel-permit-hong-kong-macao',
    'H00000013',
    '1986-04-09',
    'female',
    '港澳居民来往内地通行证',
  ),
  holder(
    14,
    'person-macao',
    '何家俊',
    'residence-permit-hong-kong-macao',
    '82000019890214015X',
    '1989-02-14',
    'male',
    '港澳居民居住证',
  ),
  holder(
    15,
    'person-taiwan',
    '林冠廷',
    'travel-permit-taiwan',
    '00000015',
    '1991-10-31',
    'male',
    '台湾居民来往大陆通行证',
  ),
  holder(
    20,
    'person-taiwan-settled',
    '林冠廷',
    'residence-permit-taiwan',
    '830000199110310153',
    '1991-10-31',
    'male',
    '林冠廷，已改领台湾居民居住证',
  ),
  holder(
    16,
    'person-taipei',
    '陈怡君',
    'residence-permit-taiwan',
    '830000199308080162',
    '1993-08-08',
    'female',
    '台湾居民居住证',
  ),
  holder(
    17,
    'person-resident',
    'ALEX EXAMPLE',
    'permanent-residence-card',
    '932276198406150172',
    '1984-06-15',
    'male',
    '外国人永久居留身份证（五星卡）',
  ),
  holder(
    18,
    'person-settled',
    'MARIO ROSSI',
    'permanent-residence-card',
    'ITA320080010118',
    '1980-01-01',
    'male',
    '旧版外国人永久居留身份证',
  ),
  holder(19, 'person-passport', 'JOHN SAMPLE', 'passport', 'GBR000000019', '1987-03-03', 'male', '护照'),
];

const companies: readonly CompanyAccount[] = [
  company(1, 'company-gusu', '姑苏匠心建筑设计有限公司（演示）', '320508', '唐思源', '位于苏州市姑苏区'),
  company(2, 'company-wujiang', '吴江同里建设工程有限公司（演示）', '320509', '钱若谷', '位于苏州市吴江区（示范区）'),
  company(3, 'company-jinling', '金陵鼎筑结构工程有限公司（演示）', '320106', '孟怀瑾', '位于南京市鼓楼区'),
  company(4, 'company-taihu', '太湖明算工程造价咨询有限公司（演示）', '320211', '蒋文澜', '位于无锡市滨湖区'),
  company(5, 'company-pengcheng', '彭城路桥建设集团有限公司（演示）', '320302', '司徒清和', '位于徐州市鼓楼区'),
];

const staff: readonly StaffAccount[] = [
  officer(1, 'acceptance-1', '受理员甲', ['acceptance'], '受理申请、通知补正'),
  officer(2, 'review-1', '审核员甲', ['review'], '提出审核意见'),
  officer(3, 'review-2', '审核员乙', ['review'], '另一名审核人员'),
  officer(4, 'decision-1', '审批员甲', ['decision'], '作出审批决定'),
  officer(5, 'decision-2', '审批员乙', ['decision'], '另一名审批人员'),
  officer(6, 'both-1', '审核审批员甲', ['review', 'decision'], '兼有审核与审批权限，但同一申请只能办理其一'),
  officer(7, 'registrar-1', '登记员甲', ['registrar'], '管理注册名册'),
];

/** The named accounts, in the order in which the login pages show them. */
export const demonstrationAccounts: readonly Account[] = [...persons, ...companies, ...staff];

const named: ReadonlyMap<string, Account> = new Map(demonstrationAccounts.map((account) => [account.id, account]));

/**
 * The account of an id: a named one, or one of the families for load `person-0001`…`person-9999` and
 * `company-01`…`company-999`; a person also as `person-0001-renamed` and `person-0001-reissued`, after a change of name or of identity number, and
 * another one with a travel permit as `person-0001-permit`. Undefined when there is no such account.
 */
export function findAccount(id: string): Account | undefined {
  const family =
    /^(?:person-(?<person>\d{4})(?:-(?<change>renamed|reissued|permit))?|company-(?<company>\d{2}|[1-9]\d{2}))$/.exec(
      id,
    )?.groups;
  if (family === undefined) return named.get(id);
  const number = Number(family['person'] ?? family['company']);
  if (number === 0) return undefined;
  if (family['person'] === undefined) return generatedCompany(number);
  if (family['change'] === 'renamed') return renamedPerson(number);
  if (family['change'] === 'permit') return permitHolder(number);
  return family['change'] === 'reissued' ? reissuedPerson(number) : generatedPerson(number);
}

function person(
  number: number,
  id: string,
  name: string,
  division: string,
  birthDate: string,
  note: string,
): PersonAccount {
  const idNumber = residentIdentityNumber(division, birthDate, number);
  return { id, party: 'person', name, idNumber, phone: `138000000${String(number).padStart(2, '0')}`, note };
}

/** Somebody without a resident identity card. */
function holder(
  number: number,
  id: string,
  name: string,
  idType: string,
  idNumber: string,
  birthDate: string,
  sex: 'male' | 'female',
  note: string,
): PersonAccount {
  const document = { idType, birthDate, sex };
  return { id, party: 'person', name, idNumber, document, phone: `138000000${number}`, note };
}

function company(
  number: number,
  id: string,
  name: string,
  division: string,
  representative: string,
  note: string,
): CompanyAccount {
  const creditCode = unifiedSocialCreditCode(division, `0000100${number}`);
  return { id, party: 'legal-person', name, creditCode, representative, note };
}

function officer(number: number, id: string, name: string, roles: readonly StaffRole[], note: string): StaffAccount {
  const idNumber = residentIdentityNumber('320104', `198${number}-01-15`, number);
  return { id, party: 'staff', name, division: '320000', roles, idNumber, note };
}
