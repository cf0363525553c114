import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { ProductFunction } from './product-function.ts';

/** What is counted of all open cases (functions/case-watch/watch-cases.ts). */
export const caseCounts = ['open', 'stuck', 'late', 'overdue', 'uploads'] as const;
export type CaseCount = (typeof caseCounts)[number];

/** What looks through the cases. */
export interface CaseWatchProps {
  readonly watcher: ProductFunction;
  /** Namespace of the metrics, one for each environment. */
  readonly namespace: string;
}

/** Makes metrics of the line in which the look through all open cases, every half hour, says what it found. */
export class CaseWatch extends Construct {
  readonly #namespace: string;

  constructor(scope: Construct, id: string, { watcher, namespace }: CaseWatchProps) {
    super(scope, id);
    this.#namespace = namespace;
    for (const count of caseCounts) {
      new MetricFilter(this, count, {
        logGroup: watcher.logGroup,
        filterPattern: FilterPattern.stringValue('$.code', '=', 'CASES_WATCHED'),
        metricNamespace: namespace,
        metricName: metricNames[count],
        metricValue: `$.${count}`,
      });
    }
  }

  /** The metric of a count, of an hour: two runs, so that one that fails hides nothing. */
  metric(count: CaseCount): Metric {
    return new Metric({
      namespace: this.#namespace,
      metricName: metricNames[count],
      period: Duration.hours(1),
      statistic: Stats.MAXIMUM,
    });
  }
}

const metricNames = {
  open: 'OpenCases',
  stuck: 'StuckCases',
  late: 'LateSteps',
  overdue: 'OverdueSteps',
  uploads: 'WaitingUploads',
} as const satisfies Readonly<Record<CaseCount, string>>;
