import { numbered } from '../../assembly/identity.ts';
import { checkedType } from '../../assembly/plan.ts';
import { localAccess } from '../../ground/local-account.ts';
import type { Functions } from '../lambda/service.ts';
import type { QueueService } from '../queues/service.ts';
import type { LocalService } from '../service.ts';
import { startStreamPoller } from './poller.ts';
import { eventSourceMappingPropertiesSchema } from './settings.ts';
import type { EventSourceMappingProperties } from './settings.ts';

/** Deliveries of the tables' streams to functions. */
export function streamsService(
  functions: Pick<Functions, 'invoke' | 'roleOf'>,
  queues: Pick<QueueService, 'send'>,
): LocalService {
  const mappings: { id: string; properties: EventSourceMappingProperties }[] = [];
  return {
    resourceTypes: {
      'AWS::Lambda::EventSourceMapping': checkedType(
        numbered(32, 'Id'),
        eventSourceMappingPropertiesSchema,
        (properties, resource) => {
          mappings.push({ id: `${resource.stack}-${resource.logicalId}`, properties });
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
    },
    start: async ({ endpoints, dataPath, log, stops }) => {
      for (const mapping of mappings) {
        const poller = await startStreamPoller({
          ...localAccess(),
          ...mapping,
          endpoint: endpoints.dynamodb,
          dataFolder: dataPath('streams'),
          invoke: functions.invoke,
          sendToQueue: queues.send,
          log,
        });
        stops.add(`stream ${mapping.id}`, () => poller.stop());
      }
    },
  };
}
