import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { repositoryRoot } from './bundle.ts';
import { KeptLogGroup } from './kept-log-group.ts';
import type { ProductFunction } from './product-function.ts';
import { traceWhereThereIs } from './tracing.ts';

/** The functions the state machine calls, and the key of its logs. */
export interface ReviewWorkflowProps {
  readonly encryptionKey: Key;
  readonly workflowTasks: ProductFunction;
  readonly renderDocuments: ProductFunction;
}

/** The state machine `review`: one execution per submission of an application, defined in statemachines/review.asl.json. */
export class ReviewWorkflow extends StateMachine {
  constructor(scope: Construct, id: string, props: ReviewWorkflowProps) {
    const { workflowTasks, renderDocuments, encryptionKey } = props;
    const integration = `arn:${Aws.PARTITION}:states:::lambda:invoke`;
    super(scope, id, {
      comment: 'From the submission of an application to its decision',
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(
        readFileSync(path.join(repositoryRoot, 'statemachines/review.asl.json'), 'utf8'),
      ),
      definitionSubstitutions: {
        WorkflowTasksArn: workflowTasks.functionArn,
        RenderDocumentsArn: renderDocuments.functionArn,
        InvokeArn: integration,
        InvokeAndWaitArn: `${integration}.waitForTaskToken`,
      },
      logs: {
        destination: new KeptLogGroup(scope, `${id}Logs`, { encryptionKey }),
        level: LogLevel.ALL,
        // Inputs hold task tokens, with which anyone could answer for a party.
        includeExecutionData: false,
      },
      tracingEnabled: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    traceWhereThereIs(this, 'TracingConfiguration', { Enabled: true });
    this.addToRolePolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [workflowTasks.functionArn, renderDocuments.functionArn],
      }),
    );
  }
}
