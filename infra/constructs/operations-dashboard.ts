import { AlarmStatusWidget, Dashboard, GraphWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alarm, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Application } from '../stacks/application.ts';
import type { Storage } from '../stacks/storage.ts';

/** What the dashboard shows. */
export interface OperationsDashboardProps {
  readonly application: Application;
  readonly storage: Storage;
  readonly alarms: readonly Alarm[];
}

/** One page that answers: do people get through, do applications move on, does anything pile up. */
export class OperationsDashboard extends Dashboard {
  constructor(scope: Construct, id: string, { application, storage, alarms }: OperationsDashboardProps) {
    super(scope, id);
    const { api, workflow, dispatch, inspection, mail, functions } = application;
    const every = Object.values(functions);
    this.addWidgets(new AlarmStatusWidget({ title: 'Alarms', width: 24, alarms: [...alarms] }));
    this.addWidgets(
      graph('API: requests and refusals', [
        api.api.metricCount(),
        api.api.metricClientError({ statistic: Stats.SUM }),
        api.api.metricServerError({ statistic: Stats.SUM }),
      ]),
      graph('API: latency (ms)', [
        api.api.metricLatency({ statistic: Stats.p(50), label: 'p50' }),
        api.api.metricLatency({ statistic: Stats.p(95), label: 'p95' }),
        api.api.metricIntegrationLatency({ statistic: Stats.p(95), label: 'p95 of the functions' }),
      ]),
      graph('Executions', [workflow.metricStarted(), workflow.metricSucceeded(), workflow.metricFailed()]),
    );
    this.addWidgets(
      graph('Dispatch: age of the oldest record (ms)', [
        functions.dispatchEvents.metric('IteratorAge', { statistic: Stats.MAXIMUM }),
      ]),
      graph('Dead letters', [
        dispatch.deadLetters.metricApproximateNumberOfMessagesVisible({ label: 'dispatch' }),
        inspection.deadLetters.metricApproximateNumberOfMessagesVisible({ label: 'inspection' }),
        mail.deadLetters.metricApproximateNumberOfMessagesVisible({ label: 'mail' }),
      ]),
      graph('Table: consumed capacity', [
        storage.table.metricConsumedReadCapacityUnits(),
        storage.table.metricConsumedWriteCapacityUnits(),
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
      graph('Inspections and documents', [
        functions.inspectUpload.metricInvocations({ label: 'uploads inspected' }),
        functions.renderDocuments.metricInvocations({ label: 'renderings' }),
      ]),
    );
  }
}

function graph(title: string, left: readonly IMetric[]): GraphWidget {
  return new GraphWidget({ title, left: [...left], width: 8 });
}
