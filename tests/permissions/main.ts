/**
 * `npm run permissions`: plays every way through every row of the catalogue against a fresh local cloud on which e-mail goes out, and what runs beside
 * applications, and prints which actions of the functions' policies nobody has used. Exit code 1 when there is one that is not explained, or a journey failed.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { invokeFunction } from '../support/cloud/aws.ts';
import { type LocalCloud, startLocalCloud } from '../support/cloud/local-cloud.ts';
import { runAll } from '../journey/run.ts';
import { allTasks } from '../journey/tasks.ts';
import { readUses, reportOf } from './report.ts';

const parameters = { DeadlineDaySeconds: '4', EmailSender: 'notice@registration.example.cn' };

/** How many journeys did not come to their end. */
async function play(cloud: LocalCloud): Promise<number> {
  const run = { target: cloud.target, firstNumber: 1, concurrency: 4, shortDays: true, folder: null };
  const played = await runAll(allTasks(), run, ({ ended, task }) => {
    if (ended !== undefined) process.stdout.write(`${task.name}: ${ended.outcome}\n`);
  });
  for (const output of [
    'SweepObjectsName',
    'SendRemindersName',
    'WatchServiceName',
    'CloseAuditDaysName',
    'ReconcileFiguresName',
    'WatchCasesName',
  ])
    await invokeFunction(cloud, output, {});
  return played.filter(({ outcome }) => outcome === 'failed').length;
}

const cloud = await startLocalCloud({ build: true, parameters });
try {
  const failed = await play(cloud);
  const report = reportOf(readUses(await readFile(path.join(cloud.dataFolder, 'permissions.jsonl'), 'utf8')));
  process.stdout.write(`\n${report.lines.join('\n')}\n`);
  process.exitCode = report.unexplained + failed === 0 ? 0 : 1;
} finally {
  await cloud.stop();
  await cloud.remove();
}
