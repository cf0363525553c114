import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Templates by stack name and assets by object key → file name → content. */
export interface TestAssembly {
  readonly stacks: Readonly<Record<string, unknown>>;
  readonly assets?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Writes a cloud assembly of invented stacks into a new temporary folder, as `cdk synth` lays it out, and returns the folder. */
export function writeTestAssembly({ stacks, assets = {} }: TestAssembly): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'assembly-'));
  const write = (name: string, value: unknown): void => writeFileSync(path.join(folder, name), JSON.stringify(value));
  const artifacts: Record<string, unknown> = {
    'Test.assets': { type: 'cdk:asset-manifest', properties: { file: 'Test.assets.json' } },
  };
  for (const [name, template] of Object.entries(stacks)) {
    write(`${name}.template.json`, template);
    artifacts[name] = { type: 'aws:cloudformation:stack', properties: { templateFile: `${name}.template.json` } };
  }
  const files: Record<string, unknown> = {};
  for (const [key, content] of Object.entries(assets)) {
    mkdirSync(path.join(folder, `asset.${key}`));
    for (const [name, text] of Object.entries(content)) writeFileSync(path.join(folder, `asset.${key}`, name), text);
    files[key] = {
      source: { path: `asset.${key}`, packaging: 'zip' },
      destinations: { any: { objectKey: `${key}.zip` } },
    };
  }
  write('Test.assets.json', { version: '1', files });
  write('manifest.json', { version: '54.0.0', artifacts });
  return folder;
}
