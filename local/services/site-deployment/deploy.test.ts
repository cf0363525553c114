import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { deployToBucket, fileFilter } from './deploy.ts';
import type { DeploymentBucket } from './deploy.ts';
import { bucketDeploymentPropertiesSchema } from './settings.ts';

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'asset-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

function memoryBucket(present: readonly string[] = []) {
  const objects = new Map<string, { body: string; contentType: string; cacheControl?: string }>(
    present.map((key) => [key, { body: 'old', contentType: 'text/html' }]),
  );
  const bucket: DeploymentBucket = {
    put: async (_bucket, key, body, options) => {
      objects.set(key, { body: Buffer.from(body).toString(), ...options });
      await Promise.resolve();
    },
    keys: (_bucket, prefix = '') => [...objects.keys()].filter((key) => key.startsWith(prefix)),
    remove: (_bucket, key) => void objects.delete(key),
  };
  return { objects, bucket };
}

function deployment(sourceFolders: readonly string[], properties: Record<string, unknown> = {}) {
  return {
    id: 'Site',
    sourceFolders,
    properties: bucketDeploymentPropertiesSchema.parse({
      ServiceToken: 'arn',
      SourceBucketNames: ['assets'],
      SourceObjectKeys: ['a.zip'],
      DestinationBucketName: 'site',
      ...properties,
    }),
  };
}

describe('a bucket deployment', () => {
  it('copies every file with its type and cache control, later sources winning', async () => {
    const { objects, bucket } = memoryBucket();
    const first = folderOf({ 'index.html': 'one', 'deep/a.js': 'js' });
    const second = folderOf({ 'index.html': 'two' });
    const cached = { SystemMetadata: { 'cache-control': 'no-cache' } };
    expect(await deployToBucket(deployment([first, second], cached), bucket)).toBe(2);
    expect(Object.fromEntries(objects)).toEqual({
      'index.html': { body: 'two', contentType: 'text/html', cacheControl: 'no-cache' },
      'deep/a.js': { body: 'js', contentType: 'text/javascript', cacheControl: 'no-cache' },
    });
  });

  it('removes what is no longer in the source, but nothing that its filters leave out', async () => {
    const { objects, bucket } = memoryBucket(['stale.html', '_astro/stale.js']);
    await deployToBucket(deployment([folderOf({ 'index.html': 'x' })], { Exclude: ['_astro/*'] }), bucket);
    expect([...objects.keys()].sort()).toEqual(['_astro/stale.js', 'index.html']);
  });

  it('removes nothing without Prune', async () => {
    const { objects, bucket } = memoryBucket(['stale.html']);
    await deployToBucket(deployment([folderOf({ 'a.html': 'x' })], { Prune: 'false' }), bucket);
    expect([...objects.keys()].sort()).toEqual(['a.html', 'stale.html']);
  });

  it('stays below its prefix', async () => {
    const { objects, bucket } = memoryBucket(['other/keep.html', 'v1/stale.html']);
    await deployToBucket(deployment([folderOf({ 'a.html': 'x' })], { DestinationBucketKeyPrefix: '/v1/' }), bucket);
    expect([...objects.keys()].sort()).toEqual(['other/keep.html', 'v1/a.html']);
  });

  it('puts values known only at deployment in place of their markers', async () => {
    const { objects, bucket } = memoryBucket();
    const folder = folderOf({ 'config.json': '{"issuer":"<<m>>","n":"<<m>>"}', 'a.html': '<<m>> stays' });
    const properties = {
      SourceMarkers: [{ '<<m>>': 'say "中"' }],
      SourceMarkersConfig: [{ jsonEscape: 'true' }],
    };
    await deployToBucket(deployment([folder], properties), bucket);
    expect(JSON.parse(objects.get('config.json')?.body ?? '')).toEqual({ issuer: 'say "中"', n: 'say "中"' });
  });

  it('refuses metadata that would get lost', async () => {
    const properties = { SystemMetadata: { 'content-language': 'zh' } };
    await expect(deployToBucket(deployment([folderOf({})], properties), memoryBucket().bucket)).rejects.toThrow(
      'property SystemMetadata.content-language: is not implemented locally',
    );
  });
});

describe('the filter of aws s3 sync', () => {
  it.each([
    ['a/b.js', [], [], true],
    ['a/b.js', ['*'], [], false],
    ['a/b.js', ['*'], ['a/*'], true],
    ['a.b', ['a?b'], [], false],
    ['axb', ['a.b'], [], true],
    ['a1', ['a[0-9]'], [], false],
  ])('%s with exclude %j and include %j: %s', (name, exclude, include, chosen) => {
    expect(fileFilter(exclude, include)(name)).toBe(chosen);
  });
});
