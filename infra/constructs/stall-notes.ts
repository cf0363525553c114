import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { ProductFunction } from './product-function.ts';

/** Whose executions are watched, and what notes it on their applications. */
export interface StallNotesProps {
  readonly workflow: StateMachine;
  readonly noter: ProductFunction;
}

/**
 * Has it noted on an application that its execution failed, so that its parties read that the system is at it, and taken back once one
 * runs again. The alarm on failed executions does not depend on it.
 */
export class StallNotes extends Construct {
  constructor(scope: Construct, id: string, { workflow, noter }: StallNotesProps) {
    super(scope, id);
    // An execution fails because something is out of order, which may be what notes it: a day, as long as EventBridge tries.
    const patience = { retryAttempts: 185, maxEventAge: Duration.hours(24) };
    new Rule(this, 'StatusChanged', {
      description: 'An execution of the review has failed or goes on',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          stateMachineArn: [workflow.stateMachineArn],
          status: ['RUNNING', 'FAILED', 'TIMED_OUT', 'ABORTED'],
        },
      },
      targets: [new LambdaFunction(noter, patience)],
    });
    noter.configureAsyncInvoke({ retryAttempts: 2, maxEventAge: Duration.hours(6) });
  }
}
