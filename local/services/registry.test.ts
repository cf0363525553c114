import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import * as z from 'zod';
import { named } from '../assembly/identity.ts';
import { checkedType } from '../assembly/plan.ts';
import { writeTestAssembly } from '../assembly/test-assembly.ts';
import { startCloud } from '../command/cloud.ts';
import type { Cloud } from '../command/cloud.ts';
import { freePorts, portsFrom } from '../command/ports.ts';
import { faultsFile } from '../ground/faults.ts';
import type { Disk } from '../ground/full-disk.ts';
import { awsJsonService } from './aws-json-service.ts';
import { createServices } from './registry.ts';
import type { LocalService } from './service.ts';

let cloud: Cloud | undefined;
afterEach(() => cloud?.stop());

/* All that a resource type which nothing here knows takes: one file with identity, plan and start, and its place in the list. */

const topicPropertiesSchema = z.strictObject({ TopicName: z.string().optional(), DisplayName: z.string() });

function topicsService(told: string[]): LocalService {
  const topics = new Map<string, string>();
  return {
    resourceTypes: {
      'AWS::Example::Topic': checkedType(
        named('example', 'topic:', 'TopicName', 64),
        topicPropertiesSchema,
        ({ DisplayName }, resource) => topics.set(resource.identity.ref, DisplayName),
      ),
    },
    sdkNames: { EXAMPLE: 'awsJson' },
    start: ({ sdkEnvironment, stops }) => {
      told.push(...[...topics].map(([name, title]) => `started ${name}: ${title}`), ...Object.keys(sdkEnvironment));
      stops.add('topics', () => Promise.resolve(void told.push('stopped')));
      return Promise.resolve();
    },
  };
}

async function start(
  Resources: Readonly<Record<string, unknown>>,
  services: readonly LocalService[],
  prepare: (folder: string) => void = () => undefined,
): Promise<Cloud> {
  const folder = mkdtempSync(path.join(tmpdir(), 'registry-'));
  prepare(folder);
  const Outputs = { Topic: { Value: { 'Fn::GetAtt': ['Topic', 'Arn'] } } };
  return await startCloud(
    {
      assemblyFolder: writeTestAssembly({ stacks: { App: { Resources, Outputs } } }),
      dataPath: (name) => path.join(folder, name),
      ports: portsFrom(String(await freePorts())),
      parameters: {},
      dynamodbEndpoint: undefined,
      terminal: { write: () => true },
      quiet: true,
      onFatal: () => undefined,
      signal: new AbortController().signal,
    },
    services,
  );
}

const topic = { Type: 'AWS::Example::Topic', Properties: { DisplayName: '通知' } };

it('takes a new resource type by one service in the list', async () => {
  const told: string[] = [];
  const topics = topicsService(told);
  cloud = await start({ Topic: topic }, [topics, awsJsonService([topics])]);
  expect(cloud.outputs).toEqual({ App: { Topic: 'arn:aws:example:us-east-1:000000000000:topic:App-Topic' } });
  expect(cloud.resources).toEqual({ run: 1, withoutMeaning: 0 });
  expect(told).toEqual(['started App-Topic: 通知', 'AWS_ENDPOINT_URL_EXAMPLE']);
  await cloud.stop();
  expect(told.at(-1)).toBe('stopped');
});

it('fills no disk before the last service has started: what a service starts then could write nothing for as long as it lives', async () => {
  let wasFull: boolean | undefined;
  let disk: Pick<Disk, 'isFull'> | undefined;
  const slow: LocalService = {
    resourceTypes: {},
    start: async (surroundings) => {
      disk = surroundings.disk;
      await sleep(50);
      wasFull = surroundings.disk.isFull();
    },
  };
  const topics = topicsService([]);
  cloud = await start({ Topic: topic }, [topics, slow], (folder) =>
    writeFileSync(path.join(folder, faultsFile), '{"disk": 1}'),
  );
  expect([wasFull, disk?.isFull()]).toEqual([false, true]);
  await cloud.stop();
});

it('refuses what its service does not honour, and a type of no service', async () => {
  const Properties = { DisplayName: '通知', FifoTopic: true };
  await expect(start({ Topic: { ...topic, Properties } }, [topicsService([])])).rejects.toThrow(
    'stack App, resource Topic (AWS::Example::Topic): property FifoTopic: is not implemented locally',
  );
  await expect(start({ Topic: topic }, createServices())).rejects.toThrow(
    'the local cloud does not know the type AWS::Example::Topic; give it to a service of local/services/registry.ts',
  );
});

it('knows each resource type that is run in the folder of its service only', () => {
  const root = path.resolve(import.meta.dirname, '..');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.test)\.ts$/u.test(name),
  );
  const places = (type: string): string[] =>
    files
      .filter((name) => readFileSync(path.join(root, name), 'utf8').includes(`'${type}'`))
      .map((name) => path.dirname(name));
  for (const { resourceTypes } of createServices()) {
    for (const type of Object.keys(resourceTypes))
      expect(places(type), type).toEqual([expect.stringMatching(/^services\/[^/]+$/u)]);
  }
});
