import type { CommandResult } from '../../api/application.ts';
import { lifecycleFacts, rowOf } from '../../domain/application.ts';
import type { DocumentKind } from '../../domain/documents.ts';
import { type Action, type Actor, decideTransition, isFinal, stateNameOf } from '../../domain/lifecycle.ts';
import { releaseAfter } from '../../domain/release.ts';
import { applicationOf, type Case } from './case.ts';
import { commandOperations } from '../records/commands.ts';
import { type ApplicationItem, table } from '../records/entities.ts';
import { entryEffect } from '../register/entry-effect.ts';
import { recordedOf } from './history.ts';
import { engagementOperations, openGuardsOf, type OtherGuards } from '../records/open-guards.ts';
import { certificateGuard } from '../records/qualifications.ts';
import { registerEffect, registerOperations } from '../register/register-effect.ts';
import { done, refusals, refuse, type Result } from '../platform/refusal.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { stepAt } from './step.ts';
import { supplementOwed, supplementStep } from './supplement-owed.ts';

/** The attributes of an application that a command may set besides its state. */
export type ApplicationChanges = Partial<
  Pick<
    ApplicationItem,
    | 'number'
    | 'submission'
    | 'draft'
    | 'applicant'
    | 'qualification'
    | 'registrations'
    | 'formerPersonId'
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
 * Refuses a command that the lifecycle does not allow now, or that was decided on another version; undefined when it may go on.
 */
export function checkCommand(
  found: Case,
  command: Pick<Command, 'action' | 'actor' | 'version'>,
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
  return undefined;
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

// Issuing a certificate writes the register too: an approval that meets one amends what it finds then. When it is the application that has
// changed, every try is lost alike.
const registerTries = 3;

async function attempt(command: Command): Promise<Result<CommandResult> | 'lost'> {
  const { found, action, actor, now } = command;
  const refused = checkCommand(found, command);
  if (refused !== undefined) return refused;
  const { item } = found;
  const release = releaseAfter(found.application, action, command.reason);
  const changed = { ...item, ...command.changes, release };
  const application = applicationOf(changed);
  const decision = decideTransition(item.state, action, actor, lifecycleFacts(application));
  if (!decision.ok) return refusals.changedMeanwhile();

  const version = item.version + 1;
  const at = now.toISOString();
  const step = stepAt(item, decision.to, noticesAfter(action, item), now);
  const register = await registerEffect(item, application, decision.to, now);
  if (!register.ok) return register;
  const { numbers } = register.value;
  const { takes, releases, grants } = await entryEffect(item, changed, decision.to);
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
          ...recorded.application,
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
          from: item.state,
          to: decision.to,
          submission: changed.submission,
          profession: item.profession,
          matter: item.matter,
          personId: item.personId,
          step,
          ...recorded.event,
          ...(command.reason === null ? {} : { reason: command.reason }),
          ...(action === 'request-correction' && changed.correction ? { addressee: changed.correction.addressee } : {}),
          ...(changed.number === undefined ? {} : { number: changed.number }),
          ...(changed.employerCreditCode === undefined ? {} : { employerCreditCode: changed.employerCreditCode }),
          ...(item.initiator === undefined ? {} : { initiator: item.initiator }),
          ...(release === null ? {} : { formerEmployerCreditCode: release.employerCreditCode }),
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
      ...(takes === null
        ? []
        : [entities.guard.create({ ...certificateGuard(takes), holder: item.personId }).commit()]),
      ...(releases === null
        ? []
        : [
            entities.guard.delete(certificateGuard(releases)).commit(),
            entities.qualification
              .check({ personId: item.personId, profession: item.profession, qualificationId: releases.id })
              .where((stored, { notExists }) => notExists(stored.holderName))
              .commit(),
          ]),
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
      ...(grants === null ? [] : [entities.qualification.put(grants).commit()]),
      ...commandOperations(entities, command.idempotencyKey, answer, now),
    ])
    .go();
  if (canceled) return register.value.amends.length > 0 ? 'lost' : refusals.changedMeanwhile();
  return done(answer);
}

/** What a command answers about an application as it stands. */
export function resultOf(item: ApplicationItem): CommandResult {
  return { id: item.applicationId, number: item.number ?? null, state: item.state, version: item.version };
}

function partyOf(actor: Actor): 'practitioner' | 'employer' | 'former-employer' | 'staff' | 'system' {
  return actor === 'acceptance' || actor === 'review' || actor === 'decision' ? 'staff' : actor;
}
