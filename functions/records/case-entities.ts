import { initiators } from '../../domain/initiators.ts';
import { applicationStates, queues } from '../../domain/states.ts';
import { CustomAttributeType, Entity } from 'electrodb';
import type { FieldChange } from '../../domain/application-changes.ts';
import type { DecisionReasonCode } from '../../domain/decision-reasons.ts';
import { recordActions } from '../../domain/outcome.ts';
import { actions } from '../../domain/lifecycle.ts';
import type { ReviewHold } from '../../domain/hold-grounds.ts';
import type { IssuedNotice } from '../../domain/issued-notice.ts';
import type { Step } from '../../domain/step.ts';
import { matter, model, optional, primary, profession, required, version } from './attributes.ts';

/** One step of an application's history; appended, never changed. Its insertion drives messages and starts the workflow. */
export const ApplicationEventEntity = new Entity({
  model: model('applicationEvent'),
  attributes: {
    applicationId: required,
    /** The application's version after the step. */
    version,
    at: required,
    action: { type: [...actions, ...recordActions] as const, required: true },
    actorParty: {
      type: ['practitioner', 'employer', 'former-employer', 'former-identity', 'staff', 'system'] as const,
      required: true,
    },
    actorName: required,
    /** Of a step of the staff: whose it was, by the directory's id. */
    actorId: optional,
    from: { type: applicationStates },
    to: { type: applicationStates, required: true },
    reason: optional,
    /** The reasons that an officer chose of the list (domain/decision-reasons.ts), which `reason` says in words. */
    reasons: { type: CustomAttributeType<readonly DecisionReasonCode[]>('any') },
    number: optional,
    submission: version,
    profession,
    matter,
    personId: required,
    /** Whom messages to others name. */
    applicantName: required,
    employerCreditCode: optional,
    /** Of an application that an employer or the department has begun; absent: the practitioner. */
    initiator: { type: initiators },
    /** Of a change of employer whose former employer has been asked. */
    formerEmployerCreditCode: optional,
    /** Of a change of identity document: who holds the former one. */
    formerPersonId: optional,
    /** Of a request for correction: who is asked. */
    addressee: { type: ['practitioner', 'employer'] as const },
    /** The day on which a registration ended with it that had lasted until its renewal was decided; absent: none did. */
    lapsedOn: optional,
    /** The hold that began or ended with it; absent: none did. */
    hold: { type: CustomAttributeType<ReviewHold>('any') },
    /** Of a request for correction: what its notice says. */
    notice: { type: CustomAttributeType<IssuedNotice>('any') },
    /** Of a submission or answer after the first: what differs from the one before. */
    changes: { type: CustomAttributeType<readonly FieldChange[]>('any') },
    /** Of whatever action it is a part (functions/platform/correlation.ts). */
    correlationId: optional,
    /** Where the workflow goes on, with the notices that this step asks for; a first submission starts its execution with it. */
    step: { type: CustomAttributeType<Step>('any') },
  },
  indexes: {
    event: {
      collection: 'case',
      pk: { field: primary.pk, composite: ['applicationId'] },
      sk: { field: primary.sk, composite: ['version'] },
    },
    /** What counts as accepted because nobody has examined it in time, for whoever answers for that. */
    deemedAcceptance: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: [] },
      sk: { field: 'gsi1sk', composite: ['at', 'applicationId'] },
      condition: (attributes) => attributes['action'] === 'deem-accepted',
    },
  },
});

/** What somebody has to do: open until answered, withdrawn or elapsed. `stateVersion` makes it the one of its state. */
export const WorkItemEntity = new Entity({
  model: model('workItem'),
  attributes: {
    applicationId: required,
    stateVersion: version,
    queue: { type: queues, required: true },
    /** Person id or credit code, whose list of open work is one partition; of the department its name. */
    owner: required,
    state: { type: applicationStates, required: true },
    /** `passed`: the state was left before the workflow had opened the item. */
    status: { type: ['open', 'closed', 'passed'] as const, required: true },
    number: required,
    profession,
    matter,
    applicantName: required,
    employerName: required,
    employerCreditCode: optional,
    openedAt: required,
    dueAt: required,
    closedAt: optional,
    /** Resumes the execution; never leaves the server. */
    taskToken: required,
    /** When the execution came to the step whose token it is, and which try of it that was (functions/workflow/open-step.ts). */
    asked: optional,
    /** What the execution goes on with, written when the item closes. */
    step: { type: CustomAttributeType<Step>('any') },
    /** 领办: who has taken it and until when (domain/claims.ts); absent: nobody. It may be over by now. */
    claimedBy: optional,
    claimedByName: optional,
    claimedUntil: optional,
    /** The officers whom four eyes keep from all that can be done of it. */
    forbiddenTo: { type: 'list', items: { type: 'string' } },
    /** 挂起: what it waits for (domain/hold-grounds.ts); absent: nothing. It may be over by now. */
    hold: { type: CustomAttributeType<ReviewHold>('any') },
    /** Of a closed one: the officer who has handled it. */
    handledBy: optional,
  },
  indexes: {
    workItem: {
      collection: 'case',
      pk: { field: primary.pk, composite: ['applicationId'] },
      sk: { field: primary.sk, composite: ['stateVersion'] },
    },
    open: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['queue', 'owner'] },
      sk: { field: 'gsi1sk', composite: ['dueAt', 'applicationId'] },
      // The department's is listed by the rows of its queues (functions/projection/work-items.ts).
      condition: ({ status, queue }) => status === 'open' && (queue === 'practitioner' || queue === 'employer'),
    },
    // Sparse: what nobody has taken, and what is closed, has none of the attributes.
    mine: {
      index: 'gsi2',
      pk: { field: 'gsi2pk', composite: ['claimedBy'] },
      sk: { field: 'gsi2sk', composite: ['claimedUntil'] },
    },
  },
});

/**
 * 材料补正: a company qualification that an employer still owes. No step of the workflow: it has no token and no due time, outlives the
 * approval, and there is at most one for an application.
 */
export const OwedQualificationEntity = new Entity({
  model: model('owedQualification'),
  attributes: {
    applicationId: required,
    /** The employer's credit code. */
    owner: required,
    status: { type: ['open', 'closed'] as const, required: true },
    number: required,
    profession,
    matter,
    applicantName: required,
    openedAt: required,
    closedAt: optional,
  },
  indexes: {
    owedQualification: {
      collection: 'case',
      pk: { field: primary.pk, composite: ['applicationId'] },
      sk: { field: primary.sk, composite: [] },
    },
    open: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['owner'] },
      sk: { field: 'gsi1sk', composite: ['openedAt', 'applicationId'] },
      condition: (attributes) => attributes['status'] === 'open',
    },
  },
});
