/**
 * Adds to package-lock.json the optional packages of other platforms that a registry did not offer when it was written:
 * `npm ci` refuses a lock file that lacks them ("Missing: … from lock file"), on every platform. Run it after `npm install`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import * as z from 'zod';

const entrySchema = z.looseObject({ optionalDependencies: z.record(z.string(), z.string()).optional() });
const lockSchema = z.looseObject({ packages: z.record(z.string(), entrySchema) });

const systems = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'aix', 'win32'];
const processors = ['arm64', 'x64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32'];

const file = 'package-lock.json';
const lock = lockSchema.parse(JSON.parse(await readFile(file, 'utf8')));
const added: string[] = [];
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const version = range.replace(/^[\^~=v]+/, '');
    const places = [`node_modules/${name}`, `${place}/node_modules/${name}`];
    const platform = platformOf(name);
    if (place === '' || platform === undefined) continue;
    if (places.some((candidate) => lock.packages[candidate]?.['version'] === version)) continue;
    // One version can lie at the top; another must lie beside the package that wants it.
    const free = places.find((candidate) => !(candidate in lock.packages));
    if (free === undefined || !/^\d/.test(range)) continue;
    lock.packages[free] = { version, optional: true, ...platform };
    added.push(name);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([left], [right]) => (left < right ? -1 : 1)));
await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added.length} packages of other platforms added to ${file}\n`);

/** What a package's name says of its platform; undefined when it says nothing, for then it is not optional by platform. */
function platformOf(name: string): { os?: string[]; cpu?: string[] } | undefined {
  const words = name.split(/[-/@]/);
  const os = systems.filter((system) => words.includes(system));
  const cpu = processors.filter(
    (processor) =>
      words.includes(processor) || words.some((word) => processor === 'arm' && /^arm(eabi|v7)?$/.test(word)),
  );
  if (os.length === 0 && cpu.length === 0) return undefined;
  return { ...(os.length === 0 ? {} : { os }), ...(cpu.length === 0 ? {} : { cpu }) };
}
