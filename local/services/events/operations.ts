import * as z from 'zod';
import { AwsJsonError } from '../../ground/aws-json/error.ts';
import { parseBody } from '../../ground/aws-json/parse-body.ts';
import { accountCaller } from '../../ground/caller.ts';
import type { Caller } from '../../ground/caller.ts';
import type { AwsJsonHandler } from '../../ground/aws-json/server.ts';
import { toBusName, type Rule } from './rules.ts';
import type { EventBusSettings, PublishedEvent } from './settings.ts';

/** "Amazon EventBridge quotas": entries of one PutEvents request together. */
const requestLimitBytes = 1024 * 1024;

const entrySchema = z.object({
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  Resources: z.array(z.string()).optional(),
  /** Seconds since 1970. */
  Time: z.number().optional(),
  EventBusName: z.string().default('default'),
});
const putEventsSchema = z.looseObject({ Entries: z.array(entrySchema).min(1).max(10) });
const listRulesSchema = z.looseObject({
  EventBusName: z.string().default('default'),
  NamePrefix: z.string().default(''),
});
const detailSchema = z.record(z.string(), z.unknown());

/** Accepts an event durably and answers its id. */
export type AcceptEvent = (event: PublishedEvent, busName: string) => string;

/** The EventBridge operations on these buses. */
export function createOperations(
  settings: EventBusSettings,
  rules: readonly Rule[],
  accept: AcceptEvent,
): AwsJsonHandler {
  const buses = [
    { Name: 'default', Arn: `arn:aws:events:${settings.region}:${settings.accountId}:event-bus/default` },
    ...settings.buses.map(({ arn, name }) => ({ Name: name, Arn: arn })),
  ];
  const busArn = (named: string): string =>
    buses.find(({ Name, Arn }) => named === Name || named === Arn)?.Arn ??
    `arn:aws:events:${settings.region}:${settings.accountId}:event-bus/${named}`;
  const perform = (operation: string, body: unknown, caller: Caller): unknown => {
    switch (operation) {
      case 'PutEvents': {
        const { Entries } = parseBody(putEventsSchema, body);
        caller.demand(Entries.map((entry) => ({ action: 'events:PutEvents', resource: busArn(entry.EventBusName) })));
        if (Buffer.byteLength(JSON.stringify(Entries)) > requestLimitBytes) {
          throw new AwsJsonError('ValidationException', 'Total size of the entries in the request is over the limit.');
        }
        const results = Entries.map((entry) => putEntry(entry, buses, accept));
        return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
      }
      case 'ListEventBuses':
        caller.demand([{ action: 'events:ListEventBuses', resource: '*' }]);
        return { EventBuses: buses };
      case 'ListRules': {
        const { EventBusName, NamePrefix } = parseBody(listRulesSchema, body);
        caller.demand([{ action: 'events:ListRules', resource: busArn(EventBusName) }]);
        return {
          Rules: rules
            .filter((rule) => rule.busName === toBusName(EventBusName) && rule.name.startsWith(NamePrefix))
            .map(describe),
        };
      }
      default:
        throw new AwsJsonError('UnknownOperationException', `${operation} is not available locally`);
    }
  };
  return (operation, body, caller = accountCaller) =>
    new Promise((resolve) => resolve(perform(operation, body, caller)));
}

type EntryResult = { readonly EventId: string } | { readonly ErrorCode: string; readonly ErrorMessage: string };

/** Each entry succeeds or fails on its own, as in the service. */
function putEntry(
  entry: z.output<typeof entrySchema>,
  buses: readonly { readonly Name: string; readonly Arn: string }[],
  accept: AcceptEvent,
): EntryResult {
  const { Source, DetailType, Detail, EventBusName } = entry;
  if (!Source)
    return {
      ErrorCode: 'InvalidArgument',
      ErrorMessage: 'Parameter Source is not valid. Reason: Source is a required argument.',
    };
  if (!DetailType)
    return {
      ErrorCode: 'InvalidArgument',
      ErrorMessage: 'Parameter DetailType is not valid. Reason: DetailType is a required argument.',
    };
  if (Source.startsWith('aws.'))
    return { ErrorCode: 'NotAuthorizedForSource', ErrorMessage: 'Not authorized for the source.' };
  const detail = parseDetail(Detail);
  if (detail === undefined) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  const bus = buses.find(({ Name, Arn }) => EventBusName === Name || EventBusName === Arn);
  if (bus === undefined)
    return { ErrorCode: 'ResourceNotFoundException', ErrorMessage: `Event bus ${EventBusName} does not exist.` };
  const event: PublishedEvent = {
    source: Source,
    'detail-type': DetailType,
    detail,
    ...(entry.Resources === undefined ? {} : { resources: entry.Resources }),
    ...(entry.Time === undefined ? {} : { time: toEventTime(new Date(entry.Time * 1000)) }),
  };
  return { EventId: accept(event, bus.Name) };
}

function parseDetail(text: string | undefined): Record<string, unknown> | undefined {
  try {
    return detailSchema.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}

/** The form of `time` in events: UTC, whole seconds. */
export function toEventTime(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}

function describe(rule: Rule): unknown {
  return { Name: rule.name, Arn: rule.arn, EventBusName: rule.busName, State: rule.isEnabled ? 'ENABLED' : 'DISABLED' };
}
