import { existsSync, readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileFunction, constants } from 'node:vm';

/**
 * Makes module resolution of this thread behave as in Lambda's `/var/task`:
 * - a package that the bundle neither contains nor brings along is not found, even where the repository has it installed;
 * - `@aws-sdk/*` comes with the runtime ("Lambda Node.js runtimes: runtime-included SDK versions").
 */
export function resolveAsLambda(codeFolder: string): void {
  const inside = pathToFileURL(codeFolder + sep).href;
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const fromAsset = context.parentURL?.startsWith(inside) ?? false;
      if (!fromAsset || specifier.startsWith('node:')) return nextResolve(specifier, context);
      const result = resolveInside(() => nextResolve(specifier, context), inside);
      if (result !== undefined) return result;
      if (!specifier.startsWith('@aws-sdk/')) throw moduleNotFound(specifier, context.parentURL);
      return nextResolve(specifier, { ...context, parentURL: import.meta.url });
    },
  });
}

function resolveInside<Result extends { url: string }>(resolve: () => Result, inside: string): Result | undefined {
  try {
    const result = resolve();
    return result.url.startsWith('file:') && !result.url.startsWith(inside) ? undefined : result;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

function isNotFound(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND')
  );
}

function moduleNotFound(specifier: string, parent: string | undefined): Error {
  const message = `Cannot find package '${specifier}' imported from ${parent ?? 'the handler'}: it is not in the bundle`;
  return Object.assign(new Error(message), { code: 'ERR_MODULE_NOT_FOUND' });
}

/**
 * Loads the module of a handler. A `.js` file is CommonJS unless a package.json inside the asset says otherwise; Node itself would go by the
 * package.json of the repository in which the assembly lies, so such a file is compiled here.
 */
export function importHandlerModule(file: string, codeFolder: string): Promise<unknown> {
  if (!file.endsWith('.js') || hasManifest(dirname(file), codeFolder)) return import(pathToFileURL(file).href);
  const module: { exports: unknown } = { exports: {} };
  const body = compileFunction(
    readFileSync(file, 'utf8'),
    ['exports', 'require', 'module', '__filename', '__dirname'],
    {
      filename: file,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    },
  );
  Reflect.apply(body, module.exports, [module.exports, createRequire(file), module, file, dirname(file)]);
  return Promise.resolve(module.exports);
}

function hasManifest(folder: string, codeFolder: string): boolean {
  if (existsSync(join(folder, 'package.json'))) return true;
  return folder.length > codeFolder.length && hasManifest(dirname(folder), codeFolder);
}
