import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { build } from './build.ts';
import { fingerprint } from './fingerprint.ts';

/** A repository whose `astro` and `cdk` write a file and count how often they ran; `cdk` copies what `infra/app.ts` says. */
function repository() {
  const root = mkdtempSync(path.join(tmpdir(), 'build-'));
  const write = (name: string, content: string): void => {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  };
  const counted = (name: string): string => `fs.appendFileSync('${path.join(root, name)}', 'x');`;
  write('package.json', '{}');
  write('site/src/index.astro', 'page');
  write('infra/app.ts', '{"artifacts":{}}');
  write('node_modules/astro/package.json', '{}');
  write(
    'node_modules/astro/bin/astro.mjs',
    `import fs from 'node:fs'; ${counted('site.count')} fs.mkdirSync('dist', { recursive: true }); fs.copyFileSync('src/index.astro', 'dist/index.html');`,
  );
  write('node_modules/aws-cdk/package.json', '{"type":"module"}');
  write(
    'node_modules/aws-cdk/bin/cdk',
    `import fs from 'node:fs'; ${counted('template.count')}
     const app = fs.readFileSync('infra/app.ts', 'utf8');
     if (app === 'broken') { console.error('Bundling…\\nError: the app is broken\\n    at line 1'); process.exit(1); }
     fs.mkdirSync('cdk.out', { recursive: true }); fs.writeFileSync('cdk.out/manifest.json', app);`,
  );
  const ran = (name: string): number => {
    try {
      return readFileSync(path.join(root, `${name}.count`), 'utf8').length;
    } catch {
      return 0;
    }
  };
  const run = async (): Promise<string[]> => {
    const said: string[] = [];
    const { signal } = new AbortController();
    await build({ root, logFile: path.join(root, 'build.log'), onStep: (text) => said.push(text), signal });
    return said;
  };
  return { root, write, run, counts: () => [ran('site'), ran('template')] };
}

describe('the build', () => {
  it('runs once while nothing changes', async () => {
    const { run, counts } = repository();
    expect(await run()).toEqual(['site built', 'template built']);
    expect(await run()).toEqual(['site unchanged', 'template unchanged']);
    expect(counts()).toEqual([1, 1]);
  });

  it('runs anew what depends on a changed file, and no more', async () => {
    const { run, write, counts } = repository();
    await run();
    write('infra/app.ts', '{"artifacts":{"a":1}}');
    expect(await run()).toEqual(['site unchanged', 'template built']);
    write('site/src/index.astro', 'another page');
    expect(await run()).toEqual(['site built', 'template built']);
    write('infra/app.test.ts', 'a test');
    expect(await run()).toEqual(['site unchanged', 'template unchanged']);
    expect(counts()).toEqual([2, 3]);
  });

  it('runs anew when its result is gone or was changed by somebody else', async () => {
    const { root, run, write } = repository();
    await run();
    rmSync(path.join(root, 'cdk.out'), { recursive: true });
    expect(await run()).toEqual(['site unchanged', 'template built']);
    write('cdk.out/manifest.json', 'other');
    expect(await run()).toEqual(['site unchanged', 'template built']);
    rmSync(path.join(root, 'site/dist'), { recursive: true });
    expect((await run())[0]).toBe('site built');
  });

  it('says why it failed, and tries again the next time', async () => {
    const { run, write } = repository();
    write('infra/app.ts', 'broken');
    await expect(run()).rejects.toThrow('building the template failed: Error: the app is broken (all of it is in ');
    write('infra/app.ts', '{}');
    expect(await run()).toEqual(['site unchanged', 'template built']);
  });

  it('of two at a time waits for the other and then finds its work done', async () => {
    const { run, counts } = repository();
    await Promise.all([run(), run()]);
    expect(counts()).toEqual([1, 1]);
  });
});

describe('a fingerprint', () => {
  it('depends on content and names, not on what builds and tests leave behind', () => {
    const { root, write } = repository();
    const first = fingerprint(root, ['site', 'absent']);
    write('site/dist/index.html', 'made');
    write('site/src/page.test.ts', 'test');
    expect(fingerprint(root, ['site', 'absent'])).toBe(first);
    write('site/src/new.ts', '');
    expect(fingerprint(root, ['site', 'absent'])).not.toBe(first);
    write('absent', '');
    expect(fingerprint(root, ['absent'])).not.toBe(fingerprint(root, ['elsewhere']));
  });
});
