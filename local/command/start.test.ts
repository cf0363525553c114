import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeTestAssembly } from '../assembly/test-assembly.ts';
import { openDataFolder } from './data-folder.ts';
import { freePorts } from './ports.ts';

const script = path.join(import.meta.dirname, 'start.ts');

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'start-'));
}

async function start(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Outcome> {
  const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, ...environment } });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
}

function oneLine(text: string) {
  return {
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(new RegExp(`^[^\\n]*${text}[^\\n]*\\n$`, 'u')) as string,
  };
}

describe('npm start refuses, with one line and exit code 1,', () => {
  it.each([
    [['--colour'], {}, "Unknown option '--colour'"],
    [['--parameter', 'Speed'], {}, '--parameter Speed: NAME=VALUE is expected'],
    [[], { PORT: '99999' }, 'PORT "99999" is not a number from 1024 to 65529'],
    [[], { DYNAMODB_ENDPOINT: 'here' }, 'DYNAMODB_ENDPOINT "here" is not an address'],
  ])('arguments %j and environment %j', async (args, environment, message) => {
    expect(await start(args, { LOCAL_DATA: newFolder(), ...environment })).toEqual(oneLine(message));
  });

  it('a port that is in use', async () => {
    const port = await freePorts();
    const server = createServer().listen(port + 2, '127.0.0.1');
    await once(server, 'listening');
    const outcome = await start(['--no-build'], { LOCAL_DATA: newFolder(), PORT: String(port) });
    server.close();
    expect(outcome).toEqual(oneLine(`port ${port + 2} \\(s3\\) is in use by another program`));
  });

  it('a data folder that is held by another start, is a file, or holds other things', async () => {
    const held = newFolder();
    const holder = openDataFolder(held);
    expect(await start(['--no-build'], { LOCAL_DATA: held })).toEqual(oneLine('is in use by another start'));
    holder.release();
    const file = path.join(newFolder(), 'file');
    writeFileSync(file, '');
    expect(await start(['--no-build'], { LOCAL_DATA: file })).toEqual(oneLine('is not a folder'));
    const foreign = newFolder();
    writeFileSync(path.join(foreign, 'notes.txt'), 'mine');
    expect(await start(['--no-build', '--reset'], { LOCAL_DATA: foreign })).toEqual(
      oneLine('nothing in it was touched'),
    );
    expect(readFileSync(path.join(foreign, 'notes.txt'), 'utf8')).toBe('mine');
  });

  it('a database that is damaged', async () => {
    const folder = newFolder();
    const data = openDataFolder(folder);
    data.release();
    mkdirSync(data.path('dynamodb'));
    writeFileSync(data.path('dynamodb/tables.db'), 'no database'.repeat(1000));
    const assembly = writeTestAssembly({ stacks: { App: {} } });
    const outcome = await start(['--assembly', assembly], { LOCAL_DATA: folder, PORT: String(await freePorts()) });
    expect(outcome).toEqual(oneLine('the DynamoDB engine does not start: .*not a valid SQLite database'));
  });

  it('a template with an unknown resource type, and a parameter that no stack has', async () => {
    const assembly = writeTestAssembly({ stacks: { App: { Resources: { Db: { Type: 'AWS::RDS::DBInstance' } } } } });
    const environment = { LOCAL_DATA: newFolder(), PORT: String(await freePorts()) };
    expect(await start(['--assembly', assembly], environment)).toEqual(
      oneLine('does not know the type AWS::RDS::DBInstance'),
    );
    expect(await start(['--assembly', assembly, '--parameter', 'Speed=1'], environment)).toEqual(
      oneLine('--parameter Speed: no stack has this parameter'),
    );
  });
});

it('npm start -- --help lists the options', async () => {
  const outcome = await start(['--help'], {});
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  expect(outcome.stdout).toContain('--reset');
});
