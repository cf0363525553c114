import type { FileType } from './file-slots.ts';

const byExtension: Readonly<Record<string, FileType>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  jpe: 'image/jpeg',
  jfif: 'image/jpeg',
  pjpeg: 'image/jpeg',
  png: 'image/png',
  pdf: 'application/pdf',
};

/** The extensions of each type in the order in which a file chooser names them. */
export function extensionsOf(type: FileType): string[] {
  return Object.keys(byExtension).filter((extension) => byExtension[extension] === type);
}

// What programs call the same thing: application/x-pdf, application/wps-office.pdf, image/jpg, image/pjpeg, image/x-png, image/apng …
const names: readonly (readonly [RegExp, FileType])[] = [
  [/pdf$/, 'application/pdf'],
  [/^image\/(x-)?(citrix-)?p?(jpe?g|jpe|jfif|ipeg)$/, 'image/jpeg'],
  [/^image\/(x-)?(citrix-)?a?png$/, 'image/png'],
];

/** What says nothing about the content: nothing, that it is some file of some program, or what a server says of everything. */
const saysNothing = /^((application|binary|multipart|unknown|content)\/.*|[^/]*|(\*|image)\/\*|text\/plain)$/;

/**
 * The type that a file is declared to be, by what the browser calls it and, where that says nothing, by its extension. Undefined
 * when neither says anything (its content will), null for what is certainly of another type.
 */
export function declaredFileType(file: { readonly name: string; readonly type: string }): FileType | undefined | null {
  const type = (file.type.split(/[;,]/)[0] ?? '').replaceAll(/[\s"']/g, '').toLowerCase();
  const known = names.find(([pattern]) => pattern.test(type));
  if (known !== undefined) return known[1];
  if (!saysNothing.test(type)) return null;
  const [, extension] = /\.([^.]{1,10})$/.exec(file.name) ?? [];
  return extension === undefined ? undefined : (byExtension[extension.trim().toLowerCase()] ?? null);
}

// Readers accept the header of a PDF within the first 1,024 bytes (ISO 32000-1 annex H, 3.4.1, implementation notes 13 and 14).
const pdfHeaderWithin = 1024;

/** The type of a file by its first kilobyte; undefined for any other. */
export function fileTypeOfContent(start: Uint8Array): FileType | undefined {
  const begins = (...bytes: readonly number[]) => bytes.every((byte, index) => start[index] === byte);
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  const text = String.fromCharCode(...start.subarray(0, pdfHeaderWithin + 5));
  return text.includes('%PDF-') ? 'application/pdf' : undefined;
}
