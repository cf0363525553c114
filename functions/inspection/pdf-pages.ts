import { crc32 } from 'node:zlib';
import { type PdfReading, resolved } from './pdf-cross-reference.ts';
import { type PdfObject, streamData } from './pdf-objects.ts';
import { entryOf, namesOf, type PdfDictionary, type PdfValue, TooComplexError } from './pdf-syntax.ts';

/** A page with the resources that it has or inherits. */
export interface PdfPage {
  readonly dictionary: PdfDictionary;
  readonly resources: PdfValue | undefined;
}

/** The pages of a reading in their order. `trace` is what a reader makes them of: the same for two readings that agree. */
export interface PdfPages {
  readonly pages: readonly PdfPage[];
  readonly trace: readonly string[];
}

// A page tree has about as many branches as pages.
const mostNodes = 20_000;

/**
 * Follows the page tree from the catalogue (ISO 32000-1 7.7.2 and 7.7.3); neither needs to say its /Type. Undefined when the
 * catalogue, the tree or a page of it cannot be read.
 */
export function pagesOf(reading: PdfReading): PdfPages | undefined {
  const catalogue = resolved(reading, reading.root);
  const top = entryOf(catalogue, 'Pages');
  if (top === undefined) return undefined;
  const pages: PdfPage[] = [];
  const trace = [JSON.stringify(catalogue)];
  const seen = new Set<PdfValue>();
  const waiting: { value: PdfValue; inherited: PdfValue | undefined }[] = [{ value: top, inherited: undefined }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (trace.length > mostNodes) throw new TooComplexError();
    const node = resolved(reading, next.value);
    if (node?.kind !== 'dictionary') return undefined;
    trace.push(JSON.stringify(node));
    const resources = entryOf(node, 'Resources') ?? next.inherited;
    const kids = resolved(reading, entryOf(node, 'Kids'));
    if (kids?.kind === 'array') {
      // The same page may stand twice, a branch may not: it would be within itself.
      if (seen.has(kids)) return undefined;
      seen.add(kids);
      waiting.push(...kids.items.map((value) => ({ value, inherited: resources })).reverse());
    } else if (!isBranch(reading, node)) {
      pages.push({ dictionary: node, resources });
      trace.push(...partsOf(reading, node, resources));
    }
  }
  return { pages, trace };
}

// A branch without /Kids is no page; a page need not say that it is one.
function isBranch(reading: PdfReading, node: PdfDictionary): boolean {
  return namesOf(resolved(reading, entryOf(node, 'Type'))).includes('Pages');
}

/** The object that a value refers to; undefined when it refers to none. */
export function objectOf(reading: PdfReading, value: PdfValue | undefined): PdfObject | undefined {
  let object = value?.kind === 'reference' ? reading.find(value.number) : undefined;
  for (let steps = 0; object?.value?.kind === 'reference' && steps < 10; steps += 1) {
    object = reading.find(object.value.number);
  }
  return object;
}

/** The content of a page: one stream or several. */
export function contentsOf(reading: PdfReading, page: PdfDictionary): readonly (PdfObject | undefined)[] {
  const contents = entryOf(page, 'Contents');
  const value = resolved(reading, contents);
  if (value?.kind === 'array') return value.items.map((item) => objectOf(reading, item));
  return contents === undefined || contents.kind === 'plain' ? [] : [objectOf(reading, contents)];
}

/** The pictures and forms that resources name. */
export function drawablesOf(reading: PdfReading, resources: PdfValue | undefined): PdfDictionary['entries'] {
  const drawables = resolved(reading, entryOf(resolved(reading, resources), 'XObject'));
  return drawables?.kind === 'dictionary' ? drawables.entries : [];
}

function partsOf(reading: PdfReading, page: PdfDictionary, resources: PdfValue | undefined): string[] {
  const drawables = drawablesOf(reading, resources).map(([, value]) => objectOf(reading, value));
  return [...contentsOf(reading, page), ...drawables].map((object) => {
    const data = object && streamData(reading.objects.bytes, object, (value) => resolved(reading, value));
    return `${JSON.stringify(object?.value)} ${data === undefined ? '' : `${data.length} ${crc32(data)}`}`;
  });
}
