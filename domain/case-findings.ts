import { ageEnds, ageLimitText } from './age-limit.ts';
import { type Bar, barOn, barReasonName } from './bars.ts';
import { addMonths, type CalendarDate, chineseDate } from './calendar-dates.ts';
import type { CaseRecord } from './case-record.ts';
import { rowOf } from './catalogue.ts';
import { searchedName } from './employer-names.ts';
import { employmentEqualsContract } from './employment-rules.ts';
import { lockOn, standingSuspension } from './holds.ts';
import type { RegisterEntry } from './registration.ts';

/** What can be looked for twice: one photo, mobile number or certificate with two persons, and many confirmations by one employer on one day. */
export const markKinds = ['photo', 'mobile', 'certificate', 'confirmation'] as const;
export type MarkKind = (typeof markKinds)[number];

/** What an officer is told of one check: what came of it, why, and whence it is known. */
export interface Finding {
  readonly code: string;
  readonly title: string;
  readonly tone: 'good' | 'info' | 'warn' | 'bad';
  readonly reason: string;
  readonly source: string;
}

/** What is known of a case when its findings are written; whatever is compared elsewhere is not here. */
export interface FindingFacts {
  readonly application: CaseRecord;
  readonly today: CalendarDate;
  /** What the register holds of the person. */
  readonly entries: readonly RegisterEntry[];
  readonly bars: readonly Bar[];
  /** The employer as it is known here; null: not. */
  readonly employer: { readonly name: string; readonly successor: string | null } | null;
  /** Other persons' applications in which the same stands, in words. */
  readonly others: Readonly<Record<Exclude<MarkKind, 'confirmation'>, readonly string[]>>;
  /** How many applications the employer has confirmed on the day on which it confirmed this one; null: none is confirmed. */
  readonly confirmations: number | null;
  /** The person's other applications of the profession that were refused, with the day of the decision. */
  readonly refused: readonly { readonly number: string; readonly on: CalendarDate }[];
}

// A company with some hundred registered people rarely confirms more than ten on a day; a lender of certificates does.
export const manyConfirmations = 10;

/** Every finding on a case, in the order in which an officer reads them. */
export function caseFindings(facts: FindingFacts): Finding[] {
  const { asksEmployment } = rowOf(facts.application);
  return [
    identity(facts),
    qualification(facts),
    ...(asksEmployment ? [contract(facts), employer(facts), burst(facts)] : []),
    age(facts),
    bars(facts),
    locks(facts),
    duplicate(facts, 'photo', '证件照片', '提交时记录的文件摘要'),
    duplicate(facts, 'mobile', '手机号码', '提交时记录的号码摘要'),
    duplicate(facts, 'certificate', '资格证书', '提交时记录的证书编号'),
    refusedBefore(facts),
  ];
}

function identity({ application: { applicant, initiator } }: FindingFacts): Finding {
  const isOwn = initiator === 'practitioner';
  return {
    code: 'identity',
    title: '身份',
    tone: isOwn ? 'good' : 'info',
    reason: isOwn ? `${applicant.name}，${applicant.idType}，本人登录提交` : '由他人发起，以注册名册所载为准',
    source: isOwn ? '统一身份认证' : '注册名册',
  };
}

function qualification({ application: { qualification: held } }: FindingFacts): Finding {
  const base = { code: 'qualification', title: '职业资格' };
  if (held === null) return { ...base, tone: 'info', reason: '该事项不以资格证书申请', source: '事项目录' };
  const isListed = held.source === 'provincial-list';
  return {
    ...base,
    tone: 'good',
    reason: `${held.certificateNumber}，${chineseDate(held.obtainedOn)}取得，${held.province}`,
    source: isListed ? '省资格名单' : '经批准的省外资格信息录入',
  };
}

function contract({ application: { draft } }: FindingFacts): Finding {
  const [wrong] = employmentEqualsContract(draft.employment);
  return {
    code: 'contract',
    title: '合同与聘用',
    tone: wrong === undefined ? 'good' : 'warn',
    reason: wrong?.message ?? '聘用起止日期与合同一致',
    source: '申请表',
  };
}

function employer({ application: { draft }, employer: known }: FindingFacts): Finding {
  const base = { code: 'employer', title: '聘用企业', source: '企业名录' };
  const named = draft.employment.employerName ?? '';
  if (known === null) return { ...base, tone: 'info', reason: `名录中没有“${named}”的信用代码` };
  if (known.successor !== null) return { ...base, tone: 'bad', reason: `该企业已被“${known.successor}”合并` };
  const isSame = searchedName(known.name) === searchedName(named);
  return {
    ...base,
    tone: isSame ? 'good' : 'warn',
    reason: isSame ? `名称与信用代码一致：${named}` : `名录中该信用代码的名称为“${known.name}”，申请表为“${named}”`,
  };
}

function burst({ confirmations }: FindingFacts): Finding {
  const base = { code: 'confirmations', title: '企业集中确认', source: '企业确认记录' };
  if (confirmations === null) return { ...base, tone: 'info', reason: '企业尚未确认' };
  const isMany = confirmations >= manyConfirmations;
  return {
    ...base,
    tone: isMany ? 'warn' : 'good',
    reason: `该企业同日确认${isMany ? '不少于' : ''}${confirmations}件${isMany ? '，请核对聘用关系是否属实' : ''}`,
  };
}

function age({ application, today }: FindingFacts): Finding {
  const { ageLimit } = rowOf(application);
  const base = { code: 'age', title: '年龄', source: '证件号码' };
  const last = ageEnds(ageLimit, application.applicant);
  if (ageLimit === null || last === null)
    return { ...base, tone: 'good', reason: '该职业没有年龄上限，或者不能得知年龄' };
  const isOver = today > last;
  const reason = `注册最长至${ageLimitText(ageLimit)}（${chineseDate(last)}）`;
  return { ...base, tone: isOver ? 'bad' : 'good', reason: isOver ? `${reason}，现已超过` : reason };
}

function bars({ application: { profession, draft }, bars: known, today }: FindingFacts): Finding {
  const bar = barOn(known, profession, today, draft.specialties);
  const base = { code: 'bars', title: '不予注册的情形', source: '决定记录' };
  if (bar === undefined) return { ...base, tone: 'good', reason: '没有正在执行的不予注册期限' };
  const until = bar.until === null ? '终身' : `至${chineseDate(bar.until)}`;
  return { ...base, tone: 'bad', reason: `${barReasonName(bar.reason)}，${until}不予注册` };
}

function locks({ entries, today }: FindingFacts): Finding {
  const base = { code: 'locks', title: '锁定与暂停执业', source: '注册名册' };
  const held = entries.flatMap((entry) => {
    const lock = lockOn(entry, today);
    const suspension = standingSuspension(entry, today);
    return [
      ...(lock === null ? [] : [`${entry.number}因在建项目“${lock.project}”锁定至${chineseDate(lock.until)}`]),
      ...(suspension === null ? [] : [`${entry.number}暂停执业至${chineseDate(suspension.until)}`]),
    ];
  });
  return { ...base, tone: held.length === 0 ? 'good' : 'warn', reason: held.join('；') || '没有锁定和暂停执业' };
}

function duplicate(
  { others }: FindingFacts,
  kind: keyof FindingFacts['others'],
  what: string,
  source: string,
): Finding {
  const found = others[kind];
  return {
    code: `duplicate-${kind}`,
    title: `${what}重复`,
    tone: found.length === 0 ? 'good' : 'warn',
    reason: found.length === 0 ? `没有其他人使用同一${what}` : `另有他人使用同一${what}：${found.join('；')}`,
    source,
  };
}

function refusedBefore({ refused, today }: FindingFacts): Finding {
  const recent = refused.filter(({ on }) => addMonths(on, 12) >= today);
  const told = recent.map(({ number, on }) => `${number}于${chineseDate(on)}不予注册`);
  return {
    code: 'refused-before',
    title: '一年内不予注册后再次申请',
    tone: recent.length === 0 ? 'good' : 'warn',
    reason: told.join('；') || '一年内没有不予注册的决定',
    source: '本平台的申请记录',
  };
}
