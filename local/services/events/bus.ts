import { randomUUID } from 'node:crypto';
import { StartError } from '../../ground/start-error.ts';
import { carryOut, type DeliveryContext } from './delivery.ts';
import { createOperations, toEventTime, type AcceptEvent } from './operations.ts';
import { openOutbox, type Delivery } from './outbox.ts';
import { compileRule, type Rule } from './rules.ts';
import type { EventBus, EventBusSettings, PublishedEvent } from './settings.ts';

/** How long a stop waits for deliveries that are under way; the next start makes those that take longer once more. */
const stopPatienceMs = 2000;
/** Node's longest timer; a schedule further away is looked at again then. */
const longestTimerMs = 2 ** 31 - 1;
/** How soon a tick that the disk did not take is tried again. */
const tickRetryMs = 1000;

/**
 * Opens buses and rules and goes on delivering what the last run accepted: an event is delivered at least once to every target of every rule
 * that matched it when it was accepted. Rejects with StartError on a pattern, schedule, target or bus it cannot run.
 */
export function startEventBus(settings: EventBusSettings): Promise<EventBus> {
  return new Promise((resolve) => resolve(openBus(settings)));
}

function openBus(settings: EventBusSettings): EventBus {
  const now = settings.now ?? (() => new Date());
  const rules = settings.rules.map((rule) => compileRule(rule, settings));
  checkBuses(settings, rules);
  const outbox = openOutbox(settings.dataFolder);
  const ending = new AbortController();
  const running = new Set<Promise<void>>();
  const context: DeliveryContext = {
    outbox,
    rules: new Map(rules.map((rule) => [rule.arn, rule])),
    settings,
    now,
    ending: ending.signal,
  };
  const start = (delivery: Delivery): void => {
    const work = carryOut(delivery, context)
      .catch((error: unknown) =>
        settings.log.write({ source: 'events', level: 'CRITICAL', message: `Delivery ended: ${String(error)}` }),
      )
      .finally(() => running.delete(work));
    running.add(work);
  };
  const acceptFor = (event: Record<string, unknown>, matching: readonly Rule[]): void => {
    const acceptedAt = now().getTime();
    const deliveries = matching.flatMap(({ arn, targets }) =>
      targets.map((target) => ({ id: randomUUID(), ruleArn: arn, targetId: target.settings.Id, acceptedAt, event })),
    );
    outbox.accept(deliveries);
    for (const delivery of deliveries) start(delivery);
  };
  const accept: AcceptEvent = (published, busName) => {
    const { id, ...event } = complete(published, settings, now());
    const whole = { id, ...event };
    acceptFor(
      whole,
      rules.filter((rule) => rule.busName === busName && rule.isEnabled && rule.matches?.(whole) === true),
    );
    return id;
  };
  const timers = startSchedules(rules, now, (rule) => {
    const tick: PublishedEvent = {
      source: 'aws.events',
      'detail-type': 'Scheduled Event',
      detail: {},
      resources: [rule.arn],
    };
    try {
      acceptFor(complete(tick, settings, now()), [rule]);
      return true;
    } catch (error) {
      settings.log.write({ source: 'events', level: 'ERROR', message: `Rule ${rule.name}: ${String(error)}` });
      return false;
    }
  });
  for (const delivery of outbox.restored) start(delivery);

  return {
    handle: createOperations(settings, rules, accept),
    publish: (event, busName = 'default') =>
      new Promise((resolve) => {
        accept(event, busName);
        resolve();
      }),
    stop: async () => {
      ending.abort();
      timers.stop();
      const patience = Promise.withResolvers<undefined>();
      const timer = setTimeout(patience.resolve, stopPatienceMs, undefined);
      await Promise.race([Promise.all(running), patience.promise]);
      clearTimeout(timer);
      outbox.close();
    },
  };
}

function checkBuses(settings: EventBusSettings, rules: readonly Rule[]): void {
  const names = new Set(['default', ...settings.buses.map(({ name }) => name)]);
  for (const { name, busName } of rules) {
    if (!names.has(busName)) throw new StartError(`Rule ${name}: the event bus ${busName} does not exist`);
  }
}

type WholeEvent = Record<string, unknown> & { readonly id: string };

function complete(event: PublishedEvent, settings: EventBusSettings, now: Date): WholeEvent {
  return {
    version: '0',
    id: event.id ?? randomUUID(),
    'detail-type': event['detail-type'],
    source: event.source,
    account: settings.accountId,
    time: event.time ?? toEventTime(now),
    region: settings.region,
    resources: event.resources ?? [],
    detail: event.detail,
  };
}

function startSchedules(rules: readonly Rule[], now: () => Date, fire: (rule: Rule) => boolean): { stop(): void } {
  const timers = new Map<string, NodeJS.Timeout>();
  const arm = (rule: Rule, waitMs: number): void => {
    const isFinal = waitMs <= longestTimerMs;
    const timer = setTimeout(
      () => {
        // A full disk takes no tick: it is made up for once there is room.
        if (isFinal && !fire(rule)) arm(rule, tickRetryMs);
        else arm(rule, isFinal ? (rule.schedule?.(now()) ?? longestTimerMs) : waitMs - longestTimerMs);
      },
      Math.min(waitMs, longestTimerMs),
    );
    timers.set(rule.arn, timer);
  };
  for (const rule of rules) {
    if (rule.schedule !== undefined && rule.isEnabled) arm(rule, rule.schedule(now()));
  }
  return {
    stop: () => {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
