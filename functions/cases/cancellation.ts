import { randomUUID } from 'node:crypto';
import type { CommandResult } from '../../api/application.ts';
import { emptyDraft, unknownPerson } from '../../domain/application.ts';
import type { Initiator } from '../../domain/matter-codes.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import type { CancellationDraft } from '../../domain/cancellation.ts';
import { applicationCounter, applicationNumber } from '../../domain/numbering.ts';
import { cancellationComplete, groundFounded } from '../../domain/registration-rules.ts';
import { commandOperations } from '../records/commands.ts';
import { drawNumber } from '../records/counters.ts';
import {
  ApplicationEntity,
  GuardEntity,
  RegistrationEntity,
  type RegistrationItem,
  table,
} from '../records/entities.ts';
import { type OpenGuard, openGuardsOf } from '../records/open-guards.ts';
import { type QuotaUse, writeWithin } from '../records/quotas.ts';
import { registrationSnapshot } from '../register/register-view.ts';
import { done, refusals, refuse, refuseViolations, type Result } from '../platform/refusal.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { stepAt } from './step.ts';

/** A cancellation that an employer or the department begins, on a registration and by whom. */
export interface CancellationToBegin {
  readonly registration: RegistrationItem;
  readonly initiator: Exclude<Initiator, 'practitioner'>;
  readonly actorName: string;
  /** The member of staff, where the department begins it. */
  readonly actorId?: string;
  readonly cancellation: CancellationDraft;
  readonly idempotencyKey: CommandKey | null;
  readonly now: Date;
}

const matter = 'cancellation';

/** The entry of the register with a number, read consistently; undefined when there is none. */
export async function findRegistrationItem(number: string): Promise<RegistrationItem | undefined> {
  const { data } = await RegistrationEntity.query.byNumber({ number }).go();
  const [listed] = data;
  if (listed === undefined) return undefined;
  const { data: item } = await RegistrationEntity.get({ personId: listed.personId, number }).go({ consistent: true });
  return item ?? undefined;
}

/**
 * Begins and submits a cancellation in one transaction: its form is rendered next. Refused when the registration is cancelled already, the
 * ground is not one of theirs, or another cancellation by the same party is open.
 */
export async function beginCancellation(wish: CancellationToBegin): Promise<Result<CommandResult>> {
  const { registration, initiator, cancellation } = wish;
  const violations = [
    ...cancellationComplete(cancellation, initiator),
    ...groundFounded(cancellation, registration.validUntil, shanghaiDate(wish.now)),
  ];
  if (violations.length > 0) return refuseViolations(violations);
  if (registration.cancelledOn !== undefined) return refuse('not-in-this-state', '该注册已注销，无需再次办理。');
  const { personId, profession } = registration;
  const [guard] = openGuardsOf({ personId, profession, matter, initiator });
  if (guard === undefined) throw new Error('a cancellation without a guard');
  return (
    (await alreadyBegun(guard)) ??
    (await submitted(wish)) ??
    // Lost to another one at the same time, or to a change of the registration.
    (await alreadyBegun(guard)) ??
    refusals.changedMeanwhile()
  );
}

/** The refusal when a cancellation by the same party is open; undefined when none is. */
async function alreadyBegun(guard: OpenGuard): Promise<Result<CommandResult> | undefined> {
  const { data: open } = await GuardEntity.get(guard).go({ consistent: true });
  if (open === null) return undefined;
  const { data } = await ApplicationEntity.get({ applicationId: open.holder }).go({ consistent: true });
  return refuse(
    'already-exists',
    '该注册已有一项注销正在办理，请在原申请中继续办理或撤回。',
    data === null ? [] : [{ field: 'applicationId', code: 'open-application', message: data.applicationId }],
  );
}

/** Writes the application as submitted; undefined when another one came first, or the registration is not as it was. */
async function submitted(wish: CancellationToBegin): Promise<Result<CommandResult> | undefined> {
  const { registration, initiator, actorName, actorId, cancellation, idempotencyKey, now } = wish;
  const { personId, profession, employerName, employerCreditCode, holderName } = registration;
  const date = shanghaiDate(now);
  const number = applicationNumber(profession, date, await drawNumber(applicationCounter(profession, date)));
  const at = now.toISOString();
  const applicationId = randomUUID();
  const state = 'submitted';
  const first = { applicationId, personId, profession, matter, initiator, number, employerCreditCode } as const;
  const answer = { id: applicationId, number, state, version: 1 } as const;
  const outcome = await writeWithin(usesOf(wish), (counted) =>
    table.transaction
      .write((entities) => [
        entities.application
          .create({
            ...first,
            state,
            version: 1,
            stateVersion: 1,
            submission: 1,
            draft: {
              ...emptyDraft,
              employment: { ...emptyDraft.employment, employerName, employerCreditCode },
              registrationNumber: registration.number,
              cancellation,
            },
            // Who cancels another's registration is told nothing of that person but the name.
            applicant: { ...unknownPerson, name: holderName },
            qualification: null,
            registrations: [registrationSnapshot(registration)],
            attachments: {},
            supplement: null,
            correction: null,
            recommendation: null,
            createdAt: at,
            updatedAt: at,
            submittedAt: at,
          })
          .commit(),
        entities.event
          .create({
            ...first,
            version: 1,
            submission: 1,
            at,
            action: 'submit',
            actorParty: initiator === 'employer' ? 'employer' : 'staff',
            actorName,
            ...(actorId === undefined ? {} : { actorId }),
            from: 'draft',
            to: state,
            step: stepAt({ profession, matter }, state, [], now),
          })
          .commit(),
        ...openGuardsOf(first).map((each) => entities.guard.create({ ...each, holder: applicationId }).commit()),
        entities.guard.create({ kind: 'application-number', value: number, holder: applicationId }).commit(),
        entities.registration
          .check({ personId, number: registration.number })
          // Not its version: an issued certificate changes nothing that a cancellation rests on.
          .where(
            (stored, { eq, notExists }) =>
              `${eq(stored.employerCreditCode, employerCreditCode)} AND ${notExists(stored.cancelledOn)}`,
          )
          .commit(),
        ...commandOperations(entities, idempotencyKey, answer, now),
        ...counted(entities),
      ])
      .go(),
  );
  if (outcome === 'lost') return undefined;
  return outcome === 'written' ? done(answer) : outcome;
}

// The department answers for its own work; a company may not use up documents and numbers without end.
function usesOf({ initiator, registration, now }: CancellationToBegin): QuotaUse[] {
  const owner = registration.employerCreditCode;
  return initiator === 'employer' ? [{ quota: 'company-cancellations', owner, now }] : [];
}
