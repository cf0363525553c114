import * as z from 'zod';
import { numbered } from '../../assembly/identity.ts';
import { checkedProperties, checkedType } from '../../assembly/plan.ts';
import { localAccess } from '../../ground/local-account.ts';
import type { DatabaseService } from '../dynamodb/service.ts';
import type { Functions } from '../lambda/service.ts';
import { queueMappingPropertiesSchema, startQueueDelivery } from './queue-delivery.ts';
import type { QueueMappingProperties } from './queue-delivery.ts';
import type { QueueService } from '../queues/service.ts';
import type { LocalService } from '../service.ts';
import { startStreamPoller } from './poller.ts';
import { eventSourceMappingPropertiesSchema } from './settings.ts';
import type { EventSourceMappingProperties } from './settings.ts';

/** Deliveries to functions of the tables' streams, and of queues. */
export function streamsService(
  functions: Pick<Functions, 'invoke' | 'roleOf'>,
  queues: Pick<QueueService, 'send' | 'opened'>,
  database: Pick<DatabaseService, 'written' | 'engineAddress'>,
): LocalService {
  const mappings: { id: string; properties: EventSourceMappingProperties }[] = [];
  const onQueues: { id: string; properties: QueueMappingProperties }[] = [];
  return {
    resourceTypes: {
      'AWS::Lambda::EventSourceMapping': checkedType(
        numbered(32, 'Id'),
        z.looseObject({ EventSourceArn: z.string() }),
        ({ EventSourceArn }, resource) => {
          const id = `${resource.stack}-${resource.logicalId}`;
          if (isQueue(EventSourceArn)) {
            onQueues.push({ id, properties: checkedProperties(queueMappingPropertiesSchema, resource) });
          } else mappings.push({ id, properties: checkedProperties(eventSourceMappingPropertiesSchema, resource) });
        },
      ),
    },
    checkPermissions: (permissions) => {
      for (const { properties } of mappings) {
        const role = functions.roleOf(properties.FunctionName) ?? '';
        for (const action of ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'])
          permissions.requireGrant(role, action, properties.EventSourceArn);
        const failures = properties.DestinationConfig?.OnFailure.Destination;
        if (failures !== undefined) permissions.requireGrant(role, 'sqs:SendMessage', failures);
      }
      for (const { properties } of onQueues) {
        const role = functions.roleOf(properties.FunctionName) ?? '';
        for (const action of ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'])
          permissions.requireGrant(role, action, properties.EventSourceArn);
      }
    },
    start: async ({ faults, dataPath, log, stops, ...place }) => {
      for (const mapping of mappings) {
        const poller = await startStreamPoller({
          ...localAccess(),
          ...mapping,
          // Past the gate: what the mapping's role must have was asked for above, and a signature a hundred times a second costs much.
          endpoint: database.engineAddress(place),
          written: database.written,
          dataFolder: dataPath('streams'),
          invoke: functions.invoke,
          sendToQueue: queues.send,
          faults,
          log,
        });
        stops.add(`stream ${mapping.id}`, () => poller.stop());
      }
      const opened = await queues.opened;
      for (const mapping of onQueues) {
        const { region } = localAccess();
        const { invoke } = functions;
        const delivery = startQueueDelivery({ ...mapping, queues: opened, invoke, region, faults, log });
        stops.add(`queue ${mapping.id}`, () => delivery.stop());
      }
    },
  };
}

function isQueue(arn: string): boolean {
  return arn.split(':')[2] === 'sqs';
}
