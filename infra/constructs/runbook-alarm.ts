import { existsSync } from 'node:fs';
import path from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { repositoryRoot } from './bundle.ts';

/** When to wake somebody, and with what words. */
export interface RunbookAlarmProps {
  readonly topic: Topic;
  readonly metric: IMetric;
  /** The alarm goes off at this value or above. */
  readonly threshold: number;
  /** Periods of the metric that must reach the threshold; default 1. */
  readonly periods?: number;
  /** The number of the last periods among which those are; default as many, which makes them consecutive. */
  readonly within?: number;
  /** The metric is a heartbeat: the alarm goes off below the threshold, and when there are no data. */
  readonly heartbeat?: boolean;
  /** What the people who use the product cannot do while this lasts; a sentence. */
  readonly usersLose: string;
  /** The alarm whose runbook it shares; default its own. */
  readonly runbook?: string;
}

/** Period of metrics that alarms watch: the shortest that the services publish without extra cost. */
export const alarmPeriod = Duration.minutes(1);

/**
 * An alarm whose description says what users lose and where its runbook is: docs/runbooks/<id in kebab case>.md. Throws when that
 * is missing. No data is good where failures are counted, and bad where a heartbeat is.
 */
export class RunbookAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: RunbookAlarmProps) {
    const runbook = runbookPath(props.runbook ?? id);
    if (!existsSync(path.join(repositoryRoot, runbook))) throw new Error(`alarm ${id} has no runbook ${runbook}`);
    const { heartbeat = false } = props;
    super(scope, id, {
      metric: props.metric,
      threshold: props.threshold,
      evaluationPeriods: props.within ?? props.periods ?? 1,
      datapointsToAlarm: props.periods ?? 1,
      comparisonOperator: heartbeat
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: heartbeat ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      alarmDescription: `${props.usersLose} Runbook: ${runbook}`,
    });
    const action = new SnsAction(props.topic);
    this.addAlarmAction(action);
    this.addOkAction(action);
  }
}

function runbookPath(id: string): string {
  return `docs/runbooks/${id.replaceAll(/(?<=.)[A-Z]/gu, '-$&').toLowerCase()}.md`;
}
