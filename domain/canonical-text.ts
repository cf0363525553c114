/** A value as a text that is the same whatever the order of its keys: a table keeps maps without one. What is undefined is left out. */
export function canonicalText(value: unknown): string {
  return textOf(value) ?? 'null';
}

// Written out part by part: a replacer of JSON.stringify that copies every object in order takes several times as long.
function textOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return value === undefined ? undefined : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((part) => textOf(part) ?? 'null').join()}]`;
  const parts: [string, unknown][] = Object.entries(value);
  let text = '';
  for (const [key, part] of parts.sort(([left], [right]) => (left < right ? -1 : 1))) {
    const written = textOf(part);
    if (written !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${written}`;
  }
  return `{${text}}`;
}
