import type { SessionStorage } from '../session/session.ts';

/**
 * What somebody typed into a form of one page, kept in the tab until it has been saved: a sign-in that ran out or a
 * closed page costs nobody their text.
 */
export interface TypedText<Content> {
  readonly read: () => Content | null;
  readonly keep: (content: Content) => void;
  readonly forget: () => void;
}

/** The kept text of a form. `page` is the page's address, `isContent` recognises what was kept by this version of the site. */
export function typedText<Content>(
  storage: SessionStorage,
  page: string,
  form: string,
  isContent: (value: unknown) => value is Content,
): TypedText<Content> {
  const key = `${prefixOf(page)}${form}`;
  return {
    read: () => {
      try {
        const value: unknown = JSON.parse(storage.getItem(key) ?? 'null');
        return isContent(value) ? value : null;
      } catch {
        return null;
      }
    },
    keep: (content) => storage.setItem(key, JSON.stringify(content)),
    forget: () => storage.removeItem(key),
  };
}

/** True when a text typed into one of a page's forms is kept; `keys` are those of the storage. */
export function keepsTypedText(keys: readonly string[], page: string): boolean {
  return keys.some((key) => key.startsWith(prefixOf(page)));
}

function prefixOf(page: string): string {
  return `typed:${page}:`;
}

/** Makes the recogniser of contents of the same shape as a sample: the same fields with values of the same types. */
export function shapeOf<Content extends object>(sample: Content): (value: unknown) => value is Content {
  return (value): value is Content => sameShape(value, sample);
}

function sameShape(value: unknown, sample: unknown): boolean {
  if (Array.isArray(sample))
    return Array.isArray(value) && value.every((item) => sample.length === 0 || sameShape(item, sample[0]));
  if (typeof sample !== 'object' || sample === null) return typeof value === typeof sample;
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return Object.entries(sample).every(([name, item]) => fields.has(name) && sameShape(fields.get(name), item));
}
