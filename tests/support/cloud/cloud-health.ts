import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type CloudPlace, deadLetters, failedExecutions } from './aws.ts';
import { personalData } from './personal-data.ts';

/** Throws when a cloud holds what no test looks at: failed executions, dead letters, errors in its logs, or what names a person where nobody should be named. */
export async function checkNothingFailed(cloud: CloudPlace): Promise<void> {
  const found = [
    ...(await failedExecutions(cloud)).map((text) => `failed execution ${text}`),
    ...(await deadLetters(cloud)).map((text) => `dead letters in ${text}`),
    ...(await errorLines(path.join(cloud.dataFolder, 'logs'))),
    ...(await personalData(cloud)),
  ];
  if (found.length > 0) throw new Error(`the local cloud is not as it should be:\n${found.slice(0, 20).join('\n')}`);
}

async function errorLines(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jsonl'));
  const files = await Promise.all(
    names.map(async (name) => ({ name, lines: (await readFile(path.join(folder, name), 'utf8')).split('\n') })),
  );
  return files.flatMap(({ name, lines }) =>
    lines.filter(isError).map((line) => `${name}: an error: ${line.slice(0, 600)}`),
  );
}

function isError(line: string): boolean {
  // By a StepNotOpen the state machine is told to look again: a party has acted before its step was opened.
  return /"level":"(ERROR|CRITICAL)"/.test(line) && !line.includes('"errorType":"StepNotOpen"');
}
