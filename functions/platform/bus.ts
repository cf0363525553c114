import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { environment } from './environment.ts';
import { impatient, withTimeLimits } from './time-limit.ts';

const eventBridge = withTimeLimits(new EventBridgeClient(impatient), 2000, 5000);

/** What subscribers outside of the product learn: that something happened to an application, never anything personal. */
export interface Announcement {
  /** In the past tense, for example `ApplicationSubmitted`. */
  readonly type: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly detail: Readonly<Record<string, string | number | null>>;
}

/** Puts an event on the bus. Delivered at least once; `applicationId` and `version` in the detail tell repetitions. Throws when the bus refuses it. */
export async function announce({ type, at, detail }: Announcement): Promise<void> {
  const { FailedEntryCount = 0, Entries = [] } = await eventBridge.send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: environment.eventBusName(),
          Source: 'registration',
          DetailType: type,
          Time: new Date(at),
          Detail: JSON.stringify(detail),
        },
      ],
    }),
  );
  if (FailedEntryCount > 0) throw new Error(`the event bus refused ${type}: ${Entries[0]?.ErrorCode ?? 'unknown'}`);
}
