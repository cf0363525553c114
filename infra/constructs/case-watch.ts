import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
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

/** Has all open cases looked through every half hour, and makes metrics of the line that says what was found. */
export class CaseWatch extends Construct {
  readonly #namespace: string;

  constructor(scope: Construct, id: string, { watcher, namespace }: CaseWatchProps) {
    super(scope, id);
    this.#namespace = namespace;
    new Rule(this, 'EveryHalfHour', {
      description: 'No case may stand still unseen',
      schedule: Schedule.rate(Duration.minutes(30)),
      targets: [new LambdaFunction(watcher, { retryAttempts: 0, maxEventAge: Duration.minutes(30) })],
    });
    // The next run says whether it lasts.
    watcher.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(30) });
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
