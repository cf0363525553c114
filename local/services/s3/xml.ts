/** An element to write: its name and its text, or the elements inside. */
export type XmlElement = readonly [name: string, content: string | number | boolean | readonly XmlElement[]];

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
