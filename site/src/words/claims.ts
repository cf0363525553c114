import type { CaseNote, ClaimView } from '../../../api/claims.ts';
import { timeText } from './dates.ts';

/** Who is handling a case, as a list says it; `subject` is whom the issuer means by the signed-in officer. */
export function claimText({ staffId, name, until }: ClaimView, subject: string): string {
  return staffId === subject ? `我在办理（至 ${timeText(until)}）` : `${name} 办理中（至 ${timeText(until)}）`;
}

const noteTitles: Readonly<Record<CaseNote['kind'], string>> = {
  note: '内部备注',
  'taken-over': '接办',
  released: '放回',
  assigned: '指派',
  'identity-shown': '查看完整证件号码',
  held: '挂起',
  resumed: '恢复办理',
};

/** The notes of staff as steps of the history, which say that parties do not see them. */
export function noteSteps(notes: readonly CaseNote[]) {
  return notes.map(({ id, at, kind, staffName, text }) => ({
    ...{ id, at, title: `${noteTitles[kind]}（仅工作人员可见）`, actor: staffName, reason: text, changes: [] },
  }));
}
