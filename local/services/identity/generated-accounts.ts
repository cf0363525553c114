import type { CompanyAccount, PersonAccount } from './account.ts';
import { residentIdentityNumber, unifiedSocialCreditCode } from './identifiers.ts';

// 20 × 24 × 21 = 10,080 names, so that each of the 9,999 generated persons has a name of its own.
const surnames = '赵钱孙李周吴郑王冯陈沈韩杨朱秦许何吕施张';
const firstCharacters = '安柏承德恩方广衡嘉景凯林明宁启清若书思天文晓雅之';
const secondCharacters = '川帆峰涵浩航洁静君岚宁平然睿舒桐宇远泽哲舟';
const divisions = ['320106', '320205', '320302', '320402', '320508', '320509', '320612', '321002', '321102', '321202'];

// Nobody of them is near retirement for years to come, which asks for other papers.
const firstBirth = Date.UTC(1975, 0, 1);
const dayMilliseconds = 86_400_000;
/** Days from 1975-01-01 on that birth dates fall into; up to April 1998. Shares no factor with 7. */
const birthDays = 8_500;

/**
 * A person of the family for load: a pure function of the number.
 * @param number 1–9999; every number has an identity number, name and telephone number of its own
 */
export function generatedPerson(number: number): PersonAccount {
  const birthDate = new Date(firstBirth + ((number * 7) % birthDays) * dayMilliseconds).toISOString().slice(0, 10);
  const digits = String(number).padStart(4, '0');
  return {
    id: `person-${digits}`,
    party: 'person',
    name: generatedName(number),
    // Named persons have sequences below 100, so the two never meet.
    idNumber: residentIdentityNumber(divisionOf(number), birthDate, 100 + (number % 900)),
    phone: `1990000${digits}`,
    note: '批量生成的虚构个人',
  };
}

/**
 * A company of the family for load: a pure function of the number.
 * @param number 1–999
 */
export function generatedCompany(number: number): CompanyAccount {
  const digits = String(number).padStart(2, '0');
  return {
    id: `company-${digits}`,
    party: 'legal-person',
    name: `江苏演示${digits}号建设工程有限公司`,
    creditCode: unifiedSocialCreditCode(divisionOf(number), `0000${2000 + number}`),
    representative: generatedName(number + 5000),
    note: '批量生成的虚构企业',
  };
}

/** The same person after a change of name: another given name, the same identity number. */
export function renamedPerson(number: number): PersonAccount {
  const before = generatedPerson(number);
  const surname = before.name.slice(0, 1);
  return {
    ...before,
    id: `${before.id}-renamed`,
    name: `${surname}更名${before.name.slice(-1)}`,
    note: '批量生成的虚构个人，已更名',
  };
}

/** The same person after the identity number was corrected: the same name, another number. */
export function reissuedPerson(number: number): PersonAccount {
  const before = generatedPerson(number);
  const birthDate = `${before.idNumber.slice(6, 10)}-${before.idNumber.slice(10, 12)}-${before.idNumber.slice(12, 14)}`;
  // Sequences of generated persons begin at 100, so those below are free in every division but for the named persons'.
  const idNumber = residentIdentityNumber(divisionOf(number), birthDate, 50 + (number % 50));
  return { ...before, id: `${before.id}-reissued`, idNumber, note: '批量生成的虚构个人，已更换证件号码' };
}

/** Somebody from Hong Kong with a travel permit, whose number says neither birth date nor sex. */
export function permitHolder(number: number): PersonAccount {
  const { name, phone } = generatedPerson(number);
  return {
    id: `person-${String(number).padStart(4, '0')}-permit`,
    party: 'person',
    name,
    // Named holders have numbers below 1000.
    idNumber: `H9000${String(number).padStart(4, '0')}`,
    document: { idType: 'travel-permit-hong-kong-macao', birthDate: '1986-04-09', sex: 'female' },
    phone,
    note: '批量生成的虚构个人，持港澳居民来往内地通行证',
  };
}

function generatedName(number: number): string {
  const first = Math.floor(number / surnames.length);
  const second = Math.floor(first / firstCharacters.length);
  return characterAt(surnames, number) + characterAt(firstCharacters, first) + characterAt(secondCharacters, second);
}

function divisionOf(number: number): string {
  return divisions[number % divisions.length] ?? '320106';
}

function characterAt(characters: string, index: number): string {
  return characters.charAt(index % characters.length);
}
