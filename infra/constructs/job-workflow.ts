import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { repositoryRoot } from './bundle.ts';
import { KeptLogGroup } from './kept-log-group.ts';
import type { ProductFunction } from './product-function.ts';
import { traceWhereThereIs } from './tracing.ts';

/** The function that carries out parts, and the key of the logs. */
export interface JobWorkflowProps {
  readonly encryptionKey: Key;
  readonly carryOutJobs: ProductFunction;
}

/** The state machine `job`: one execution per job for the background, defined in statemachines/job.asl.json. */
export class JobWorkflow extends StateMachine {
  constructor(scope: Construct, id: string, { carryOutJobs, encryptionKey }: JobWorkflowProps) {
    super(scope, id, {
      comment: 'Work on many cases, entries or rows, part by part',
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(
        readFileSync(path.join(repositoryRoot, 'statemachines/job.asl.json'), 'utf8'),
      ),
      definitionSubstitutions: {
        CarryOutJobsArn: carryOutJobs.functionArn,
        InvokeArn: `arn:${Aws.PARTITION}:states:::lambda:invoke`,
      },
      logs: {
        destination: new KeptLogGroup(scope, `${id}Logs`, { encryptionKey }),
        level: LogLevel.ALL,
        includeExecutionData: false,
      },
      tracingEnabled: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    traceWhereThereIs(this, 'TracingConfiguration', { Enabled: true });
    this.addToRolePolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [carryOutJobs.functionArn] }),
    );
  }
}
