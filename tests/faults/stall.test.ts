import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { failedExecutions, invokeFunction } from '../support/cloud/aws.ts';
import { awsAccess, type LocalCloud, outputsOf, startLocalCloud } from '../support/cloud/local-cloud.ts';
import { until } from '../support/parties/party.ts';
import { see, uploadOwn } from '../support/parties/play.ts';
import { portrait } from '../support/parties/sample-files.ts';
import { prepareStages, type Stages } from '../support/parties/scene.ts';

/* An execution that fails, and what nothing owns any more, in a local cloud that runs the template. */

const root = path.resolve(import.meta.dirname, '../..');
let cloud: LocalCloud;
let stages: Stages;

beforeAll(async () => {
  cloud = await startLocalCloud();
  stages = await prepareStages(cloud.target, accountsOf(import.meta.filename));
});

afterAll(async () => {
  await cloud.stop();
  await cloud.remove();
});

/** Starts an execution whose application is in a state that the definition does not know: it fails at once. */
async function failExecution(applicationId: string, number: string | null): Promise<void> {
  const { region, credentials, endpoints } = awsAccess(cloud);
  const client = new SFNClient({ region, credentials, endpoint: endpoints.json });
  const timeouts = { employer: 1, release: 1, revision: 1, correction: 1, publicity: 1 };
  const step = { state: 'draft', notices: [], certificate: true, timeouts };
  await client.send(
    new StartExecutionCommand({
      stateMachineArn: (await outputsOf(cloud))['Application']?.['StateMachineArn'],
      name: `${number ?? ''}-99`,
      input: JSON.stringify({ applicationId, number, step }),
    }),
  );
  client.destroy();
}

async function redrive(): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['operations/redrive.ts'], {
    cwd: root,
    env: { ...process.env, LOCAL_DATA: cloud.dataFolder },
  });
  return stdout;
}

describe('an execution that fails', () => {
  it('is told to the parties at the application and in the list, and redriven by one command', async () => {
    const { person, id } = await stages.at('awaiting-acceptance', 'constructor-2');
    const before = await see(person, id);
    expect(before.stalled).toBe(false);
    await failExecution(id, before.number);
    const stalled = await until('the note', async () => {
      const seen = await see(person, id);
      return seen.stalled ? seen : undefined;
    });
    expect(stalled.version).toBe(before.version);
    const { items } = await person.send(practitionerEndpoints.listApplications, {});
    expect(items.find((item) => item.id === id)).toMatchObject({ stalled: true });
    expect(await failedExecutions(cloud)).toEqual([`${before.number ?? ''}-99 FAILED`]);
    expect(await redrive()).toContain('1 redriven, 0 refused');
    // It runs again and fails again: the cause is not mended.
    await until('the second failure', async () => {
      const failed = await failedExecutions(cloud);
      return failed.length === 1 ? failed : undefined;
    });
  });
});

describe('a photo', () => {
  it('goes with the draft that is discarded', async () => {
    const { person, id } = await stages.at('draft', 'constructor-2');
    const { id: fileId } = await uploadOwn(person, id, 'photo', await portrait());
    const { region, credentials, endpoints } = awsAccess(cloud);
    const s3 = new S3Client({ region, credentials, endpoint: endpoints.s3, forcePathStyle: true });
    const Bucket = (await outputsOf(cloud))['Storage']?.['DocumentsBucket'];
    const exists = () =>
      s3.send(new HeadObjectCommand({ Bucket, Key: `files/${id}/${fileId}.jpg` })).then(
        () => true,
        () => false,
      );
    expect(await exists()).toBe(true);
    const { version } = await see(person, id);
    await person.send(practitionerEndpoints.discardDraft, { params: { id }, body: { version } });
    await until('the object to go', async () => ((await exists()) ? undefined : true));
    s3.destroy();
  });

  it('and everything else is looked through by the sweep, which finds nothing to remove', async () => {
    expect(await invokeFunction(cloud, 'SweepObjectsName', {})).toMatchObject({
      orphans: 0,
      unknown: 0,
      finished: true,
    });
  });
});
