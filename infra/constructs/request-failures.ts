import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { ApiName } from '../../api/endpoint.ts';
import type { ProductFunction } from './product-function.ts';
import { alarmPeriod } from './runbook-alarm.ts';

/** The functions that answer, by their part of the contract. */
export interface RequestFailuresProps {
  readonly functions: Readonly<Record<ApiName, ProductFunction>>;
  /** Namespace of the metrics, one for each environment. */
  readonly namespace: string;
}

/**
 * Counts what each part of the API answered with a 5xx, by its log: a function that catches an error and says so has none itself, and metrics of every route
 * would cost a hundred times as much.
 */
export class RequestFailures extends Construct {
  readonly #namespace: string;

  constructor(scope: Construct, id: string, { functions, namespace }: RequestFailuresProps) {
    super(scope, id);
    this.#namespace = namespace;
    for (const [api, { logGroup }] of Object.entries(functions)) {
      new MetricFilter(this, api, {
        logGroup,
        filterPattern: FilterPattern.any(
          FilterPattern.stringValue('$.code', '=', 'REQUEST_FAILED'),
          FilterPattern.stringValue('$.code', '=', 'SERVICE_BUSY'),
        ),
        metricNamespace: namespace,
        metricName: metricName(api),
      });
    }
  }

  /** How many requests to a part of the API failed in a minute. */
  metric(api: ApiName): Metric {
    return new Metric({
      namespace: this.#namespace,
      metricName: metricName(api),
      period: alarmPeriod,
      statistic: Stats.SUM,
      label: api,
    });
  }
}

function metricName(api: string): string {
  return `FailedRequests-${api}`;
}
