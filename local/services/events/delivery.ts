import { setTimeout as sleep } from 'node:timers/promises';
import { delayOf, noFaults } from '../../ground/faults.ts';
import type { Delivery, Outbox } from './outbox.ts';
import type { Rule, Target } from './rules.ts';
import type { EventBusSettings } from './settings.ts';

/** "How EventBridge retries delivering events": 24 hours and 185 times unless the target says otherwise. */
const defaultRetries = 185;
const defaultAgeSeconds = 86_400;
const retryFirstMs = 250;
const retryLongestMs = 60_000;

/** What carrying out deliveries needs. */
export interface DeliveryContext {
  readonly outbox: Outbox;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly settings: Pick<EventBusSettings, 'sendToQueue' | 'faults' | 'log'>;
  readonly now: () => Date;
  /** Aborted at the stop: what is not delivered stays in the outbox. */
  readonly ending: AbortSignal;
}

/**
 * Delivers one event to one target, again and again with growing pauses until it succeeds or the target's retry policy ends, then hands it
 * to the dead-letter queue. In the cloud Lambda itself repeats a failed function twice before that; here the rule's policy counts for both.
 */
export async function carryOut(delivery: Delivery, context: DeliveryContext): Promise<void> {
  const { outbox, rules, ending } = context;
  const rule = rules.get(delivery.ruleArn);
  const target = rule?.targets.find(({ settings }) => settings.Id === delivery.targetId);
  if (target === undefined) {
    // The template has changed since: nobody wants this event any more.
    outbox.settle(delivery.id);
    return;
  }
  const { faults = noFaults } = context.settings;
  // EventBridge promises no order. A stop meanwhile leaves the delivery to the next start.
  const late = delayOf(faults);
  if (late > 0) await sleep(late, undefined, { signal: ending }).catch(() => undefined);
  for (let attempt = 0; !ending.aborted; attempt++) {
    const error = await attemptDelivery(delivery, target);
    if (error === undefined) {
      if (faults.strikes('duplicate')) await attemptDelivery(delivery, target);
      outbox.settle(delivery.id);
      return;
    }
    logFailure(context, rule?.name ?? '', error, attempt);
    const exhausted = exhaustion(delivery, target, attempt, context.now());
    if (exhausted !== undefined && (await giveUp(delivery, target, error, exhausted, context))) {
      outbox.settle(delivery.id);
      return;
    }
    await sleep(Math.min(retryLongestMs, retryFirstMs * 2 ** attempt), undefined, { signal: ending }).catch(
      () => undefined,
    );
  }
}

async function attemptDelivery(delivery: Delivery, target: Target): Promise<Error | undefined> {
  try {
    await target.deliver(target.makeInput(delivery.event));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function exhaustion(delivery: Delivery, { settings }: Target, attempt: number, now: Date): string | undefined {
  const { MaximumRetryAttempts = defaultRetries, MaximumEventAgeInSeconds = defaultAgeSeconds } =
    settings.RetryPolicy ?? {};
  if (attempt >= MaximumRetryAttempts) return 'MaximumRetryAttempts';
  return now.getTime() - delivery.acceptedAt > MaximumEventAgeInSeconds * 1000 ? 'MaximumEventAgeInSeconds' : undefined;
}

/** False when the dead-letter queue could not take the event: it is then not given up yet. */
async function giveUp(
  delivery: Delivery,
  target: Target,
  error: Error,
  condition: string,
  { settings }: DeliveryContext,
): Promise<boolean> {
  const queue = target.settings.DeadLetterConfig?.Arn;
  const message = `Event given up (${condition}): ${error.name}: ${error.message}`;
  settings.log.write({ source: 'events', level: 'ERROR', message, fields: { event: delivery.event, queue } });
  if (queue === undefined) return true;
  try {
    await settings.sendToQueue(queue, JSON.stringify(delivery.event), {
      RULE_ARN: delivery.ruleArn,
      TARGET_ARN: target.settings.Arn,
      ERROR_CODE: error.name,
      ERROR_MESSAGE: error.message,
      EXHAUSTED_RETRY_CONDITION: condition,
    });
    return true;
  } catch (queueError) {
    settings.log.write({ source: 'events', level: 'ERROR', message: `Dead-letter queue: ${String(queueError)}` });
    return false;
  }
}

function logFailure({ settings }: DeliveryContext, ruleName: string, error: Error, attempt: number): void {
  const message = `Rule ${ruleName}: delivery failed (attempt ${attempt + 1}): ${error.name}: ${error.message}`;
  settings.log.write({ source: 'events', level: 'WARN', message });
}
