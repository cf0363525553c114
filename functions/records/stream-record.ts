import { initiators } from '../../domain/initiators.ts';
import { matterCodes } from '../../domain/catalogue.ts';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { actions } from '../../domain/lifecycle.ts';
import { applicationStates } from '../../domain/states.ts';
import { professionCodes } from '../../domain/professions.ts';
import { recordActions } from '../../domain/outcome.ts';
import { stepSchema } from '../../domain/step.ts';

const party = z.enum(['practitioner', 'employer']);

const appendedEvent = z.object({
  kind: z.literal('event-appended'),
  applicationId: z.string(),
  version: z.number().int(),
  at: z.iso.datetime(),
  action: z.enum([...actions, ...recordActions]),
  actorParty: z.enum(['practitioner', 'employer', 'former-employer', 'former-identity', 'staff', 'system']),
  from: z.enum(applicationStates).optional(),
  to: z.enum(applicationStates),
  reason: z.string().optional(),
  number: z.string().optional(),
  submission: z.number().int(),
  profession: z.enum(professionCodes),
  matter: z.enum(matterCodes),
  personId: z.string(),
  applicantName: z.string().optional(),
  employerCreditCode: z.string().optional(),
  formerEmployerCreditCode: z.string().optional(),
  formerPersonId: z.string().optional(),
  initiator: z.enum(initiators).optional(),
  addressee: party.optional(),
  lapsedOn: z.string().optional(),
  correlationId: z.string().optional(),
  step: stepSchema.optional(),
});

/** An event that was appended to an application's history, as the stream brings it. */
export type AppendedEvent = z.output<typeof appendedEvent>;

const closedWorkItem = z.object({ kind: z.literal('work-item-closed'), taskToken: z.string(), step: stepSchema });

/** A work item at the moment it was closed. */
export type ClosedWorkItem = z.output<typeof closedWorkItem>;

/** A file or document whose record went: nothing owns its object any more. */
export interface RemovedOwner {
  readonly kind: 'owner-removed';
  readonly key: string;
}

const namedEmployer = z.object({ kind: z.literal('employer-named'), creditCode: z.string(), name: z.string() });

/** A company that has become known, or is known under another name now; `formerName` is null for one that is new. */
export type NamedEmployer = z.output<typeof namedEmployer> & { readonly formerName: string | null };

const entryHolder = z.object({
  profession: z.enum(professionCodes),
  holderName: z.string(),
  number: z.string(),
  personId: z.string(),
});

/** An entry of the register under the name by which it is found. */
export type EntryHolder = z.output<typeof entryHolder>;

/** An entry of the register that is new or whose holder bears another name now, or one that went from under its holder. */
export type NamedHolder =
  | (EntryHolder & { readonly kind: 'holder-named'; readonly formerName: string | null })
  | (EntryHolder & { readonly kind: 'holder-gone' });

/** A record of the table's stream as Lambda delivers it, so far as the product reads it. */
export const streamRecordSchema = z.object({
  eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
  dynamodb: z.object({
    NewImage: z
      .record(
        z.string(),
        z.custom<AttributeValue>((value) => typeof value === 'object'),
      )
      .optional(),
    OldImage: z
      .record(
        z.string(),
        z.custom<AttributeValue>((value) => typeof value === 'object'),
      )
      .optional(),
  }),
});

// The attribute in which ElectroDB keeps the name of an item's entity.
const entitySchema = z.object({ __edb_e__: z.string(), status: z.string().optional(), key: z.string().optional() });

const insertedMessage = z.object({
  kind: z.literal('message-inserted'),
  inbox: z.string(),
  messageId: z.string(),
  applicationId: z.string().optional(),
  correlationId: z.string().optional(),
});

/** A message that has come into an inbox. */
export type InsertedMessage = z.output<typeof insertedMessage>;

const begunJob = z.object({ kind: z.literal('job-begun'), jobId: z.string() });

/** A job for the background that was put. */
export type BegunJob = z.output<typeof begunJob>;

/** What a record of the stream can mean to the dispatcher. */
export type StreamMeaning =
  AppendedEvent | ClosedWorkItem | RemovedOwner | NamedEmployer | NamedHolder | BegunJob | InsertedMessage;

/**
 * Reads a record of the table's stream: what it means to the dispatcher, or undefined when it means nothing. Throws when an
 * image is not as the product writes it.
 */
export function readStreamRecord(record: unknown): StreamMeaning | undefined {
  const { eventName, dynamodb } = streamRecordSchema.parse(record);
  if (eventName === 'REMOVE') return readRemoval(dynamodb.OldImage);
  if (dynamodb.NewImage === undefined) return undefined;
  const image: unknown = unmarshall(dynamodb.NewImage);
  const entity = entitySchema.safeParse(image).data;
  if (entity?.__edb_e__ === 'applicationEvent' && eventName === 'INSERT') {
    return appendedEvent.parse({ ...asRecord(image), kind: 'event-appended' });
  }
  if (entity?.__edb_e__ === 'workItem' && eventName === 'MODIFY' && entity.status === 'closed') {
    return closedWorkItem.parse({ ...asRecord(image), kind: 'work-item-closed' });
  }
  if (entity?.__edb_e__ === 'message' && eventName === 'INSERT') {
    return insertedMessage.parse({ ...asRecord(image), kind: 'message-inserted' });
  }
  if (entity?.__edb_e__ === 'job' && eventName === 'INSERT') {
    const { jobId } = begunJob.omit({ kind: true }).parse(image);
    return { kind: 'job-begun', jobId };
  }
  if (entity?.__edb_e__ === 'registration') return readHolder(image, dynamodb.OldImage);
  if (entity?.__edb_e__ === 'knownEmployer') return readName(image, dynamodb.OldImage);
  return undefined;
}

function readName(image: unknown, former: Record<string, AttributeValue> | undefined): NamedEmployer | undefined {
  const employer = namedEmployer.parse({ ...asRecord(image), kind: 'employer-named' });
  if (former === undefined) return { ...employer, formerName: null };
  const { name: formerName } = namedEmployer.pick({ name: true }).parse(unmarshall(former));
  return formerName === employer.name ? undefined : { ...employer, formerName };
}

function readHolder(image: unknown, former: Record<string, AttributeValue> | undefined): NamedHolder | undefined {
  const holder = { kind: 'holder-named', ...entryHolder.parse(image) } as const;
  if (former === undefined) return { ...holder, formerName: null };
  const { holderName } = entryHolder.parse(unmarshall(former));
  return holderName === holder.holderName ? undefined : { ...holder, formerName: holderName };
}

function readRemoval(image: Record<string, AttributeValue> | undefined): RemovedOwner | NamedHolder | undefined {
  const old: unknown = unmarshall(image ?? {});
  const { __edb_e__: entity, key } = entitySchema.safeParse(old).data ?? {};
  if (entity === 'registration') return { kind: 'holder-gone', ...entryHolder.parse(old) };
  if ((entity !== 'file' && entity !== 'document') || key === undefined) return undefined;
  return { kind: 'owner-removed', key };
}

function asRecord(image: unknown): Readonly<Record<string, unknown>> {
  return z.record(z.string(), z.unknown()).parse(image);
}
