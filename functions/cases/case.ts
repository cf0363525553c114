import type { CaseRecord } from '../../domain/case-record.ts';
import type { Caller } from '../platform/caller.ts';
import { applicationItemOf, applicationOf } from './application-of.ts';
import {
  type ApplicationEventItem,
  ApplicationEntity,
  type ApplicationHead,
  type ApplicationItem,
  type CaseNoteItem,
  CaseContentEntity,
  type CompletionItem,
  type DocumentItem,
  type FileItem,
  type OwedQualificationItem,
  type PublicityEntryItem,
  table,
  type WorkItemItem,
} from '../records/entities.ts';

/** An application with everything that belongs to it, read by one query. */
export interface Case {
  readonly item: ApplicationItem;
  readonly application: CaseRecord;
  /** In the order of their versions. */
  readonly events: readonly ApplicationEventItem[];
  readonly files: readonly FileItem[];
  readonly documents: readonly DocumentItem[];
  /** The open work item of the present state; undefined until the workflow has opened it. */
  readonly openWorkItem: WorkItemItem | undefined;
  /** The company qualification that the employer still owes; undefined when it owes none. */
  readonly owedQualification: OwedQualificationItem | undefined;
  /** What staff have noted, oldest first. Nobody else is shown any of it. */
  readonly notes: readonly CaseNoteItem[];
  /** The documents on which characters are still to be written by hand. */
  readonly openCompletions: readonly CompletionItem[];
  /** Its place in a batch of publicity; undefined for one that was never in publicity. */
  readonly publicity: PublicityEntryItem | undefined;
}

/** Reads a case; undefined when there is none with this id. One consistent query of the application's partition. */
export async function loadCase(applicationId: string): Promise<Case | undefined> {
  const { data } = await table.collections.case({ applicationId }).go({ pages: 'all', consistent: true });
  const [head] = data.application;
  if (head === undefined) return undefined;
  const item = applicationItemOf(head, data.caseContent[0]);
  return {
    item,
    application: applicationOf(item),
    events: data.event,
    files: data.file,
    documents: data.document,
    openWorkItem: data.workItem.find((work) => work.status === 'open'),
    owedQualification: data.owedQualification.find((owed) => owed.status === 'open'),
    notes: data.caseNote,
    openCompletions: data.completion.filter(({ status }) => status === 'open'),
    publicity: data.publicityEntry[0],
  };
}

/** Reads applications without what belongs to them; those that are not there are left out. Two consistent reads of at most a hundred items each. */
export async function readApplications(applicationIds: readonly string[]): Promise<ApplicationItem[]> {
  const keys = [...new Set(applicationIds)].map((applicationId) => ({ applicationId }));
  if (keys.length === 0) return [];
  const [{ data: heads }, { data: contents }] = await Promise.all([
    ApplicationEntity.get(keys).go({ consistent: true }),
    CaseContentEntity.get(keys).go({ consistent: true }),
  ]);
  const contentOf = new Map(contents.map((content) => [content.applicationId, content]));
  return heads.map((head) => applicationItemOf(head, contentOf.get(head.applicationId)));
}

/** Reads a case that the caller takes part in (`takesPart`); undefined when there is none with this id, or it is not theirs. */
export async function loadOwnCase(applicationId: string, caller: Caller): Promise<Case | undefined> {
  const found = await loadCase(applicationId);
  return found !== undefined && takesPart(found.item, caller) ? found : undefined;
}

/** Who takes part in an application. */
type CaseParties = Pick<
  ApplicationHead,
  'personId' | 'formerPersonId' | 'submittedAt' | 'employerCreditCode' | 'release'
>;

/**
 * True when the caller may see the application: the applicant, the employer of the present submission, whoever was asked to let the person or the
 * registrations go, or the department after submission. An employer that is not named any more sees nothing.
 */
export function takesPart(item: CaseParties, caller: Caller): boolean {
  switch (caller.party) {
    case 'person':
      return item.personId === caller.personId || isFormerIdentity(item, caller.personId);
    case 'legal-person':
      return item.submittedAt !== undefined && employerRole(item, caller.creditCode) !== undefined;
    case 'staff':
      return item.submittedAt !== undefined;
    case 'anyone':
      return false;
  }
}

/** What a company is in an application: the employer, the former employer that was asked for release, or nothing. */
export function employerRole(item: CaseParties, creditCode: string): 'employer' | 'former-employer' | undefined {
  if (item.employerCreditCode === creditCode) return 'employer';
  return item.release?.employerCreditCode === creditCode ? 'former-employer' : undefined;
}

/** True for who holds the former identity document, once they were asked or told of its change. */
export function isFormerIdentity(item: CaseParties, personId: string): boolean {
  return item.personId !== personId && item.formerPersonId === personId && item.submittedAt !== undefined;
}
