import * as z from 'zod';
import type { RuleTarget } from './settings.ts';

/** Makes what a target is given of an event. */
export type InputMaker = (event: unknown) => unknown;

const pathSchema = z.string().regex(/^\$(?:\.[A-Za-z_][\w-]*|\.\['[^']+'\]|\['[^']+'\])*$/);

/**
 * Compiles `Input`, `InputPath` or `InputTransformer` of a target ("Amazon EventBridge input transformation"); without one the target gets
 * the event. Paths are plain members (`$.detail.key`). Throws on anything else.
 */
export function compileInput(target: RuleTarget): InputMaker {
  const { Input, InputPath, InputTransformer } = target;
  if (Input !== undefined) {
    const constant: unknown = JSON.parse(Input);
    return () => constant;
  }
  if (InputPath !== undefined) return compilePath(InputPath);
  if (InputTransformer === undefined) return (event) => event;
  const values = Object.entries(InputTransformer.InputPathsMap).map(
    ([name, path]) => [name, compilePath(path)] as const,
  );
  const makers = new Map<string, InputMaker>([...values, ['aws.events.event.json', (event) => event]]);
  return compileTemplate(InputTransformer.InputTemplate, makers);
}

function compilePath(path: string): InputMaker {
  if (!pathSchema.safeParse(path).success)
    throw new Error(`the path ${path} is not supported: only members, like $.detail.key`);
  const names = [...path.matchAll(/\.?\['([^']+)'\]|\.([A-Za-z_][\w-]*)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  );
  return (event) => names.reduce<unknown>(memberOf, event);
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

/** A placeholder stands for a JSON value, or, between quotes, for its text. */
function compileTemplate(template: string, makers: ReadonlyMap<string, InputMaker>): InputMaker {
  const pieces = template.split(/<([\w.-]+)>/);
  for (const [index, name] of pieces.entries()) {
    if (index % 2 === 1 && !makers.has(name)) throw new Error(`the placeholder <${name}> is not defined`);
  }
  const fill = (event: unknown): unknown => {
    let text = '';
    for (const [index, piece] of pieces.entries()) {
      if (index % 2 === 0) text += piece;
      else text += isInsideQuotes(text) ? quotedText(makers.get(piece)?.(event)) : jsonText(makers.get(piece)?.(event));
    }
    return JSON.parse(text);
  };
  // A template that cannot become JSON is found at load, not with the first event.
  fill({});
  return fill;
}

function isInsideQuotes(text: string): boolean {
  return (text.replaceAll(/\\./g, '').split('"').length - 1) % 2 === 1;
}

/** What is absent becomes an empty text. */
function jsonText(value: unknown): string {
  return value === undefined ? '""' : JSON.stringify(value);
}

function quotedText(value: unknown): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return JSON.stringify(text).slice(1, -1);
}
