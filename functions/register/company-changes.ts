import type { CompanyChange } from '../../domain/company-change.ts';
import { isConcerned, isSettled } from '../../domain/company-change.ts';
import type { CalendarDate } from '../../domain/calendar-dates.ts';
import { heldInMerger } from '../../domain/project-locks.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { commandOperations } from '../records/commands.ts';
import {
  CompanyChangeEntity,
  type CompanyChangeItem,
  type FileItem,
  FileEntity,
  type JobItem,
  RegistrationEntity,
  table,
  type TransactionEntities,
} from '../records/entities.ts';
import { readJob } from '../records/jobs.ts';
import { messageIdAt } from '../records/message-id.ts';
import { entryOf } from '../records/register-items.ts';

/** A 企业信息变更 with what belongs to it: its evidence and, once it is decided, how far it is carried out. */
export interface FoundChange {
  readonly change: CompanyChange;
  readonly createdAt: string;
  readonly files: readonly FileItem[];
  readonly job: JobItem | undefined;
}

/** Reads a change; undefined when there is none with this id. */
export async function loadCompanyChange(changeId: string): Promise<FoundChange | undefined> {
  const [{ data: item }, { data: files }, job] = await Promise.all([
    CompanyChangeEntity.get({ changeId }).go({ consistent: true }),
    FileEntity.query.file({ applicationId: changeId }).go({ pages: 'all', consistent: true }),
    readJob(changeId),
  ]);
  return item === null ? undefined : { change: changeOf(item), createdAt: item.createdAt, files, job };
}

/** A change as rules see it. */
export function changeOf(item: CompanyChangeItem): CompanyChange {
  const { changeId: id, initiator, from, to, ground, evidenceFileId = null, state, version, acts } = item;
  return { id, initiator, from, to, ground, evidenceFileId, state, version, acts };
}

function itemOf(change: CompanyChange, createdAt: string): CompanyChangeItem {
  const { id: changeId, evidenceFileId, acts, ...rest } = change;
  return {
    ...rest,
    changeId,
    creditCode: change.from.creditCode,
    acts: [...acts],
    createdAt,
    ...(evidenceFileId === null ? {} : { evidenceFileId }),
  };
}

/** The lock of a company: one change of it at a time. */
export function companyGuard({ from }: Pick<CompanyChange, 'from'>) {
  return { kind: 'company-change', value: from.creditCode } as const;
}

/** The operations that write a change as it is after a command, as long as it is what was decided on; `before` is null for one that begins. */
export function changeOperations(
  entities: TransactionEntities,
  before: CompanyChange | null,
  after: CompanyChange,
  createdAt: string,
  idempotencyKey: CommandKey | null,
  now: Date,
) {
  return [
    entities.companyChange
      .put(itemOf(after, createdAt))
      .where((stored, { eq, notExists }) =>
        before === null ? notExists(stored.version) : eq(stored.version, before.version),
      )
      .commit(),
    ...(before === null ? [entities.guard.create({ ...companyGuard(after), holder: after.id }).commit()] : []),
    ...(isSettled(after.state) ? [entities.guard.delete(companyGuard(after)).commit()] : []),
    ...commandOperations(entities, idempotencyKey, { id: after.id, version: after.version, state: after.state }, now),
  ];
}

/** The message by which a company is told of what has become of its change. */
export function companyMessage({ id, to }: CompanyChange, at: string, title: string, text: string) {
  return { inbox: to.creditCode, messageId: messageIdAt(at, id), at, title, text, read: false };
}

/** The entries of the register that a change has still to amend, and those that a project keeps from it. */
export async function readConcerned(change: Pick<CompanyChange, 'from' | 'to'>, today: CalendarDate) {
  const { creditCode: employerCreditCode } = change.from;
  const { data } = await RegistrationEntity.query
    .byEmployer({ employerCreditCode })
    .go({ pages: 'all', hydrate: true });
  const concerned = data.map(entryOf).filter((entry) => isConcerned(entry, change, today));
  return {
    toAmend: concerned.filter((entry) => heldInMerger(entry, change, today) === null),
    held: concerned.filter((entry) => heldInMerger(entry, change, today) !== null),
  };
}

/** Writes within one transaction; false when something was not as it was read. */
export async function written(operations: Parameters<typeof table.transaction.write>[0]): Promise<boolean> {
  const { canceled } = await table.transaction.write(operations).go();
  return !canceled;
}
