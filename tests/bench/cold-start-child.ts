/**
 * Loads the bundle of one function as Lambda does and prints how many milliseconds that took, without the start of Node itself.
 * Argument: the folder of the bundle.
 */
import path from 'node:path';
import { importHandlerModule, resolveAsLambda } from '../../local/services/lambda/resolution.ts';

const codeFolder = process.argv[2] ?? '';
resolveAsLambda(codeFolder);
const started = performance.now();
await importHandlerModule(path.join(codeFolder, 'index.mjs'), codeFolder);
const took = performance.now() - started;
process.stdout.write(`${took}\n`, () => process.exit(0));
