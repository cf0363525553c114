import type { PdfObject, PdfObjects } from './pdf-objects.ts';
import { type PdfDictionary, type PdfValue, unescapedNames } from './pdf-syntax.ts';

// Keys under which something acts or hides, wherever they stand.
const activeKeys = new Set([
  ...['JS', 'JavaScript', 'XFA', 'EmbeddedFiles', 'RichMediaContent', 'RichMediaSettings', 'Collection'],
]);
// Kinds of actions, annotations and streams, as values of /S, /Subtype and /Type (ISO 32000-1 tables 45, 169, 198).
const activeKinds = new Set([
  ...[
    'JavaScript',
    'Launch',
    'SubmitForm',
    'ImportData',
    'GoToR',
    'GoToE',
    'GoTo3DView',
    'Rendition',
    'Movie',
    'Sound',
  ],
  ...['RichMedia', 'RichMediaExecute', 'Screen', '3D', 'FileAttachment', 'EmbeddedFile'],
]);
const kindKeys = new Set(['S', 'Subtype', 'Type']);
// What a link may open: an address of the web, a mail, a call. Everything else is a file, a share of the network or a program.
const harmlessSchemes = new Set(['http', 'https', 'mailto', 'tel']);
// Names that a damaged object is searched for as text: what a reader makes of it cannot be known.
const activeText =
  /\/(JS|JavaScript|XFA|EmbeddedFiles?|RichMedia\w*|Launch|SubmitForm|ImportData|GoTo[RE]|Rendition|Movie|Sound|FileAttachment|AA|OpenAction)(?![A-Za-z0-9])/;
const longestSearched = 64 * 1024;
// Of a name with every letter escaped.
const longestName = 64;

/**
 * True when something in a file acts: scripts, programs, what happens on opening, links to files and network shares, attachments,
 * media, forms of XFA. Every object counts wherever it stands, used or not, for readers differ in which they use.
 */
export function isActive(file: PdfObjects): boolean {
  const acts = (value: PdfValue) => valueActs(value, file);
  return (
    file.trailers.some(({ value }) => acts(value)) ||
    file.objects.some((object) => (object.value !== undefined && acts(object.value)) || streamActs(object)) ||
    irregularTextActs(file.objects)
  );
}

// References are not followed but where a kind or an address is meant: what they point to is in the list of objects itself.
function valueActs(value: PdfValue, file: PdfObjects): boolean {
  if (value.kind === 'array') return value.items.some((item) => valueActs(item, file));
  return value.kind === 'dictionary' && dictionaryActs(value, file);
}

function dictionaryActs(dictionary: PdfDictionary, file: PdfObjects): boolean {
  const keys = new Set(dictionary.entries.map(([key]) => key));
  // /AA (actions on opening, printing …) belongs to a page, field, annotation or the catalogue; a font may bear any name.
  const owner = ['Type', 'Subtype', 'FT', 'Kids', 'Pages', 'Parent'].some((key) => keys.has(key));
  const reacts = (value: PdfValue) => (owner ? !isEmpty(value, file) : isListOfActions(value, file));
  if (dictionary.entries.some(([key, value]) => key === 'AA' && reacts(value))) return true;
  if (keys.has('EF') && (keys.has('F') || keys.has('UF'))) return true;
  return dictionary.entries.some(
    ([key, value]) =>
      (activeKeys.has(key) && !isEmpty(value, file)) ||
      (kindKeys.has(key) && meant(value, file).some((kind) => kind.kind === 'name' && activeKinds.has(kind.text))) ||
      (key === 'OpenAction' && actsOnOpening(value, file)) ||
      (key === 'URI' && isFarLink(value, file)) ||
      (key === 'S' && threadIntoFile(dictionary, value, file)) ||
      valueActs(value, file),
  );
}

// Editors leave an empty dictionary, a list without names or null behind where an action was.
function isEmpty(value: PdfValue, file: PdfObjects): boolean {
  return meant(value, file).every((each) => {
    if (each.kind === 'dictionary') {
      return each.entries.every(([key, list]) => ['Names', 'Kids', 'Limits'].includes(key) && isEmptyList(list));
    }
    return isEmptyList(each) || (each.kind === 'plain' && each.text === 'null');
  });
}

function isEmptyList(value: PdfValue): boolean {
  return value.kind === 'array' && value.items.length === 0;
}

function isListOfActions(value: PdfValue, file: PdfObjects): boolean {
  return meant(value, file).some(
    (list) =>
      list.kind === 'dictionary' &&
      list.entries.some(([, action]) =>
        meant(action, file).some((each) => each.kind === 'dictionary' && each.entries.some(([key]) => key === 'S')),
      ),
  );
}

/** Everything that a value can mean: itself, or each object that bears the number which it refers to. */
function meant(value: PdfValue, file: PdfObjects): readonly PdfValue[] {
  if (value.kind !== 'reference') return [value];
  return (file.byNumber.get(value.number) ?? []).flatMap((object) =>
    object.value === undefined ? [] : [object.value],
  );
}

// Word processors have a document open at its first page, which is no action; all other actions are.
function actsOnOpening(value: PdfValue, file: PdfObjects): boolean {
  return meant(value, file).some((action) => {
    if (action.kind !== 'dictionary') return action.kind === 'reference';
    const kinds = action.entries.filter(([key]) => key === 'S').flatMap(([, kind]) => meant(kind, file));
    const goes = kinds.length > 0 && kinds.every((kind) => kind.kind === 'name' && kind.text === 'GoTo');
    return action.entries.some(([key]) => key === 'Next') || (!goes && !action.entries.every(([key]) => key === 'D'));
  });
}

function isFarLink(value: PdfValue, file: PdfObjects): boolean {
  return meant(value, file).some((address) => {
    // Of the catalogue: the base of all links.
    if (address.kind === 'dictionary') {
      return address.entries.some(([key, base]) => key === 'Base' && isFarLink(base, file));
    }
    return address.kind === 'reference' || (address.kind === 'string' && !isHarmlessAddress(address.text));
  });
}

function isHarmlessAddress(text: string): boolean {
  // UTF-16 or UTF-8 with a byte order mark, as text strings may be; blanks and control characters are passed over by readers.
  const plain = /^(þÿ|ÿþ)/.test(text) ? text.slice(2).replaceAll('\0', '') : text.replace(/^ï»¿/, '');
  const address = plain.replaceAll(/[\0-\x20]/g, '');
  // \\server\share, //server/share and /folder/file
  if (/^[\\/]/.test(address) || address.includes('\\\\')) return false;
  // www.example.cn:8080 is a host with its port.
  const [, scheme] = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(address.replace(/^[\w-]+(\.[\w-]+)+:\d/, '')) ?? [];
  return scheme === undefined ? !/^%(5c|2f)/i.test(address) : harmlessSchemes.has(scheme.toLowerCase());
}

// A thread of another file is followed there.
function threadIntoFile(action: PdfDictionary, kind: PdfValue, file: PdfObjects): boolean {
  const isThread = meant(kind, file).some((each) => each.kind === 'name' && each.text === 'Thread');
  return isThread && action.entries.some(([key]) => key === 'F');
}

// The data of a stream can lie in another file (ISO 32000-1 table 5).
function streamActs({ dataStart, value }: PdfObject): boolean {
  return dataStart !== undefined && value?.kind === 'dictionary' && value.entries.some(([key]) => key === 'F');
}

// Where one object reaches into the next, nothing is searched twice.
function irregularTextActs(objects: readonly PdfObject[]): boolean {
  const searched = new Map<Buffer, number>();
  const inOrder = objects.filter(({ irregular }) => irregular).map(({ source }) => source);
  inOrder.sort((left, right) => left.start - right.start);
  return inOrder.some(({ bytes, start, end }) => {
    const from = Math.max(start, (searched.get(bytes) ?? 0) - longestName);
    const reach = bytes.subarray(end, end + longestSearched);
    const length = reach.indexOf('endobj');
    const to = end + (length < 0 ? reach.length : length);
    if (to <= from) return false;
    searched.set(bytes, to);
    return activeText.test(unescapedNames(bytes.toString('latin1', from, to)));
  });
}
