import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { ProductFunction } from './product-function.ts';

/** The bucket whose new objects are inspected, and by what. */
export interface UploadInspectionProps {
  readonly incoming: Bucket;
  readonly inspector: ProductFunction;
}

/** Has every object that arrives in the incoming bucket inspected. */
export class UploadInspection extends Construct {
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, { incoming, inspector }: UploadInspectionProps) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters');
    // An upload that nobody could inspect within six hours is not waited for any more; the user has long begun again.
    const maxEventAge = Duration.hours(6);
    new Rule(this, 'ObjectCreated', {
      description: 'An upload has arrived',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [incoming.bucketName] } },
      },
      targets: [new LambdaFunction(inspector, { deadLetterQueue: this.deadLetters, maxEventAge, retryAttempts: 30 })],
    });
    // EventBridge only delivers to Lambda's own queue. What the function itself fails on is retried from there and ends here.
    inspector.configureAsyncInvoke({
      maxEventAge,
      retryAttempts: 2,
      onFailure: new SqsDestination(this.deadLetters),
    });
  }
}
