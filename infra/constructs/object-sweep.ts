import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { ProductFunction } from './product-function.ts';

/** What sweeps. */
export interface ObjectSweepProps {
  readonly sweeper: ProductFunction;
}

/** Has objects of the documents bucket that belong to nothing removed once a day. */
export class ObjectSweep extends Construct {
  constructor(scope: Construct, id: string, { sweeper }: ObjectSweepProps) {
    super(scope, id);
    // The next day makes up for a run that failed, and goes on where it ended.
    new Rule(this, 'EveryDay', {
      description: 'Objects may belong to nothing any more',
      // 03:30 in Shanghai, when nobody works.
      schedule: Schedule.cron({ hour: '19', minute: '30' }),
      targets: [new LambdaFunction(sweeper, { retryAttempts: 0, maxEventAge: Duration.hours(1) })],
    });
    sweeper.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.hours(1) });
  }
}
