import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type StepFunctions, startStepFunctions } from './engine.ts';

const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:m';
const definition = JSON.stringify({
  StartAt: 'Work',
  States: {
    Work: {
      ...{ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true },
      Parameters: { FunctionName: 'work', Payload: {} },
    },
  },
});

let folder: string;
let engine: StepFunctions;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  engine = await startStepFunctions({
    dataFolder: folder,
    stateMachines: [{ arn: stateMachineArn, name: 'm', definition }],
    invokeFunction: () => Promise.resolve({ ok: true, payload: 'done' }),
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await engine.stop();
  rmSync(folder, { recursive: true });
});

/** Lets the next writes fail as SQLite lets them when the disk is full (13), fails (10, extended 778), or the file is damaged (11). */
function failWrites(count: number, errcode: number): void {
  const real = Object.getOwnPropertyDescriptor(DatabaseSync.prototype, 'exec')?.value as (sql: string) => void;
  let left = count;
  vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (this: DatabaseSync, sql: string) {
    if (sql === 'COMMIT' && left-- > 0) throw Object.assign(new Error('a fault of the disk'), { errcode });
    real.call(this, sql);
  });
}

const start = () => engine.handle('StartExecution', { stateMachineArn, name: 'one', input: '{}' });

test.each([13, 10, 778])(
  'a disk that fails (%i) and heals holds an execution up and loses nothing of it',
  async (errcode) => {
    failWrites(3, errcode);
    const { executionArn } = (await start()) as { executionArn: string };
    await vi.waitFor(
      async () =>
        expect(await engine.handle('DescribeExecution', { executionArn })).toMatchObject({ status: 'SUCCEEDED' }),
      { timeout: 10_000 },
    );
    const history = (await engine.handle('GetExecutionHistory', { executionArn, maxResults: 100 })) as {
      events: { id: number }[];
    };
    expect(history.events.map(({ id }) => id)).toEqual(history.events.map((_, index) => index + 1));
  },
);

test('a damaged file is not waited for', async () => {
  failWrites(1, 11);
  await expect(start()).rejects.toThrow('a fault of the disk');
});
