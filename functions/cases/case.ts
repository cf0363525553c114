import type { CaseRecord } from '../../domain/case-record.ts';
import type { Caller } from '../platform/caller.ts';
import { applicationOf } from './application-of.ts';
import {
  type ApplicationEventItem,
  type ApplicationItem,
  type CaseNoteItem,
  type CompletionItem,
  type DocumentItem,
  type FileItem,
  type OwedQualificationItem,
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
}

/** Reads a case; undefined when there is none with this id. One consistent query of the application's partition. */
export async function loadCase(applicationId: string): Promise<Case | undefined> {
  const { data } = await table.collections.case({ applicationId }).go({ pages: 'all', consistent: true });
  const item = data.application[0];
  if (item === undefined) return undefined;
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
  };
}

/** Reads a case that the caller takes part in (`takesPart`); undefined when there is none with this id, or it is not theirs. */
export async function loadOwnCase(applicationId: string, caller: Caller): Promise<Case | undefined> {
  const found = await loadCase(applicationId);
  return found !== undefined && takesPart(found.item, caller) ? found : undefined;
}

/**
 * True when the caller may see the application: the applicant, the employer of the present submission, whoever was asked to let the person or the
 * registrations go, or the department after submission. An employer that is not named any more sees nothing.
 */
export function takesPart(item: ApplicationItem, caller: Caller): boolean {
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
export function employerRole(item: ApplicationItem, creditCode: string): 'employer' | 'former-employer' | undefined {
  if (item.employerCreditCode === creditCode) return 'employer';
  return item.release?.employerCreditCode === creditCode ? 'former-employer' : undefined;
}

/** True for who holds the former identity document, once they were asked or told of its change. */
export function isFormerIdentity(item: ApplicationItem, personId: string): boolean {
  return item.personId !== personId && item.formerPersonId === personId && item.submittedAt !== undefined;
}
