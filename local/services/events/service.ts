import { localArn, named, physicalName } from '../../assembly/identity.ts';
import type { Identify } from '../../assembly/identity.ts';
import { attributeOf, checkedType } from '../../assembly/plan.ts';
import { localAccount, localRegion } from '../../ground/local-account.ts';
import type { Functions } from '../lambda/service.ts';
import type { QueueService } from '../queues/service.ts';
import type { LocalService } from '../service.ts';
import { startEventBus } from './bus.ts';
import { eventBusPropertiesSchema, rulePropertiesSchema } from './settings.ts';
import type { EventBus, RuleSettings } from './settings.ts';

/** The buses, as other services publish to them. */
export interface EventService extends LocalService {
  readonly publish: EventBus['publish'];
}

const identifyBus = named('events', 'event-bus/', 'Name', 256);

/** Rules live on a bus; the ARN of one on another bus than `default` names it. */
const identifyRule: Identify = (context) => {
  const name = physicalName(context, 'Name', 64);
  const bus = context.property('EventBusName')?.split('/').at(-1) ?? 'default';
  const resource = bus === 'default' ? `rule/${name}` : `rule/${bus}/${name}`;
  return { ref: name, attributes: { Arn: localArn('events', resource) } };
};

/** EventBridge: buses, rules and schedules. */
export function eventsService(functions: Pick<Functions, 'invoke'>, queues: Pick<QueueService, 'send'>): EventService {
  const buses: { arn: string; name: string }[] = [];
  const rules: RuleSettings[] = [];
  const running = Promise.withResolvers<EventBus>();
  return {
    resourceTypes: {
      'AWS::Events::EventBus': checkedType(identifyBus, eventBusPropertiesSchema, (_, resource) => {
        buses.push({ arn: attributeOf(resource, 'Arn'), name: resource.identity.ref });
      }),
      'AWS::Events::Rule': checkedType(identifyRule, rulePropertiesSchema, (properties, resource) => {
        rules.push({ arn: attributeOf(resource, 'Arn'), name: resource.identity.ref, properties });
      }),
    },
    checkPermissions: (permissions) => {
      for (const { arn, name, properties } of rules) {
        const caller = { name: `event rule ${name}`, principal: 'events.amazonaws.com', source: arn };
        for (const target of properties.Targets.filter(({ Arn }) => Arn.includes(':lambda:')))
          permissions.requireInvocation(target.Arn, caller);
      }
    },
    sdkNames: { EVENTBRIDGE: 'awsJson' },
    targets: { AWSEvents: async (...request) => (await running.promise).handle(...request) },
    start: async ({ dataPath, faults, log, stops }) => {
      const bus = await startEventBus({
        dataFolder: dataPath('events'),
        logFolder: dataPath('logs'),
        accountId: localAccount,
        region: localRegion,
        buses,
        rules,
        invoke: functions.invoke,
        sendToQueue: queues.send,
        faults,
        log,
      });
      stops.add('events', () => bus.stop());
      running.resolve(bus);
    },
    publish: async (...event) => (await running.promise).publish(...event),
  };
}
