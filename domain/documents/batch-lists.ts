import { matterNames, type MatterCode } from '../catalogue.ts';
import { authority } from '../authorities.ts';
import { type CalendarDate, chineseDate } from '../calendar-dates.ts';
import type { DocumentField, PrintedContent } from '../documents.ts';
import { type ProfessionCode, professions } from '../professions.ts';

/** A case as the list of its 公示 prints it. */
interface PublishedCase {
  readonly number: string;
  readonly applicantName: string;
  readonly maskedIdNumber: string;
  readonly employerName: string;
  readonly profession: ProfessionCode;
  readonly matter: MatterCode;
  readonly specialties: readonly string[];
}

/** A decision as the list of its 公告 prints it. */
interface AnnouncedDecision {
  readonly number: string;
  readonly title: string;
  readonly profession: ProfessionCode;
  readonly holderName: string;
  readonly employerName: string;
  readonly specialties: readonly string[];
}

/** 公示: who is to be registered, from when to when anybody may object, and how (Administrative Licensing Law art. 36, 46). */
export function publicityList(
  number: string,
  { from, to }: { readonly from: string; readonly to: string },
  on: CalendarDate,
  cases: readonly PublishedCase[],
): PrintedContent {
  return list('拟准予注册人员公示', number, on, `公示名单（共${cases.length}项）`, cases.map(caseField), [
    '以下人员拟准予注册，现予公示。',
    `公示期：${from}至${to}。公示期内，任何单位和个人有异议的，可以登录平台“公示公告”提出并说明理由；异议答复之前，不作出准予决定。`,
  ]);
}

/** 公告: what was decided (Administrative Licensing Law art. 40). */
export function announcementPaper(
  number: string,
  on: CalendarDate,
  decisions: readonly AnnouncedDecision[],
): PrintedContent {
  return list('注册决定公告', number, on, `公告名单（共${decisions.length}项）`, decisions.map(decisionField), [
    '以下注册事项已作出决定，现依照《中华人民共和国行政许可法》第四十条予以公告。',
  ]);
}

function caseField({ number, applicantName, maskedIdNumber, ...rest }: PublishedCase): DocumentField {
  const { employerName, profession, matter, specialties } = rest;
  const what = `${professions[profession].name}${matterNames[matter]}${bracketed(specialties)}`;
  return {
    label: applicantName,
    value: [maskedIdNumber, what, employerName, `受理编号${number}`].join('；'),
    wide: true,
  };
}

function decisionField({ number, title, profession, holderName, employerName, specialties }: AnnouncedDecision) {
  const what = `${professions[profession].name}${title}${bracketed(specialties)}`;
  return { label: holderName, value: [what, employerName, `注册编号${number}`].join('；'), wide: true };
}

function bracketed(specialties: readonly string[]): string {
  return specialties.length === 0 ? '' : `（${specialties.join('、')}）`;
}

function list(
  title: string,
  number: string,
  on: CalendarDate,
  heading: string,
  fields: readonly DocumentField[],
  statements: readonly string[],
): PrintedContent {
  return {
    ...{ title, number, numberLabel: '文号', withPhoto: false, sections: [{ heading, fields }], statements },
    ...{ signatures: [], issuedOn: chineseDate(on), issuer: authority },
  };
}
