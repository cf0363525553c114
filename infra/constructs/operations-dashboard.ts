import { AlarmStatusWidget, Dashboard, GraphWidget, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alarm, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { type ApiName, apiNames } from '../../api/endpoint.ts';
import type { CaseWatch } from './case-watch.ts';
import type { ProductFunction } from './product-function.ts';
import type { RequestFailures } from './request-failures.ts';
import type { ProductFunctions } from './product-functions.ts';
import type { UsedTable } from './table-in-use.ts';

/** What the dashboard shows. */
export interface OperationsDashboardProps {
  readonly alarms: readonly Alarm[];
  readonly api: HttpApi;
  readonly functions: ProductFunctions;
  /** The functions that answer the API, by its parts, and how many requests of each failed. */
  readonly answering: Readonly<Record<ApiName, ProductFunction>>;
  readonly failures: RequestFailures;
  readonly watch: CaseWatch;
  readonly workflow: StateMachine;
  readonly table: UsedTable;
  /** Queues of what could not be delivered, by their labels. */
  readonly deadLetters: Readonly<Record<string, Queue>>;
}

/**
 * One page, in the order in which somebody asks: are there alarms, do people get what they ask for, do their applications move on, does anything pile up
 * behind that, and at last the functions and the table.
 */
export class OperationsDashboard extends Dashboard {
  constructor(scope: Construct, id: string, props: OperationsDashboardProps) {
    super(scope, id);
    this.addWidgets(new AlarmStatusWidget({ title: 'Alarms', width: 24, alarms: [...props.alarms] }));
    for (const row of [users(props), cases(props), behind(props), functionsOf(props), data(props)])
      this.addWidgets(...row);
  }
}

function users({ api, functions, answering, failures }: OperationsDashboardProps): GraphWidget[] {
  return [
    graph('Visitors: what the watch could not get', [
      functions.watchService.metricInvocations({ label: 'looks', statistic: Stats.SUM }),
      functions.watchService.metricErrors({ label: 'turned away', statistic: Stats.SUM }),
    ]),
    graph(
      'Requests that failed, by part',
      apiNames.map((name) => failures.metric(name)),
    ),
    graph(
      'Requests: p95 (ms), by part',
      apiNames.map((name) => answering[name].metricDuration({ statistic: Stats.p(95), label: name })),
    ),
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
    graph('Uploads and papers', [
      functions.inspectUpload.metricInvocations({ label: 'uploads inspected' }),
      functions.renderDocuments.metricInvocations({ label: 'renderings' }),
      functions.sendMail.metricInvocations({ label: 'batches of e-mails' }),
    ]),
  ];
}

function cases({ watch, workflow }: OperationsDashboardProps): GraphWidget[] {
  return [
    graph('Open cases', [watch.metric('open')]),
    graph('Cases that stand still, steps that are late', [
      watch.metric('stuck'),
      watch.metric('late'),
      watch.metric('overdue'),
      watch.metric('uploads'),
    ]),
    graph('Executions', [workflow.metricStarted(), workflow.metricSucceeded(), workflow.metricFailed()]),
  ];
}

function behind({ functions, deadLetters }: OperationsDashboardProps): GraphWidget[] {
  return [
    graph('Stream: age of the oldest record (ms)', [
      functions.dispatchEvents.metric('IteratorAge', { statistic: Stats.MAXIMUM, label: 'dispatch' }),
      functions.projectTerms.metric('IteratorAge', { statistic: Stats.MAXIMUM, label: 'projection' }),
    ]),
    graph(
      'Dead letters',
      Object.entries(deadLetters).map(([label, queue]) => queue.metricApproximateNumberOfMessagesVisible({ label })),
    ),
    graph('Reminders: runs', [functions.sendReminders.metricInvocations({ statistic: Stats.SUM })]),
  ];
}

function functionsOf({ functions }: OperationsDashboardProps): GraphWidget[] {
  const every = Object.values(functions);
  return [
    graph(
      'Functions: errors',
      every.map((lambda) => lambda.metricErrors({ label: lambda.node.id })),
    ),
    graph(
      'Functions: duration p95 (ms)',
      every.map((lambda) => lambda.metricDuration({ statistic: Stats.p(95), label: lambda.node.id })),
    ),
    graph(
      'Functions: throttles',
      every.map((lambda) => lambda.metricThrottles({ label: lambda.node.id })),
    ),
  ];
}

function data({ table }: OperationsDashboardProps): GraphWidget[] {
  const of = (metricName: string) =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: { TableName: table.tableName },
      statistic: Stats.SUM,
    });
  return [
    graph('Table: consumed capacity', ['ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits'].map(of)),
    graph('Table: throttles', ['ReadThrottleEvents', 'WriteThrottleEvents'].map(of)),
    graph('Table: lost races', ['TransactionConflict', 'ConditionalCheckFailedRequests'].map(of)),
  ];
}

function graph(title: string, left: readonly IMetric[]): GraphWidget {
  return new GraphWidget({ title, left: [...left], width: 8 });
}
