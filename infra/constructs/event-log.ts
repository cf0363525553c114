import { ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import type { EventBus, IRuleTarget } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { KeptLogGroup } from './kept-log-group.ts';

/** The bus whose events are kept. */
export interface EventLogProps {
  readonly bus: EventBus;
  readonly encryptionKey: Key;
}

/** Keeps every event of a bus in a log group: what was announced, when, for whoever joins the bus later and for disputes. */
export class EventLog extends Construct {
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, { bus, encryptionKey }: EventLogProps) {
    super(scope, id);
    this.logGroup = new KeptLogGroup(this, 'LogGroup', { encryptionKey, retention: RetentionDays.FIVE_YEARS });
    this.logGroup.addToResourcePolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        principals: [new ServicePrincipal('events.amazonaws.com'), new ServicePrincipal('delivery.logs.amazonaws.com')],
        resources: [this.logGroup.logGroupArn],
      }),
    );
    new Rule(this, 'EveryEvent', {
      description: 'Keeps every event of the bus',
      eventBus: bus,
      eventPattern: { account: [Aws.ACCOUNT_ID] },
      targets: [logGroupTarget(this.logGroup)],
    });
  }
}

// The library's own target writes the resource policy by a custom resource that may change the policies of all log groups.
function logGroupTarget(logGroup: LogGroup): IRuleTarget {
  return {
    bind: (rule) => ({
      arn: Stack.of(rule).formatArn({
        service: 'logs',
        resource: 'log-group',
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        resourceName: logGroup.logGroupName,
      }),
    }),
  };
}
