import { localArn, physicalName } from '../../assembly/identity.ts';
import type { Identify } from '../../assembly/identity.ts';
import type { EventService } from '../events/service.ts';
import type { Functions } from '../lambda/service.ts';
import type { LocalService } from '../service.ts';
import { startStepFunctions } from './engine.ts';
import type { StepFunctions } from './engine.ts';
import { planStateMachine } from './template.ts';
import type { StateMachinePlan } from './template.ts';

/** Ref of a state machine is its ARN. */
const identifyStateMachine: Identify = (context) => {
  const name = physicalName(context, 'StateMachineName', 80);
  const arn = localArn('states', `stateMachine:${name}`);
  return { ref: arn, attributes: { Arn: arn, Name: name } };
};

/** Step Functions: standard workflows, journalled on disk; changes of status on the default bus. */
export function stepFunctionsService(
  functions: Pick<Functions, 'invoke'>,
  events: Pick<EventService, 'publish'>,
): LocalService {
  const stateMachines: StateMachinePlan[] = [];
  const running = Promise.withResolvers<StepFunctions>();
  return {
    resourceTypes: {
      'AWS::StepFunctions::StateMachine': {
        identify: identifyStateMachine,
        plan: (resource, context) => {
          stateMachines.push(planStateMachine(resource, context));
        },
      },
    },
    checkPermissions: (permissions) => {
      for (const { definition, roleArn } of stateMachines) {
        const invoked = new Set(definition.match(/arn:aws:lambda:[^"]+:function:[^":]+/gu));
        for (const arn of invoked) permissions.requireGrant(roleArn, 'lambda:InvokeFunction', arn);
      }
    },
    sdkNames: { SFN: 'awsJson' },
    targets: { AWSStepFunctions: async (...request) => (await running.promise).handle(...request) },
    start: async ({ dataPath, stops }) => {
      const machines = await startStepFunctions({
        dataFolder: dataPath('step-functions'),
        stateMachines,
        invokeFunction: (name, payload) => functions.invoke(name, payload),
        onStatusChange: (detail) =>
          events.publish({
            source: 'aws.states',
            'detail-type': 'Step Functions Execution Status Change',
            detail,
            resources: [String(detail['executionArn'])],
          }),
      });
      stops.add('Step Functions', () => machines.stop());
      running.resolve(machines);
    },
  };
}
