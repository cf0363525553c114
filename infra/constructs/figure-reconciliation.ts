import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { ProductFunction } from './product-function.ts';

/** What proves the figures. */
export interface FigureReconciliationProps {
  readonly reconciler: ProductFunction;
}

/** Has the counters of the figures proved against the cases once a night. */
export class FigureReconciliation extends Construct {
  constructor(scope: Construct, id: string, { reconciler }: FigureReconciliationProps) {
    super(scope, id);
    // The next night proves what a run has not reached, and finds again what one that failed has not mended.
    new Rule(this, 'EveryNight', {
      description: 'Figures are to be proved',
      // 02:15 in Shanghai, when nobody works.
      schedule: Schedule.cron({ hour: '18', minute: '15' }),
      targets: [new LambdaFunction(reconciler, { retryAttempts: 0, maxEventAge: Duration.hours(1) })],
    });
    reconciler.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.hours(1) });
  }
}
