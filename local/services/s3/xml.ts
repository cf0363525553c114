import * as z from 'zod';
import { S3Error } from './errors.ts';

/** An element to write: its name and its text, or the elements inside. */
export type XmlElement = readonly [name: string, content: string | number | boolean | readonly XmlElement[]];

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Escapes text; control characters, which object keys may hold, become references as S3 writes them. */
function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/\p{Cc}/gu, (character) => `&#x${character.charCodeAt(0).toString(16)};`);
}

function writeElement([name, content]: XmlElement): string {
  const inner = Array.isArray(content) ? content.map(writeElement).join('') : escapeText(String(content));
  return `<${name}>${inner}</${name}>`;
}

/** A whole document with the S3 namespace on its root, unless `namespace` is false (error documents have none). */
export function xmlDocument(root: string, content: XmlElement[1], namespace = true): string {
  const document = writeElement([root, content]);
  const start = namespace ? `<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">` : `<${root}>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${start}${document.slice(root.length + 2)}`;
}

/** Keeps the elements whose content is defined. */
export function presentElements(
  elements: readonly (readonly [string, XmlElement[1] | undefined])[],
): readonly XmlElement[] {
  return elements.flatMap(([name, content]) => (content === undefined ? [] : [[name, content] as const]));
}

/** An element that was read. */
export type XmlNode = { readonly name: string; readonly text: string; readonly children: readonly XmlNode[] };

const TOKEN = /<\?xml[^>]*\?>|<(\/?)([A-Za-z][\w.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;

function unescapeText(text: string): string {
  return text.replace(/&([^;\s]*);?/g, (whole, name: string) => {
    const numeric = /^#(?:x([0-9a-f]+)|([0-9]+))$/i.exec(name);
    const code = numeric ? Number.parseInt(numeric[1] ?? numeric[2] ?? '', numeric[1] ? 16 : 10) : undefined;
    const character = code === undefined ? ENTITIES[name] : code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
    if (character === undefined || !whole.endsWith(';')) throw new S3Error('MalformedXML');
    return character;
  });
}

/**
 * Reads a request document: elements, text and attributes (ignored: only the namespace is ever sent). Comments,
 * CDATA, document types and processing instructions are refused as MalformedXML: no client of S3 sends them, and
 * entity definitions are an attack.
 */
export function parseXml(source: string): XmlNode {
  type Open = { name: string; text: string; children: XmlNode[] };
  const holder: Open = { name: '', text: '', children: [] };
  const open: Open[] = [holder];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const declarationAllowed = TOKEN.lastIndex === 0;
    const token = TOKEN.exec(source);
    const parent = open.at(-1);
    if (!token || !parent) throw new S3Error('MalformedXML');
    const [whole, closing, name, , empty, text] = token;
    if (text !== undefined) {
      if (open.length === 1 && text.trim() !== '') throw new S3Error('MalformedXML');
      parent.text += unescapeText(text);
    } else if (name === undefined) {
      if (!declarationAllowed) throw new S3Error('MalformedXML');
    } else if (closing) {
      if (parent.name !== name || open.length === 1 || !whole.startsWith('</')) throw new S3Error('MalformedXML');
      open.pop();
      open.at(-1)?.children.push(parent);
    } else if (empty) {
      parent.children.push({ name, text: '', children: [] });
    } else {
      open.push({ name, text: '', children: [] });
    }
  }
  const [root, ...others] = holder.children;
  if (open.length !== 1 || !root || others.length > 0) throw new S3Error('MalformedXML');
  return root;
}

/** Text of the one child of that name; undefined when absent. Two of them are MalformedXML. */
export function childText(node: XmlNode, name: string): string | undefined {
  const [first, ...others] = node.children.filter((child) => child.name === name);
  if (others.length > 0 || (first?.children.length ?? 0) > 0) throw new S3Error('MalformedXML');
  return first?.text;
}

/** Refuses a document with a root or children that S3's schema does not have. */
export function expectElements(node: XmlNode, name: string, children: readonly string[]): void {
  if (node.name !== name || node.children.some((child) => !children.includes(child.name)))
    throw new S3Error('MalformedXML');
}

/** `true`/`false` of an XML schema boolean. */
export function parseXmlBoolean(text: string | undefined): boolean {
  const parsed = z.enum(['true', 'false']).safeParse(text?.trim() ?? 'false');
  if (!parsed.success) throw new S3Error('MalformedXML');
  return parsed.data === 'true';
}
