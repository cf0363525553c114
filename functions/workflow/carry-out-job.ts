import { type CalendarDate, shanghaiDate } from '../../domain/calendar-dates.ts';
import { type CompanyChange, decideCompanyChange, isConcerned } from '../../domain/company-change.ts';
import { withEmployer } from '../../domain/employer-amendment.ts';
import { heldInMerger, heldText } from '../../domain/project-locks.ts';
import type { RegisterEntry } from '../../domain/registration.ts';
import { attempt } from '../cases/carry-out.ts';
import { loadCase } from '../cases/case.ts';
import { digest } from '../platform/digest.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { commandOperations } from '../records/commands.ts';
import {
  ApplicationEntity,
  BulkJobEntity,
  type BulkJobItem,
  MessageEntity,
  RegistrationEntity,
} from '../records/entities.ts';
import { jobOperations } from '../records/jobs.ts';
import { messageIdAt } from '../records/message-id.ts';
import { entryItem, entryOf } from '../records/register-items.ts';
import { lost, settleOrFail } from '../records/settle.ts';
import {
  changeOperations,
  companyMessage,
  type FoundChange,
  loadCompanyChange,
  readConcerned,
  written,
} from '../register/company-changes.ts';
import { newCodesFor } from '../register/new-code.ts';
import { systemName } from './move-on.ts';

// An entry takes two reads and one transaction, some 30 ms, and a hundred when the table is asked again: a part stays far below the 30 s of the function.
const entriesPerPart = 25;
const entriesPerPage = 200;

/** How a job goes on: with the next part, with another time through all entries, or not at all. */
export interface JobProgress {
  readonly next: 'part' | 'pass' | 'nothing';
}

/**
 * Carries out the next part of a job. Each entry is a transaction of its own, which is conditional on the entry, counts itself and takes an idempotency key:
 * a part that broke off in the middle is done again from its beginning, and nothing twice. All entries are gone through until a time finds nothing to
 * amend, because the index by employer is behind by a moment. Throws when an entry cannot be written: then the state machine tries again.
 */
export async function carryOutJob(jobId: string, now: Date): Promise<JobProgress> {
  const { data: job } = await BulkJobEntity.get({ jobId }).go({ consistent: true });
  const found = await loadCompanyChange(jobId);
  if (job === null || found === undefined) throw new Error(`no job ${jobId}`);
  if (job.state === 'finished') return { next: 'nothing' };
  const { change } = found;
  if (job.cursor === undefined && change.from.creditCode !== change.to.creditCode) await giveBack(change, now);
  const today = shanghaiDate(now);
  const query = RegistrationEntity.query.byEmployer({ employerCreditCode: change.from.creditCode });
  const { data: page } = await (job.cursor === undefined ? query : query.gt({ number: job.cursor })).go({
    limit: entriesPerPage,
    hydrate: true,
  });
  const concerned = page.map(entryOf).filter((entry) => isToAmend(entry, change, today));
  const part = concerned.slice(0, entriesPerPart);
  for (const entry of part) await amend(entry, change, now);
  const last =
    concerned.length > part.length
      ? part.at(-1)?.number
      : page.length < entriesPerPage
        ? undefined
        : page.at(-1)?.number;
  return await note(job, found, { last, amended: part.length }, now);
}

/** Notes how far a part has come, and ends the job after a time that has found nothing. */
async function note(
  job: BulkJobItem,
  found: FoundChange,
  { last, amended }: { readonly last: string | undefined; readonly amended: number },
  now: Date,
): Promise<JobProgress> {
  const { jobId } = job;
  const amendedInPass = job.amendedInPass + amended;
  if (last !== undefined) {
    await BulkJobEntity.patch({ jobId }).set({ cursor: last, amendedInPass }).go();
    return { next: 'part' };
  }
  if (amendedInPass > 0 || job.passes === 0) {
    await BulkJobEntity.patch({ jobId })
      .set({ passes: job.passes + 1, amendedInPass: 0 })
      .remove(['cursor'])
      .go();
    return { next: 'pass' };
  }
  await finish(found, now);
  return { next: 'nothing' };
}

async function finish({ change, createdAt, job }: FoundChange, now: Date): Promise<void> {
  const { held } = await readConcerned(change, shanghaiDate(now));
  const reason = heldText(held);
  const by = { actor: 'system', actorName: systemName, staffId: null, version: null, now, reason } as const;
  const decision = decideCompanyChange(change, { ...by, action: 'complete' });
  if (!decision.ok) throw new Error(`${change.id} cannot be completed: ${decision.refusal.code}`);
  const at = now.toISOString();
  const text = `贵单位的企业信息变更已办理完毕，共变更${job?.done ?? 0}项注册，注册证书已换发或者正在换发，持证人可在“我的证照”中下载。${reason ?? ''}`;
  // Told before the end is written: a part that is done again puts the same messages.
  for (const entry of held) await MessageEntity.put(heldMessage(entry, change, at)).go();
  const isWritten = await written((entities) => [
    ...changeOperations(entities, change, decision.value, createdAt, null, now),
    entities.bulkJob.patch({ jobId: change.id }).set({ state: 'finished', finishedAt: at }).commit(),
    entities.message.put(companyMessage(change, at, '企业信息变更已完成', text)).commit(),
  ]);
  if (!isWritten) throw new Error(`the end of ${change.id} could not be written`);
}

// A lock that was put on, or lifted, since the decision counts as it is when the entry is come to.
function isToAmend(entry: RegisterEntry, change: CompanyChange, today: CalendarDate): boolean {
  return isConcerned(entry, change, today) && heldInMerger(entry, change, today) === null;
}

/** Amends one entry, unless it has been amended, has ended or is held meanwhile. */
async function amend({ personId, number }: RegisterEntry, change: CompanyChange, now: Date): Promise<void> {
  await settleOrFail(async () => {
    const { data } = await RegistrationEntity.get({ personId, number }).go({ consistent: true });
    if (data === null) return 'gone';
    const entry = entryOf(data);
    if (!isToAmend(entry, change, shanghaiDate(now))) return 'amended';
    return entry.applicationId === null
      ? await amendTakenOver(entry, change, now)
      : await amendCertified(entry, entry.applicationId, change, now);
  });
}

/** An entry with a certificate: its case gets the event, and a certificate is drawn and issued anew. */
async function amendCertified(entry: RegisterEntry, applicationId: string, change: CompanyChange, now: Date) {
  const found = await loadCase(applicationId);
  if (found === undefined) throw new Error(`no application ${applicationId} behind ${entry.number}`);
  const by = { actor: 'system', actorName: systemName, version: null, now } as const;
  const commitment = { now, idempotencyKey: keyOf(entry, change), jobId: change.id };
  const result = await attempt(found, commitment, () => ({
    ...by,
    action: 'amend-employer',
    employer: change.to,
    entries: [entry],
    newCodes: newCodesFor([entry]),
    reason: whatChanges(change),
  }));
  if (result === lost) return lost;
  if (!result.ok) throw new Error(`${entry.number} cannot be amended: ${result.refusal.code}`);
  return 'amended';
}

/** An entry of the register before this platform has no case and no certificate here: it is amended, and its holder told. */
async function amendTakenOver(entry: RegisterEntry, change: CompanyChange, now: Date) {
  const title = '注册信息中的聘用企业已变更';
  const text = `您的注册（注册编号：${entry.number}）：${whatChanges(change)}您无需办理。`;
  const message = holderMessage(entry, change, now.toISOString(), title, text);
  const isWritten = await written((entities) => [
    entities.registration
      .put(entryItem(withEmployer(entry, change.to)))
      .where(({ version }, { eq }) => eq(version, entry.version))
      .commit(),
    entities.message.put(message).commit(),
    ...jobOperations(entities, change.id),
    ...commandOperations(entities, keyOf(entry, change), {}, now),
  ]);
  return isWritten ? 'amended' : lost;
}

/** A holder who leads a project stays with the company that is no more, and learns why. */
function heldMessage(entry: RegisterEntry, change: CompanyChange, at: string) {
  const text = `您的注册（注册编号：${entry.number}）因在建项目“${entry.lock?.project ?? ''}”锁定，未随企业合并转到“${change.to.name}”。项目完工或者更换负责人并解除锁定后，由主管部门再次办理。`;
  return holderMessage(entry, change, at, '注册因在建项目锁定，未随企业合并变更', text);
}

function holderMessage(entry: RegisterEntry, change: CompanyChange, at: string, title: string, text: string) {
  const { personId: inbox, number: registrationNumber } = entry;
  const messageId = messageIdAt(at, `${change.id}-${registrationNumber}`);
  return { inbox, messageId, at, title, text, registrationNumber, read: false };
}

/** Applications that wait for a company that is no more go back to their applicants, with the company that has taken its place in them. */
async function giveBack(change: CompanyChange, now: Date): Promise<void> {
  const { data } = await ApplicationEntity.query
    .byEmployer({ employerCreditCode: change.from.creditCode })
    .go({ pages: 'all', hydrate: true });
  for (const { applicationId } of data.filter(
    ({ state }) => state === 'awaiting-employer' || state === 'awaiting-correction',
  )) {
    await settleOrFail(async () => {
      const found = await loadCase(applicationId);
      if (found === undefined) return 'gone';
      const by = { actor: 'system', actorName: systemName, version: null, now } as const;
      const result = await attempt(found, { now, idempotencyKey: null }, () => ({
        ...by,
        action: 'correct-employer',
        employer: change.to,
      }));
      // What its applicant is to mend, or has just been answered, does not wait for the company.
      return result === lost ? lost : 'given-back';
    });
  }
}

function keyOf({ number, version }: RegisterEntry, { id, to }: CompanyChange): CommandKey {
  return {
    caller: `job:${id}`,
    keyDigest: digest(`${number}/${version}`),
    contentDigest: digest(`${to.creditCode}/${to.name}`),
  };
}

function whatChanges({ from, to }: CompanyChange): string {
  const isMerger = from.creditCode !== to.creditCode;
  return `聘用企业由“${from.name}”变更为“${to.name}”${isMerger ? '（企业合并）' : '（企业更名）'}。`;
}
