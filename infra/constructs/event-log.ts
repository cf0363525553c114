import { ArnFormat, Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import type { EventBus, IRuleTarget } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** The bus whose events are kept. */
export interface EventLogProps {
  readonly bus: EventBus;
}

/** Keeps every event of a bus in a log group: what was announced, when, for whoever joins the bus later and for disputes. */
export class EventLog extends Construct {
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, { bus }: EventLogProps) {
    super(scope, id);
    this.logGroup = new LogGroup(this, 'LogGroup', {
      retention: RetentionDays.FIVE_YEARS,
      removalPolicy: RemovalPolicy.RETAIN,
    });
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
