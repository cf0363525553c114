import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseResidentIdentityNumber } from '../../../domain/identifiers.ts';
import { type CloudPlace, deadLetters, failedExecutions } from './aws.ts';

/** Throws when a cloud holds what no test looks at: failed executions, dead letters, errors or identity numbers in its logs. */
export async function checkNothingFailed(cloud: CloudPlace): Promise<void> {
  const found = [
    ...(await failedExecutions(cloud)).map((text) => `failed execution ${text}`),
    ...(await deadLetters(cloud)).map((text) => `dead letters in ${text}`),
    ...(await suspiciousLines(path.join(cloud.dataFolder, 'logs'))),
  ];
  if (found.length > 0) throw new Error(`the local cloud is not as it should be:\n${found.slice(0, 20).join('\n')}`);
}

async function suspiciousLines(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jsonl'));
  const files = await Promise.all(
    names.map(async (name) => ({ name, lines: (await readFile(path.join(folder, name), 'utf8')).split('\n') })),
  );
  return files.flatMap(({ name, lines }) =>
    lines.flatMap((line) => suspicionsOf(line).map((suspicion) => `${name}: ${suspicion}: ${line.slice(0, 600)}`)),
  );
}

function suspicionsOf(line: string): string[] {
  // By a StepNotOpen the state machine is told to look again: a party has acted before its step was opened.
  const isError = /"level":"(ERROR|CRITICAL)"/.test(line) && !line.includes('"errorType":"StepNotOpen"');
  const names = (line.match(/\d{17}[\dX]/g) ?? []).some((text) => parseResidentIdentityNumber(text) !== undefined);
  return [...(isError ? ['an error'] : []), ...(names ? ['an identity number'] : [])];
}
