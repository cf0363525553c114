import { holdersOf } from '../register/holders.ts';
import * as z from 'zod';
import { employerChange } from '../../domain/approved-changes.ts';
import { type CalendarDate, shanghaiDate } from '../../domain/calendar-dates.ts';
import { type CompanyChange, decideCompanyChange, isConcerned } from '../../domain/company-change.ts';
import { withEmployer } from '../../domain/employer-amendment.ts';
import { heldInMerger, heldText } from '../../domain/project-locks.ts';
import type { RegisterEntry } from '../../domain/registration.ts';
import { attempt } from '../cases/carry-out.ts';
import { loadCase } from '../cases/case.ts';
import { systemName } from '../cases/system-name.ts';
import { ApplicationEntity, MessageEntity, RegistrationEntity, type TransactionEntities } from '../records/entities.ts';
import { elementOperations, type JobElement, noted, type PartElement } from '../records/jobs.ts';
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
import { approvedChangeOperations } from '../register/approved-changes.ts';
import { newCodesFor } from '../register/new-code.ts';
import type { JobKind, Part } from './job-kind.ts';

// An entry takes two reads and one transaction, some 30 ms, and a hundred when the table is asked again: a part stays far below the minute of the function.
const entriesPerPart = 25;
const entriesPerPage = 200;

// Where a part begins: behind which registration number, in which time through all of them, and how many of this time were amended, or given back, before it.
const placeSchema = z.strictObject({
  after: z.string().nullable(),
  passes: z.number().int(),
  amended: z.number().int(),
});
const beginning = { after: null, passes: 0, amended: 0 };

/**
 * Amends everybody registered with a company, entry by entry. All entries, and all applications that wait for it, are gone through until a time finds nothing
 * to do, because the indexes by employer are behind by a moment.
 */
export const companyChangeJob: JobKind = {
  nextPart: async (job, before, now) => {
    const { change } = await foundChange(job.jobId);
    const place = job.place === undefined ? beginning : placeSchema.parse(JSON.parse(job.place));
    const isMerger = change.from.creditCode !== change.to.creditCode;
    const givenBack = isMerger && place.after === null ? await giveBack(change, now) : 0;
    const today = shanghaiDate(now);
    const query = RegistrationEntity.query.byEmployer({ employerCreditCode: change.from.creditCode });
    const { data: page } = await (place.after === null ? query : query.gt({ number: place.after })).go({
      limit: entriesPerPage,
      hydrate: true,
    });
    const concerned = page.map(entryOf).filter((entry) => isToAmend(entry, change, today));
    const part = concerned.slice(0, entriesPerPart);
    const isWhole = concerned.length === part.length;
    const last = isWhole && page.length < entriesPerPage ? undefined : (isWhole ? page : part).at(-1)?.number;
    const amended = place.amended + givenBack + before.length + part.length;
    return {
      elements: part.map((entry) => elementOf(entry, change, now)),
      atOnce: 1,
      next: nextPlace(place, last, amended),
    };
  },
  atEnd: async (job, counts, now) => await finish(await foundChange(job.jobId), counts.done, now),
};

/** Ends after a time that has found nothing. */
function nextPlace(place: z.output<typeof placeSchema>, last: string | undefined, amended: number): Part['next'] {
  if (last !== undefined) return { place: JSON.stringify({ ...place, after: last, amended }) };
  if (amended === 0 && place.passes > 0) return 'end';
  return { place: JSON.stringify({ after: null, passes: place.passes + 1, amended: 0 }), wait: true };
}

async function foundChange(changeId: string): Promise<FoundChange> {
  const found = await loadCompanyChange(changeId);
  if (found === undefined) throw new Error(`no change ${changeId}`);
  return found;
}

async function finish({ change, createdAt }: FoundChange, done: number, now: Date) {
  const { held } = await readConcerned(change, shanghaiDate(now));
  const reason = heldText(held);
  const by = { actor: 'system', actorName: systemName, staffId: null, version: null, now, reason } as const;
  const decision = decideCompanyChange(change, { ...by, action: 'complete' });
  if (!decision.ok) throw new Error(`${change.id} cannot be completed: ${decision.refusal.code}`);
  const after = decision.value;
  const at = now.toISOString();
  const text = `贵单位的企业信息变更已办理完毕，共变更${done}项注册，注册证书已换发或者正在换发，持证人可在“我的证照”中下载。${reason ?? ''}`;
  // Told before the end is written: a part that is done again puts the same messages.
  for (const entry of held) await MessageEntity.put(heldMessage(entry, change, at)).go();
  return (entities: TransactionEntities) => [
    ...changeOperations(entities, change, after, createdAt, null, now),
    entities.message.put(companyMessage(change, at, '企业信息变更已完成', text)).commit(),
  ];
}

// A lock that was put on, or lifted, since the decision counts as it is when the entry is come to.
function isToAmend(entry: RegisterEntry, change: CompanyChange, today: CalendarDate): boolean {
  return isConcerned(entry, change, today) && heldInMerger(entry, change, today) === null;
}

/** Amends one entry, unless it has been amended, has ended or is held meanwhile. */
function elementOf({ personId, number, version }: RegisterEntry, change: CompanyChange, now: Date): PartElement {
  return {
    key: `${number}/${version}`,
    label: number,
    subject: number,
    carryOut: async (element) =>
      await settleOrFail(async () => {
        const { data } = await RegistrationEntity.get({ personId, number }).go({ consistent: true });
        if (data === null) return { outcome: 'unchanged' };
        const entry = entryOf(data);
        if (!isToAmend(entry, change, shanghaiDate(now))) return { outcome: 'unchanged' };
        return entry.applicationId === null
          ? await amendTakenOver(entry, change, element, now)
          : await amendCertified(entry, entry.applicationId, change, element, now);
      }),
  };
}

/** An entry with a certificate: its case gets the event, and a certificate is drawn and issued anew. */
async function amendCertified(
  entry: RegisterEntry,
  applicationId: string,
  change: CompanyChange,
  element: JobElement,
  now: Date,
) {
  const found = await loadCase(applicationId);
  if (found === undefined) throw new Error(`no application ${applicationId} behind ${entry.number}`);
  const by = { actor: 'system', actorName: systemName, version: null, now } as const;
  const result = await attempt(found, { now, idempotencyKey: null, element }, () => ({
    ...by,
    action: 'amend-employer',
    employer: change.to,
    entries: [entry],
    newCodes: newCodesFor([entry]),
    reason: whatChanges(change),
  }));
  if (result === lost) return lost;
  if (!result.ok) throw new Error(`${entry.number} cannot be amended: ${result.refusal.code}`);
  return noted;
}

/** An entry of the register before this platform has no case and no certificate here: it is amended, and its holder told. */
async function amendTakenOver(entry: RegisterEntry, change: CompanyChange, element: JobElement, now: Date) {
  const title = '注册信息中的聘用企业已变更';
  const text = `您的注册（注册编号：${entry.number}）：${whatChanges(change)}您无需办理。`;
  const message = holderMessage(entry, change, now.toISOString(), title, text);
  const amended = withEmployer(entry, change.to);
  const holder = (await holdersOf([entry]))(entry);
  const isWritten = await written((entities) => [
    entities.registration
      .put(entryItem(amended))
      .where(({ version }, { eq }) => eq(version, entry.version))
      .commit(),
    entities.message.put(message).commit(),
    ...approvedChangeOperations(entities, [employerChange(amended, holder)], null, now),
    ...elementOperations(entities, element, now),
  ]);
  return isWritten ? noted : lost;
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

/** Applications that wait for a company that is no more go back to their applicants, with the company that has taken its place in them. Returns how many. */
async function giveBack(change: CompanyChange, now: Date): Promise<number> {
  let count = 0;
  const { data } = await ApplicationEntity.query
    .byEmployer({ employerCreditCode: change.from.creditCode })
    .go({ pages: 'all', hydrate: true });
  for (const { applicationId } of data.filter(
    ({ state }) => state === 'awaiting-employer' || state === 'awaiting-correction',
  )) {
    count += await settleOrFail(async () => {
      const found = await loadCase(applicationId);
      if (found === undefined) return 0;
      const by = { actor: 'system', actorName: systemName, version: null, now } as const;
      const result = await attempt(found, { now, idempotencyKey: null }, () => ({
        ...by,
        action: 'correct-employer',
        employer: change.to,
      }));
      // What its applicant is to mend, or has just been answered, does not wait for the company.
      if (result === lost) return lost;
      return result.ok ? 1 : 0;
    });
  }
  return count;
}

function whatChanges({ from, to }: CompanyChange): string {
  const isMerger = from.creditCode !== to.creditCode;
  return `聘用企业由“${from.name}”变更为“${to.name}”${isMerger ? '（企业合并）' : '（企业更名）'}。`;
}
