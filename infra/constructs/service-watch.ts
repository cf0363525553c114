import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { ProductFunction } from './product-function.ts';

/** What watches. */
export interface ServiceWatchProps {
  readonly watcher: ProductFunction;
}

/**
 * Has done every five minutes what every visitor must be able to do. A small function, since CloudWatch Synthetics is not everywhere; it costs 0.03 USD
 * a month (8,640 runs of 1 s with 512 MB).
 */
export class ServiceWatch extends Construct {
  constructor(scope: Construct, id: string, { watcher }: ServiceWatchProps) {
    super(scope, id);
    new Rule(this, 'EveryFiveMinutes', {
      description: 'Visitors must get what they ask for',
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [new LambdaFunction(watcher, { retryAttempts: 0, maxEventAge: Duration.minutes(5) })],
    });
    // The next run says whether it lasts.
    watcher.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(5) });
  }
}
