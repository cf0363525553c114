import { localArn, physicalName } from '../../assembly/identity.ts';
import type { Identify } from '../../assembly/identity.ts';
import { attributeOf, checkedType } from '../../assembly/plan.ts';
import { localAccount } from '../../ground/local-account.ts';
import type { LocalService } from '../service.ts';
import { openQueues } from './queues.ts';
import type { Queues, SendToQueue } from './queues.ts';
import { queuePropertiesSchema } from './settings.ts';
import type { QueueSettings } from './settings.ts';

/** The queues, as other services send to them. */
export interface QueueService extends LocalService {
  readonly send: SendToQueue;
  /** The queues once they are open. */
  readonly opened: Promise<Queues>;
}

/** SQS: Ref of a queue is its address. */
const identifyQueue: Identify = (context) => {
  const name = physicalName(context, 'QueueName', 80);
  const url = `${context.addresses.awsJson}/${localAccount}/${name}`;
  return { ref: url, attributes: { Arn: localArn('sqs', name), QueueName: name, QueueUrl: url } };
};

/** SQS: standard queues, kept on disk. */
export function queuesService(): QueueService {
  const queues: QueueSettings[] = [];
  const running = Promise.withResolvers<Queues>();
  return {
    resourceTypes: {
      'AWS::SQS::Queue': checkedType(identifyQueue, queuePropertiesSchema, (properties, resource) => {
        queues.push({ arn: attributeOf(resource, 'Arn'), name: attributeOf(resource, 'QueueName'), properties });
      }),
    },
    sdkNames: { SQS: 'awsJson' },
    targets: { AmazonSQS: async (...request) => (await running.promise).handle(...request) },
    start: ({ dataPath, endpoints, faults, stops }) => {
      const endpoint = () => endpoints.awsJson;
      const opened = openQueues({ dataFolder: dataPath('queues'), queues, endpoint, faults });
      stops.add('queues', () => opened.stop());
      running.resolve(opened);
      return Promise.resolve();
    },
    opened: running.promise,
    send: async (...message) => (await running.promise).send(...message),
  };
}
