import { AlarmStatusWidget, Dashboard, GraphWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alarm, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { ProductFunctions } from './product-functions.ts';

/** What the dashboard shows. */
export interface OperationsDashboardProps {
  readonly alarms: readonly Alarm[];
  readonly api: HttpApi;
  readonly functions: ProductFunctions;
  readonly workflow: StateMachine;
  readonly table: Table;
  /** Queues of what could not be delivered, by their labels. */
  readonly deadLetters: Readonly<Record<string, Queue>>;
}

/** One page that answers: do people get through, do applications move on, does anything pile up. */
export class OperationsDashboard extends Dashboard {
  constructor(scope: Construct, id: string, props: OperationsDashboardProps) {
    super(scope, id);
    const { api, workflow, functions, table } = props;
    const every = Object.values(functions);
    this.addWidgets(new AlarmStatusWidget({ title: 'Alarms', width: 24, alarms: [...props.alarms] }));
    this.addWidgets(
      graph('API: requests and refusals', [
        api.metricCount(),
        api.metricClientError({ statistic: Stats.SUM }),
        api.metricServerError({ statistic: Stats.SUM }),
      ]),
      graph('API: latency (ms)', [
        api.metricLatency({ statistic: Stats.p(50), label: 'p50' }),
        api.metricLatency({ statistic: Stats.p(95), label: 'p95' }),
        api.metricIntegrationLatency({ statistic: Stats.p(95), label: 'p95 of the functions' }),
      ]),
      graph('Executions', [workflow.metricStarted(), workflow.metricSucceeded(), workflow.metricFailed()]),
    );
    this.addWidgets(
      graph('Dispatch: age of the oldest record (ms)', [
        functions.dispatchEvents.metric('IteratorAge', { statistic: Stats.MAXIMUM }),
      ]),
      graph(
        'Dead letters',
        Object.entries(props.deadLetters).map(([label, queue]) =>
          queue.metricApproximateNumberOfMessagesVisible({ label }),
        ),
      ),
      graph('Table: consumed capacity', [
        table.metricConsumedReadCapacityUnits(),
        table.metricConsumedWriteCapacityUnits(),
      ]),
    );
    this.addWidgets(
      graph(
        'Functions: errors',
        every.map((lambda) => lambda.metricErrors({ label: lambda.node.id })),
      ),
      graph(
        'Functions: duration p95 (ms)',
        every.map((lambda) => lambda.metricDuration({ statistic: Stats.p(95), label: lambda.node.id })),
      ),
      graph('Inspections and papers', [
        functions.inspectUpload.metricInvocations({ label: 'uploads inspected' }),
        functions.renderDocuments.metricInvocations({ label: 'renderings' }),
      ]),
    );
  }
}

function graph(title: string, left: readonly IMetric[]): GraphWidget {
  return new GraphWidget({ title, left: [...left], width: 8 });
}
