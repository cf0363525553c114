import { parseArgs } from 'node:util';
import { SFNClient } from '@aws-sdk/client-sfn';
import { findWorkflow } from '../local/command/target.ts';
import { redriveFailed } from './failed-executions.ts';

const usage = 'usage: npm run redrive [-- --state-machine ARN]';

/** Redrives every failed execution of the review: in AWS with the caller's own credentials when a state machine is named, otherwise in the local cloud. Exit code 1 when one could not be redriven. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { 'state-machine': { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help === true) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const named = values['state-machine'];
  const { stateMachineArn, client } =
    named === undefined
      ? await findWorkflow()
      : { stateMachineArn: named, client: { region: named.split(':')[3] ?? '' } };
  const { redriven, tooOld, refused } = await redriveFailed(new SFNClient(client), stateMachineArn, new Date());
  for (const { name, reason } of refused) process.stdout.write(`${name}: ${reason}\n`);
  process.stdout.write(
    `${redriven.length} redriven, ${refused.length} refused, ${tooOld} failed more than 14 days ago and cannot be redriven\n`,
  );
  return refused.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
