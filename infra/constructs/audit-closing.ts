import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { ProductFunction } from './product-function.ts';

/** What closes. */
export interface AuditClosingProps {
  readonly closer: ProductFunction;
}

/** Has the record of what the staff looked at closed once a day, when the day is over. */
export class AuditClosing extends Construct {
  constructor(scope: Construct, id: string, { closer }: AuditClosingProps) {
    super(scope, id);
    new Rule(this, 'EveryNight', {
      description: 'A day of looks is over',
      // 01:00 in Shanghai: no request of the day before runs any more.
      schedule: Schedule.cron({ hour: '17', minute: '0' }),
      targets: [new LambdaFunction(closer, { retryAttempts: 2, maxEventAge: Duration.hours(6) })],
    });
    // The next day closes what is left.
    closer.configureAsyncInvoke({ retryAttempts: 2, maxEventAge: Duration.hours(6) });
  }
}
