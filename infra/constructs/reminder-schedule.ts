import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { ProductFunction } from './product-function.ts';

/** What sends the reminders. */
export interface ReminderScheduleProps {
  readonly sender: ProductFunction;
}

/** Has the reminders that are due sent every minute. */
export class ReminderSchedule extends Construct {
  constructor(scope: Construct, id: string, { sender }: ReminderScheduleProps) {
    super(scope, id);
    // The next minute makes up for a run that failed or never began, so none is tried again and no dead letter is kept.
    new Rule(this, 'EveryMinute', {
      description: 'Reminders may be due',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(sender, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });
    sender.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
  }
}
