import type { Application } from '../application.ts';
import { type CalendarDate, chineseDate } from '../calendar-dates.ts';
import { type DocumentContent, documentNames } from '../documents.ts';
import { holdGrounds, type ReviewHold } from '../hold-grounds.ts';
import { heldWorkingDays } from '../review-hold.ts';
import { notice, subject } from './notices.ts';

const law = '《中华人民共和国行政许可法》第四十五条';

/** The notice of the time that hearing, inspection, testing, appraisal or review by experts takes and that does not count (Administrative Licensing Law art. 45: in writing). */
export function holdNotice(application: Application, hold: ReviewHold, on: CalendarDate): DocumentContent {
  const { ground, reason, since, until } = hold;
  return {
    ...notice('hold-notice', documentNames['hold-notice'], application.number, on),
    statements: [
      `${addressees(application)}：`,
      `${application.applicant.name}的${subject(application)}申请（受理编号：${application.number ?? ''}）需要${holdGrounds[ground].needs ?? ''}。依照${law}，所需时间不计算在审查期限内，现告知如下：`,
      `1．事由：${reason}`,
      `2．所需时间：自${chineseDate(since)}至${chineseDate(until)}，其间${heldWorkingDays(since, until)}个工作日不计入审查期限，审查期限相应顺延。`,
      '3．期满后自次日起继续计算审查期限，不再另行告知；提前结束的，本机关另行书面告知。',
      nothingToDo(application),
    ],
  };
}

/** The notice that such a time has ended before its last day, so that the period goes on (Administrative Licensing Law art. 45). */
export function resumptionNotice(application: Application, hold: ReviewHold, on: CalendarDate): DocumentContent {
  const { ground, since, until } = hold;
  return {
    ...notice('resumption-notice', documentNames['resumption-notice'], application.number, on),
    statements: [
      `${addressees(application)}：`,
      `${application.applicant.name}的${subject(application)}申请（受理编号：${application.number ?? ''}）因需要${holdGrounds[ground].needs ?? ''}，自${chineseDate(since)}起中止计算审查期限，原定至${chineseDate(until)}止。`,
      `${holdGrounds[ground].name}已经提前结束。依照${law}，自${chineseDate(on)}起继续计算审查期限，此前告知的截止日期不再适用。`,
      nothingToDo(application),
    ],
  };
}

// An entry that another province made may name no employer.
function employerOf({ draft }: Application): string {
  return draft.employment.employerName ?? '';
}

function addressees(application: Application): string {
  return [application.applicant.name, employerOf(application)].filter((name) => name !== '').join('、');
}

function nothingToDo(application: Application): string {
  return `${employerOf(application) === '' ? '你' : '你和聘用企业'}无需操作，可以登录平台查看办理进度。`;
}
