import type * as z from 'zod';
import type { departmentObjectionEndpoints as endpoints } from '../../api/objections.ts';
import { decideHearing, refusedOnObjection } from '../../domain/objections.ts';
import { refusedClaim } from '../../domain/claim.ts';
import { refusedAction } from '../../domain/permission.ts';
import { professions } from '../../domain/professions.ts';
import { carryOutOn } from '../cases/carry-out.ts';
import type { Case } from '../cases/case.ts';
import { claimCheck, claimOfItem } from '../cases/claim-items.ts';
import { actsOf } from '../cases/facts.ts';
import { answerOperations, evidenceOf, type ObjectionAnswer, readObjection } from '../cases/objections.ts';
import { concludeIfOver } from '../cases/publicity-end.ts';
import { fileView } from '../cases/views.ts';
import type { Act } from '../platform/act.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { downloadAddress } from '../platform/files.ts';
import { done, refusals, refuse, type Result } from '../platform/refusal.ts';
import { commandOperations } from '../records/commands.ts';
import { type ObjectionItem, table } from '../records/entities.ts';
import { messageIdAt } from '../records/message-id.ts';
import { readCase } from './read-case.ts';
import { listedObjection } from './read-objections.ts';

type View<Name extends keyof typeof endpoints> = z.input<(typeof endpoints)[Name]['response']>;
type Answering = Act<StaffCaller, z.output<typeof endpoints.answerObjection.body>>;
interface Found {
  readonly objection: ObjectionItem;
  readonly found: Case;
}

/** All that is known of an objection; refused to the member of staff whom it is about. */
export async function getObjection(id: string, caller: StaffCaller): Promise<Result<View<'getObjection'>>> {
  const read = await readBoth(id, caller);
  if (!read.ok) return read;
  const { objection, found } = read.value;
  const { version, reason, contactName, contactMobile } = objection;
  const { heardAt = null, question = null, statement = null, statedAt = null } = objection;
  const { answer = null, answeredBy = null } = objection;
  return done({
    ...listedObjection(objection),
    ...{ version, reason, contactName, contactMobile, heardAt, question, statement, statedAt },
    ...{ answer, answeredBy },
    files: (await evidenceOf(objection)).map(fileView),
    inPublicity: found.item.state === 'in-publicity',
  });
}

/** The address of a file that came with an objection. */
export async function downloadObjectionFile(
  id: string,
  fileId: string,
  caller: StaffCaller,
): Promise<Result<{ url: string }>> {
  const read = await readBoth(id, caller);
  if (!read.ok) return read;
  const file = (await evidenceOf(read.value.objection)).find((each) => each.fileId === fileId);
  if (file === undefined) return refuse('not-found', '没有找到这个文件。');
  if (file.key === undefined) return refuse('file-not-ready', '文件正在检查或未通过检查，暂时不能查看。');
  return done({ url: await downloadAddress(file.key, file.name) });
}

/** Asks the person concerned for a statement, in the officer's own words: what the objector wrote may say who that is. */
export async function hearPerson(
  act: Act<StaffCaller, z.output<typeof endpoints.hearPerson.body>>,
): Promise<Result<View<'hearPerson'>>> {
  const { caller, id, body, idempotencyKey, now } = act;
  const read = await readBoth(id, caller);
  if (!read.ok) return read;
  const { objection, found } = read.value;
  const decided = decideHearing(factsOf(objection), body.version);
  if (!decided.ok) return decided;
  const at = now.toISOString();
  const answer = { id, version: objection.version + 1 };
  const { personId, applicationId, profession } = found.item;
  const text = `对您的注册公示有人提出异议。${body.question}\n请在申请页面陈述您的意见；不陈述的，按现有材料答复。`;
  const { canceled } = await table.transaction
    .write((entities) => [
      entities.objection
        .patch({ objectionId: id })
        .set({ heardAt: at, heardBy: caller.name, question: body.question, version: answer.version })
        .where((stored, { eq }) => eq(stored.version, objection.version))
        .commit(),
      entities.message
        .put({
          ...{ inbox: personId, messageId: messageIdAt(at, `objection-${id.slice(0, 16)}`), at, read: false },
          ...{ title: '请就公示异议陈述意见', about: professions[profession].name, text, applicationId },
        })
        .commit(),
      ...commandOperations(entities, idempotencyKey, answer, now),
    ])
    .go();
  return canceled ? refusals.changedMeanwhile() : done(answer);
}

/**
 * Answers an objection in writing. Upheld, it ends the publicity with a rejection in the same transaction, under the rules of `uphold-objection` (four
 * eyes, domain/four-eyes.ts), which hold for any other answer too. With the last answer after the end of the period the case is approved.
 */
export async function answerObjection(act: Answering): Promise<Result<View<'answerObjection'>>> {
  const { caller, id, body, now } = act;
  const read = await readBoth(id, caller);
  if (!read.ok) return read;
  const { objection, found } = read.value;
  const refused = refusedOnObjection(factsOf(objection), body.version);
  if (refused !== undefined) return refused;
  const { outcome, answer } = body;
  const { staffId, name: officerName } = caller;
  const given: ObjectionAnswer = { objection, outcome, answer, officerName, staffId, now };
  const isOpen = found.item.state === 'in-publicity';
  const result = isOpen && outcome === 'upheld' ? await uphold(act, found, given) : await record(act, found, given);
  if (result.ok && isOpen && outcome === 'not-upheld') await concludeIfOver(found.item.applicationId, now);
  return result;
}

async function uphold(act: Answering, found: Case, given: ObjectionAnswer): Promise<Result<View<'answerObjection'>>> {
  const { caller: officer, body, idempotencyKey, now } = act;
  const by = { actor: 'decision', actorName: officer.name, officer, version: null, now } as const;
  const { answer: reason, falseMaterial } = body;
  const commitment = { now, idempotencyKey, answersObjection: given };
  const result = await carryOutOn(found, commitment, () => ({
    ...by,
    action: 'uphold-objection',
    reason,
    falseMaterial,
  }));
  return result.ok ? done(answered(given)) : result;
}

/** The answer to an answer that comes again. */
export async function objectionAnsweredAgain(id: string): Promise<Result<View<'answerObjection'>>> {
  const objection = await readObjection(id);
  if (objection === undefined) return refuse('not-found', '没有找到这项异议。');
  return done({ id, version: objection.version, state: objection.state });
}

/** An answer that leaves the case as it is, and frees it from this objection. */
async function record(
  { caller: officer, idempotencyKey, now }: Answering,
  found: Case,
  given: ObjectionAnswer,
): Promise<Result<View<'answerObjection'>>> {
  const { application, events, item } = found;
  const open = item.state === 'in-publicity' ? found.openWorkItem : undefined;
  if (item.state === 'in-publicity') {
    const wish = { action: 'uphold-objection', actor: 'decision', officer, version: null } as const;
    const facts = { application, acts: actsOf(events) };
    const refused = refusedAction(facts, wish) ?? refusedClaim(claimOfItem(open), officer, given.now);
    if (refused !== undefined) return refused;
  }
  const { canceled } = await table.transaction
    .write((entities) => [
      ...answerOperations(entities, given),
      entities.publicityEntry
        .patch({ applicationId: item.applicationId })
        .add({ openObjections: -1 })
        .where(({ openObjections }, { gt }) => gt(openObjections, 0))
        .commit(),
      ...(open === undefined ? [] : [claimCheck(entities, open)]),
      ...commandOperations(entities, idempotencyKey, answered(given), now),
    ])
    .go();
  return canceled ? refusals.changedMeanwhile() : done(answered(given));
}

function answered({ objection, outcome }: ObjectionAnswer) {
  return { id: objection.objectionId, version: objection.version + 1, state: outcome };
}

async function readBoth(id: string, caller: StaffCaller): Promise<Result<Found>> {
  const objection = await readObjection(id);
  if (objection === undefined) return refuse('not-found', '没有找到这项异议。');
  const found = await readCase(objection.applicationId, caller);
  return found.ok ? done({ objection, found: found.value }) : found;
}

function factsOf({ state, version, heardAt, statement }: ObjectionItem) {
  return { state, version, heardAt: heardAt ?? null, statement: statement ?? null };
}
