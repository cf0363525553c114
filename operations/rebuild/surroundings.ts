import { findDeployment } from '../../local/command/target.ts';

/**
 * Sets the environment that the functions read, from the outputs of a deployment: in AWS with the caller's own credentials, otherwise the local
 * cloud's. Answers the name of the table. Throws with one line when there are no such outputs.
 */
export async function enterEnvironment(asked: {
  readonly outputs?: string | undefined;
  readonly table?: string | undefined;
}): Promise<string> {
  const { output, local } = await findDeployment(asked.outputs);
  const stateMachineArn = output('StateMachineArn');
  const tableName = asked.table ?? output('TableInUseName');
  Object.assign(process.env, {
    TABLE_NAME: tableName,
    STATE_MACHINE_ARN: stateMachineArn,
    PUBLICITY_DAY_SECONDS: output('PublicityDaySeconds'),
    DEADLINE_DAY_SECONDS: output('DeadlineDaySeconds'),
    AWS_REGION: stateMachineArn.split(':')[3],
    POWERTOOLS_LOG_LEVEL: 'WARN',
    ...local,
  });
  return tableName;
}
