import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import type { departmentEndpoints as endpoints } from '../../api/department.ts';
import { decideHold, type HoldOutcome, type SuspensionProposal } from '../../domain/holds.ts';
import { professions } from '../../domain/professions.ts';
import type { RegisterEntry } from '../../domain/registration.ts';
import type { Act } from '../platform/act.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { done, refusals, refuse, type Result } from '../platform/refusal.ts';
import { commandOperations } from '../records/commands.ts';
import { historyOf } from './entry-history.ts';
import {
  SuspensionProposalEntity,
  type SuspensionProposalItem,
  table,
  type TransactionEntities,
} from '../records/entities.ts';
import { presentEntry } from '../register/entries-by-number.ts';
import { messageIdAt } from '../records/message-id.ts';
import { entryItem, entryOf } from '../records/register-items.ts';
import { lost, settle } from '../records/settle.ts';

type HoldAct = Act<StaffCaller, z.output<typeof endpoints.holdRegistration.body>>;
type Held = z.input<typeof endpoints.holdRegistration.response>;

const absent = '注册名册中没有这项注册，请核对注册编号。';

/**
 * Suspends, locks or frees an entry of the register (domain/holds.ts), as one transaction under the version that was read: the entry, the proposal
 * that is made or decided, a line of the history, and the messages to holder and employer.
 */
export async function holdRegistration(act: HoldAct): Promise<Result<Held>> {
  const { caller, id: number, body, now, idempotencyKey } = act;
  const result = await settle(async () => {
    const entry = await readEntry(number);
    if (entry === undefined) return refuse('not-found', absent);
    const proposal = await readProposal(number);
    const { version, ...request } = body;
    const decided = decideHold({ entry, proposal: proposal ?? null, request, version, officer: caller, now });
    if (!decided.ok) return decided;
    const answer = { number, version: entry.version + 1 };
    const { canceled } = await table.transaction
      .write((entities) => [
        entities.registration
          .put(entryItem({ ...decided.value.after, version: answer.version }))
          .where((stored, { eq }) => eq(stored.version, entry.version))
          .commit(),
        ...proposalOperations(entities, entry, proposal, decided.value, now),
        entities.registerEvent
          .create({
            ...{ number, at: now.toISOString(), eventId: randomUUID(), action: request.action },
            ...{ staffId: caller.staffId, actorName: caller.name, told: decided.value.told },
          })
          .commit(),
        ...messageOperations(entities, entry, decided.value, now),
        ...commandOperations(entities, idempotencyKey, answer, now),
      ])
      .go();
    return canceled ? lost : done(answer);
  });
  return result === lost ? refusals.changedMeanwhile() : result;
}

/** Everything that was approved of an entry or done to it, the latest first, and what waits for a decision. Refused for a number that nobody has. */
export async function registrationHistory(
  number: string,
): Promise<Result<z.input<typeof endpoints.registrationHistory.response>>> {
  const [entry, proposal, events] = await Promise.all([readEntry(number), readProposal(number), historyOf(number)]);
  if (entry === undefined) return refuse('not-found', absent);
  return done({ events, proposal: proposal === undefined ? null : proposalView(proposal) });
}

/** A proposal as its list shows it. */
export function proposalView({ number, profession, holderName, ...item }: SuspensionProposalItem) {
  const { reason, document, from, until, officerName, openedAt } = item;
  return { number, profession, holderName, reason, document, from, until, officerName, openedAt };
}

async function readEntry(number: string): Promise<RegisterEntry | undefined> {
  const item = await presentEntry(number);
  return item === undefined ? undefined : entryOf(item);
}

async function readProposal(number: string): Promise<(SuspensionProposalItem & SuspensionProposal) | undefined> {
  const { data } = await SuspensionProposalEntity.get({ number }).go({ consistent: true });
  return data?.status === 'open' ? data : undefined;
}

function proposalOperations(
  entities: TransactionEntities,
  { number, profession, holderName }: RegisterEntry,
  open: SuspensionProposalItem | undefined,
  { proposal }: HoldOutcome,
  now: Date,
) {
  if (proposal === undefined) return [];
  if (proposal !== null) {
    const openedAt = now.toISOString();
    const item = { ...proposal, number, profession, holderName, status: 'open', openedAt } as const;
    return [
      entities.suspensionProposal
        .put(item)
        .where((stored, { eq, notExists }) => `${notExists(stored.status)} OR ${eq(stored.status, 'closed')}`)
        .commit(),
    ];
  }
  if (open === undefined) throw new Error('no proposal to close');
  return [
    entities.suspensionProposal
      .patch({ number })
      .set({ status: 'closed' })
      .composite({ openedAt: open.openedAt })
      .where((stored, { eq }) => `${eq(stored.status, 'open')} AND ${eq(stored.openedAt, open.openedAt)}`)
      .commit(),
  ];
}

function messageOperations(entities: TransactionEntities, entry: RegisterEntry, { message }: HoldOutcome, now: Date) {
  if (message === null) return [];
  const { number, profession, holderName, personId, employerCreditCode, version } = entry;
  const at = now.toISOString();
  const { name } = professions[profession];
  const head = { messageId: messageIdAt(at, `hold-${number}-${version}`), at, read: false, registrationNumber: number };
  return [
    entities.message.put({ ...head, ...message, inbox: personId, about: name }).commit(),
    entities.message.put({ ...head, ...message, inbox: employerCreditCode, about: `${holderName} · ${name}` }).commit(),
  ];
}
