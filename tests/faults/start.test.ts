import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePorts, type LocalCloud, startLocalCloud } from '../support/cloud/local-cloud.ts';

/*
 * What stops a start, with the real assembly; options, ports and the data folder itself are tested beside local/command/start.ts.
 * Each problem is one line on stderr that names the place, with exit code 1, and leaves nothing running.
 */

const root = path.resolve(import.meta.dirname, '../..');
const folders: string[] = [];
let used: LocalCloud;

beforeAll(async () => {
  used = await startLocalCloud();
  await used.stop();
});

afterAll(async () => {
  await used.remove();
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'start-'));
  folders.push(folder);
  return folder;
}

/** Starts the local cloud and waits until it has given up. */
async function start(environment: Readonly<Record<string, string>>) {
  const port = String(await freePorts());
  const child = spawn(process.execPath, ['local/command/start.ts', '--quiet', '--no-build'], {
    cwd: root,
    env: { ...process.env, PORT: port, ...environment },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.stdout += chunk.toString();
    // It should not have come this far.
    if (said.stdout.includes('ready')) child.kill('SIGKILL');
  });
  child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
}

describe('a start that cannot be is ended with one line:', () => {
  it('a DynamoDB elsewhere that does not answer', async () => {
    const nobody = `http://127.0.0.1:${await freePorts()}`;
    const outcome = await start({ LOCAL_DATA: await newFolder(), DYNAMODB_ENDPOINT: nobody });
    expect(outcome).toMatchObject({ code: 1, stdout: '' });
    expect(outcome.stderr).toMatch(/^[^\n]*DynamoDB[^\n]*\n$/);
    expect(outcome.stderr).toContain(nobody);
  });

  it.each([
    ['dynamodb/tables.db', /DynamoDB engine/],
    ['identity/identity.sqlite', /identity\.sqlite/],
    ['step-functions/executions.sqlite', /step-functions|executions\.sqlite/],
    ['s3/index.sqlite', /S3 data folder/],
    ['secrets/*', /secrets.*corrupt/],
    ['streams/*', /streams/],
    ['queues/*', /queues.*corrupt/],
    ['events/outbox.jsonl', /events|outbox/],
  ])('damaged data: %s', async (place, message) => {
    const folder = await newFolder();
    await cp(used.dataFolder, folder, { recursive: true });
    const [part = '', name = ''] = place.split('/');
    const file = name === '*' ? (await readdir(path.join(folder, part))).find((entry) => /json/.test(entry)) : name;
    // SQLite would read what stands in its log instead.
    for (const end of ['-wal', '-shm']) await rm(path.join(folder, `${place}${end}`), { force: true });
    await writeFile(path.join(folder, part, file ?? ''), 'this is not what stood here\n'.repeat(500));
    const outcome = await start({ LOCAL_DATA: folder });
    expect(outcome).toMatchObject({ code: 1, stdout: '' });
    expect(outcome.stderr).toMatch(/^[^\n]+\n$/);
    expect(outcome.stderr).toMatch(message);
  });
});
