import type { CommandResult } from '../../api/application.ts';
import { commitmentNames, missingCommitments } from '../../domain/commitments.ts';
import { rowOf } from '../../domain/catalogue.ts';
import { type Action, type Actor, decideTransition } from '../../domain/lifecycle.ts';
import { isFinal } from '../../domain/states.ts';
import { lifecycleFacts } from '../../domain/lifecycle-facts.ts';
import { stateNameOf } from '../../domain/state-name.ts';
import type { DocumentKind } from '../../domain/documents.ts';
import { releaseAfter } from '../../domain/release.ts';
import type { CommitmentKind } from '../../domain/standing.ts';
import { applicationOf } from './application-of.ts';
import type { Case } from './case.ts';
import { type ApplicationEventItem, type ApplicationItem, table } from '../records/entities.ts';
import { commandOperations } from '../records/commands.ts';
import { entryEffect, entryOperations } from '../register/entry-effect.ts';
import { commitmentsAfter } from './commitment-records.ts';
import { recordedOf } from './history.ts';
import { engagementOperations, openGuardsOf, type OtherGuards } from '../records/open-guards.ts';
import { registerEffect, registerOperations } from '../register/register-effect.ts';
import { done, refusals, refuse, type Result } from '../platform/refusal.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { type Officer, refuseOfficer } from './officer.ts';
import { stepAt } from './step.ts';
import { supplementOwed, supplementStep } from './supplement-owed.ts';

/** The attributes of an application that a command may set besides its state. */
export type ApplicationChanges = Partial<
  Pick<
    ApplicationItem,
    | 'number'
    | 'submission'
    | 'draft'
    | 'submittedDraft'
    | 'applicant'
    | 'qualification'
    | 'registrations'
    | 'formerPersonId'
    | 'asksFormerIdentity'
    | 'attachments'
    | 'supplement'
    | 'correction'
    | 'recommendation'
    | 'employerCreditCode'
    | 'submittedAt'
  >
>;

/** A command on a case: who does what on which version, with what changes and why. */
export interface Command {
  readonly found: Case;
  readonly action: Action;
  readonly actor: Actor;
  readonly actorName: string;
  /** Of a command of the department: the member of staff. A command of the department without one is a mistake in the program. */
  readonly officer?: Officer;
  readonly now: Date;
  /** The version that the caller decided on; null for the system, which decides on what it has just read. */
  readonly version: number | null;
  readonly reason: string | null;
  readonly changes: ApplicationChanges;
  readonly idempotencyKey: CommandKey | null;
  /** A value that the transition takes for good, with the application as its holder. */
  readonly takes?: { readonly kind: 'application-number'; readonly value: string };
  /** What the person's other applications held when the employer of this one was checked against theirs. */
  readonly others?: OtherGuards;
}

const noticesOf: Readonly<Partial<Record<Action, readonly DocumentKind[]>>> = {
  accept: ['acceptance-notice'],
  refuse: ['non-acceptance-notice'],
  'request-correction': ['correction-notice'],
  // What was corrected may stand on the form.
  'answer-correction': ['application-form'],
  reject: ['rejection-notice'],
  'uphold-objection': ['rejection-notice'],
};

function noticesAfter(action: Action, item: ApplicationItem): DocumentKind[] {
  if (action === 'approve' && rowOf(item).effect === 'cancellation') return ['cancellation-notice'];
  return [...(noticesOf[action] ?? [])];
}

/**
 * Refuses a command that the lifecycle does not allow now, or that was decided on another version, and to a member of staff their own case
 * and what they prepared (four eyes); undefined when it may go on.
 */
export function checkCommand(
  found: Case,
  command: Pick<Command, 'action' | 'actor' | 'officer' | 'version'>,
): Result<CommandResult> | undefined {
  const { item, application } = found;
  const decision = decideTransition(item.state, command.action, command.actor, lifecycleFacts(application));
  if (!decision.ok) {
    switch (decision.reason) {
      case 'not-in-this-state':
        return refuse(
          'not-in-this-state',
          `该申请当前为“${stateNameOf(item.state, rowOf(item).effect)}”，不能进行此操作，请刷新页面查看最新进度。`,
        );
      case 'not-this-actor':
        return refuse('wrong-party', '这一步不由当前账号办理。');
    }
  }
  if (command.version !== null && command.version !== item.version) return refusals.changedMeanwhile();
  if (partyOf(command.actor) !== 'staff') return undefined;
  if (command.officer === undefined) throw new Error(`${command.action} of the department without its officer`);
  return refuseOfficer(found, command.action, command.officer);
}

/**
 * Carries a command out in one transaction: the application with its new state and version, the closed work item, the appended
 * event, and what the new state brings (guards released, register written, qualification granted). Refused when anything has changed since it was read:
 * of two commands on one version exactly one wins.
 */
export async function carryOut(command: Command): Promise<Result<CommandResult>> {
  for (let left = registerTries; left > 0; left -= 1) {
    const outcome = await attempt(command);
    if (outcome !== 'lost') return outcome;
  }
  return refusals.changedMeanwhile();
}

// The register may have been written at the same moment, by an import or another approval: then what it holds now decides.
// Issuing a certificate writes the register too: an approval that meets one amends what it finds then. When it is the application that has
// changed, every try is lost alike.
const registerTries = 3;

async function attempt(command: Command): Promise<Result<CommandResult> | 'lost'> {
  const { found, action, actor, now } = command;
  const refused = checkCommand(found, command);
  if (refused !== undefined) return refused;
  const { item } = found;
  const version = item.version + 1;
  const release = releaseAfter(found.application, action, command.reason);
  const uncommitted = { ...item, ...command.changes, release };
  const content = { item: uncommitted, application: applicationOf(uncommitted) };
  const commitments = commitmentsAfter(action, actor, content, version);
  const changed = { ...uncommitted, commitments };
  const application = applicationOf(changed);
  const decision = decideTransition(item.state, action, actor, lifecycleFacts(application));
  if (!decision.ok) return refusals.changedMeanwhile();
  const uncovered = grants(action) ? missingCommitments(application) : [];
  if (uncovered.length > 0) return refuseUncommitted(uncovered);

  const at = now.toISOString();
  const step = stepAt(item, decision.to, noticesAfter(action, item), now);
  const register = await registerEffect(item, application, decision.to, now);
  if (!register.ok) return register;
  const { numbers } = register.value;
  const entry = await entryEffect(item, changed, decision.to);
  if (!entry.ok) return entry;
  const recorded = recordedOf(found, action, changed);
  const supplement = supplementStep(found, action, changed.supplement, decision.to);
  const answer = { id: item.applicationId, number: changed.number ?? null, state: decision.to, version };
  const { canceled } = await table.transaction
    .write((entities) => [
      entities.application
        .patch({ applicationId: item.applicationId })
        .set({
          ...command.changes,
          release,
          commitments,
          state: decision.to,
          version,
          stateVersion: version,
          updatedAt: at,
          ...(numbers.length === 0 ? {} : { registrationNumbers: [...numbers] }),
        })
        .where((stored, { eq }) => eq(stored.version, item.version))
        .commit(),
      entities.event
        .create({
          applicationId: item.applicationId,
          version,
          at,
          action,
          actorParty: partyOf(actor),
          actorName: command.actorName,
          ...(command.officer === undefined ? {} : { actorId: command.officer.staffId }),
          from: item.state,
          to: decision.to,
          submission: changed.submission,
          profession: item.profession,
          matter: item.matter,
          personId: item.personId,
          applicantName: changed.applicant.name,
          step,
          ...recorded.event,
          ...(command.reason === null ? {} : { reason: command.reason }),
          ...((action === 'request-correction' || item.state === 'awaiting-correction') && changed.correction
            ? { addressee: changed.correction.addressee }
            : {}),
          ...(changed.number === undefined ? {} : { number: changed.number }),
          ...(changed.employerCreditCode === undefined ? {} : { employerCreditCode: changed.employerCreditCode }),
          ...(item.initiator === undefined ? {} : { initiator: item.initiator }),
          ...(release?.party === 'former-employer' ? { formerEmployerCreditCode: release.employerCreditCode } : {}),
          ...formerIdentityOf(changed),
        })
        .commit(),
      found.openWorkItem === undefined
        ? // The workflow may be opening it right now: then this command must lose and be tried again on what it finds.
          entities.workItem
            .check({ applicationId: item.applicationId, stateVersion: item.stateVersion })
            .where((stored, { notExists }) => notExists(stored.status))
            .commit()
        : entities.workItem
            .patch({ applicationId: item.applicationId, stateVersion: found.openWorkItem.stateVersion })
            .set({ status: 'closed', closedAt: at, step })
            .composite({
              queue: found.openWorkItem.queue,
              owner: found.openWorkItem.owner,
              dueAt: found.openWorkItem.dueAt,
            })
            .where((stored, { eq }) => eq(stored.status, 'open'))
            .commit(),
      ...(isFinal(decision.to)
        ? openGuardsOf(item).map((guard) => entities.guard.delete(guard).commit())
        : openGuardsOf(item).flatMap((guard) =>
            command.others === undefined || changed.employerCreditCode === undefined
              ? []
              : engagementOperations(entities, guard, changed.employerCreditCode, command.others),
          )),
      ...(command.takes === undefined
        ? []
        : [entities.guard.create({ ...command.takes, holder: item.applicationId }).commit()]),
      ...registerOperations(entities, item, register.value, at),
      ...entryOperations(entities, item, entry.value),
      ...(supplement === 'open' ? [entities.supplement.put(supplementOwed(changed, at)).commit()] : []),
      ...(supplement === 'close' && found.openSupplement !== undefined
        ? [
            entities.supplement
              .patch({ applicationId: item.applicationId })
              .set({ status: 'closed', closedAt: at })
              .composite({ owner: found.openSupplement.owner, openedAt: found.openSupplement.openedAt })
              .commit(),
          ]
        : []),
      ...commandOperations(entities, command.idempotencyKey, answer, now),
    ])
    .go();
  if (canceled) {
    return register.value.amends.length > 0 || entry.value.grants !== null ? 'lost' : refusals.changedMeanwhile();
  }
  return done(answer);
}

/** What a command answers about an application as it stands. */
export function resultOf(item: ApplicationItem): CommandResult {
  return { id: item.applicationId, number: item.number ?? null, state: item.state, version: item.version };
}

/** True for what makes a decision in the applicant's favour final or public. */
function grants(action: Action): boolean {
  return action === 'approve' || action === 'conclude-publicity';
}

function refuseUncommitted(missing: readonly CommitmentKind[]): Result<never> {
  const names = missing.map((kind) => commitmentNames[kind]).join('、');
  return refuse('not-committed', `该申请现在的内容还缺少${names}，不能批准。请退回重新审核，由其补正。`);
}

/** Whose identity document it was, when that is another person here than the applicant. */
function formerIdentityOf({ personId, formerPersonId }: ApplicationItem): { formerPersonId?: string } {
  return formerPersonId === undefined || formerPersonId === personId ? {} : { formerPersonId };
}

function partyOf(actor: Actor): ApplicationEventItem['actorParty'] {
  return actor === 'acceptance' || actor === 'review' || actor === 'decision' ? 'staff' : actor;
}
