import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { StartError } from '../../ground/start-error.ts';
import { contentTypeOf } from './content-type.ts';
import type { BucketDeploymentSettings } from './settings.ts';

/** The bucket that is deployed into. */
export interface DeploymentBucket {
  put(
    bucket: string,
    key: string,
    body: Uint8Array,
    options: { contentType: string; cacheControl?: string },
  ): Promise<void>;
  keys(bucket: string, prefix?: string): readonly string[];
  remove(bucket: string, key: string): void;
}

/**
 * Does what CDK's bucket deployment does with `aws s3 sync`: copies the files of the asset folders that the filters let
 * through, with content type and cache control, replaces markers by their values and, when it prunes, deletes objects
 * that the filters let through and no source holds. Returns the number of files. Throws StartError for metadata that the
 * local S3 does not keep, or a marker that cannot be written.
 */
export async function deployToBucket(deployment: BucketDeploymentSettings, bucket: DeploymentBucket): Promise<number> {
  const { properties } = deployment;
  const { 'cache-control': cacheControl, 'content-type': contentType, ...others } = properties.SystemMetadata;
  const [unsupported] = Object.keys(others);
  if (unsupported !== undefined) {
    throw new StartError(
      `deployment ${deployment.id}: property SystemMetadata.${unsupported}: is not implemented locally`,
    );
  }
  const prefix = (properties.DestinationBucketKeyPrefix ?? '').replaceAll(/^\/+|\/+$/gu, '');
  const keyOf = (name: string): string => (prefix === '' ? name : `${prefix}/${name}`);
  const isChosen = fileFilter(properties.Exclude, properties.Include);
  const sources = sourceFiles(deployment);
  const names = [...sources.keys()].filter(isChosen);
  for (const name of names) {
    await bucket.put(properties.DestinationBucketName, keyOf(name), sources.get(name)?.() ?? new Uint8Array(), {
      contentType: contentType ?? contentTypeOf(name),
      ...(cacheControl !== undefined && { cacheControl }),
    });
  }
  if (properties.Prune) {
    const start = keyOf('');
    for (const key of bucket.keys(properties.DestinationBucketName, start)) {
      const name = key.slice(start.length);
      if (isChosen(name) && !sources.has(name)) bucket.remove(properties.DestinationBucketName, key);
    }
  }
  return names.length;
}

/** The filter of `aws s3 sync`: all files, then every exclude, then every include; the last pattern that fits decides. */
export function fileFilter(exclude: readonly string[], include: readonly string[]): (name: string) => boolean {
  const excluded = exclude.map(patternOf);
  const included = include.map(patternOf);
  return (name) => included.some((pattern) => pattern.test(name)) || !excluded.some((pattern) => pattern.test(name));
}

// Python's fnmatch: `*` also crosses slashes.
function patternOf(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/[\\^$+.()|{}]/gu, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
    .replaceAll('[!', '[^');
  return new RegExp(`^${source}$`, 'su');
}

function sourceFiles({ id, sourceFolders, properties }: BucketDeploymentSettings): Map<string, () => Uint8Array> {
  const files = new Map<string, () => Uint8Array>();
  for (const [index, folder] of sourceFolders.entries()) {
    const markers = properties.SourceMarkers[index] ?? {};
    const config = properties.SourceMarkersConfig[index];
    const replacements = Object.entries(markers).map(([marker, value]) => {
      const encoding =
        config?.markerEncodings[marker] ?? (config?.jsonEscape === true ? 'UNQUOTED_JSON_VALUE' : 'LITERAL');
      return [marker, encodeMarker(id, marker, value, encoding)] as const;
    });
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = path.join(entry.parentPath, entry.name);
      const name = path.relative(folder, file).split(path.sep).join('/');
      files.set(name, () => withReplacements(readFileSync(file), replacements));
    }
  }
  return files;
}

function encodeMarker(
  id: string,
  marker: string,
  value: unknown,
  encoding: 'LITERAL' | 'UNQUOTED_JSON_VALUE' | 'JSON_VALUE',
): string {
  if (encoding === 'LITERAL') {
    if (typeof value === 'string') return value;
    throw new StartError(`deployment ${id}: the value of marker ${marker} is not text`);
  }
  const json = JSON.stringify(value);
  return encoding === 'UNQUOTED_JSON_VALUE' && json.startsWith('"') ? json.slice(1, -1) : json;
}

function withReplacements(content: Buffer, replacements: readonly (readonly [string, string])[]): Uint8Array {
  if (!replacements.some(([marker]) => content.includes(marker))) return content;
  // Latin-1 keeps every byte of a file that is not text.
  const text = replacements.reduce(
    (current, [marker, value]) => current.replaceAll(marker, Buffer.from(value, 'utf8').toString('latin1')),
    content.toString('latin1'),
  );
  return Buffer.from(text, 'latin1');
}
