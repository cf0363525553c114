import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { ProductFunction } from './product-function.ts';

/** What draws papers. */
export interface BatchPrintingProps {
  readonly printer: ProductFunction;
}

/** Has the papers of published 公示 and 公告 drawn. Batches are published by the clock alone, so nothing else says that one is. */
export class BatchPrinting extends Construct {
  constructor(scope: Construct, id: string, { printer }: BatchPrintingProps) {
    super(scope, id);
    // The next ten minutes make up for a run that failed.
    new Rule(this, 'EveryTenMinutes', {
      description: 'Batches of notices may have been published',
      schedule: Schedule.rate(Duration.minutes(10)),
      targets: [
        new LambdaFunction(printer, {
          event: RuleTargetInput.fromObject({ batches: 'published' }),
          ...{ retryAttempts: 0, maxEventAge: Duration.minutes(10) },
        }),
      ],
    });
    printer.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(10) });
  }
}
