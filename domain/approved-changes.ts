import { matterNames } from './catalogue.ts';
import { revocationNames, revocationOf } from './grounds.ts';
import type { Outcome } from './outcome.ts';
import type { RegisterEntry } from './registration.ts';

/** What becomes of an entry of the register by an approval: made or amended, ended, or taken from its holder. */
export const changeKinds = ['approved', 'cancelled', 'revoked'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** An entry of the register as something that was approved has left it. */
export interface ApprovedChange {
  readonly kind: ChangeKind;
  /** What was done, in words: 初始注册, 注销注册, 吊销注册. */
  readonly title: string;
  readonly entry: RegisterEntry;
  /** Who it is; null where the application does not say, because others have begun it, or there is none. */
  readonly person: { readonly idType: string; readonly idNumber: string } | null;
  /** The application by which it was approved; null: by another decision. */
  readonly application: { readonly id: string; readonly number: string | null } | null;
  /** It is announced (公告); a change of a company's name, which is one matter for all, is reported alone. */
  readonly announced: boolean;
}

/** What the change of a company's name or of its successor is called. */
export const companyChangeTitle = '企业信息变更';

/** The changes of the register that a decision makes final, each entry once; none for any other outcome. */
export function approvedChanges({ before, after, event, register }: Outcome): readonly ApprovedChange[] {
  if (after === null || event === null) return [];
  const { applicant, matter, id, number: caseNumber } = after;
  const application = { id, number: caseNumber };
  const person = applicant.idNumber === '' ? null : { idType: applicant.idType, idNumber: applicant.idNumber };
  if (event.action === 'amend-employer') {
    return register.amends.map(({ after: entry }) => ({ ...employerChange(entry, person), application }));
  }
  if (after.state !== 'approved' || before?.state === 'approved') return [];
  const named = new Set(after.registrationNumbers);
  const amended = register.amends.map(({ after: entry }) => entry).filter(({ number }) => named.has(number));
  return [...register.creates, ...amended].map((entry) => ({
    ...{ entry, person, application, announced: true },
    ...endOf(entry, matterNames[matter]),
  }));
}

/** The change of an entry with the company that it is with. */
export function employerChange(entry: RegisterEntry, person: ApprovedChange['person']): ApprovedChange {
  return { kind: 'approved', title: companyChangeTitle, entry, person, application: null, announced: false };
}

function endOf(
  { cancelledOn, cancellationGround }: RegisterEntry,
  title: string,
): Pick<ApprovedChange, 'kind' | 'title'> {
  if (cancelledOn === null) return { kind: 'approved', title };
  const revocation = revocationOf(cancellationGround);
  return revocation === null
    ? { kind: 'cancelled', title: '注销注册' }
    : { kind: 'revoked', title: `${revocationNames[revocation]}注册` };
}
