/** A value as a text that is the same whatever the order of its keys: a table keeps maps without one. What is undefined is left out. */
export function canonicalText(value: unknown): string {
  return textOf(value) ?? 'null';
}

// Written out part by part: a replacer of JSON.stringify that copies every object in order takes several times as long, and sorting
// pairs by a function or joining parts twice as long.
function textOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return value === undefined ? undefined : JSON.stringify(value);
  if (isList(value)) {
    let text = '';
    for (const part of value) text += `${text === '' ? '' : ','}${textOf(part) ?? 'null'}`;
    return `[${text}]`;
  }
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const written = textOf(Reflect.get(value, key));
    if (written !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${written}`;
  }
  return `{${text}}`;
}

function isList(value: object): value is readonly unknown[] {
  return Array.isArray(value);
}
