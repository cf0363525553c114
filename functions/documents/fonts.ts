import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Font } from '@react-pdf/renderer';
import decompress from 'woff2-encoder/decompress';
import { type DocumentAsset, faceAssets, rareAssets, rareIndexAsset } from './assets.ts';
import { plainText, splitAtMarks } from './line-breaks.ts';

/** The faces of a document: `serif` for text, `sans` for headings. */
export type Face = keyof typeof faceAssets;

/** Font families of each face in the order in which a glyph is looked for. */
export type FontStacks = Readonly<Record<Face, string[]>>;

/** Characters that no embedded font can print; thrown before anything is drawn. */
export class MissingGlyphError extends Error {
  override readonly name = 'MissingGlyphError';
  /** The characters, each once, in the order of their first appearance. */
  readonly characters: readonly string[];

  constructor(characters: readonly string[]) {
    super(`No embedded font can print: ${characters.map(described).join(', ')}`);
    this.characters = characters;
  }
}

Font.register({ family: 'serif', src: assetPath(faceAssets.serif) });
Font.register({ family: 'sans', src: assetPath(faceAssets.sans) });
Font.registerHyphenationCallback(splitAtMarks);

const faces = { serif: await loadedFont('serif'), sans: await loadedFont('sans') };
const rareRanges = readRareRanges();
const rareFamilies = new Map<string, Promise<string>>();

/** The characters of a text that no embedded font can print, each once; line ends and tabs are printed as spaces. */
export function missingGlyphs(text: string): string[] {
  return [...new Set(plainText(text))].filter((character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    return !inFaces(codePoint) && rarePieceOf(codePoint) === undefined;
  });
}

/**
 * The font stacks that print a text, with the pieces of the rare font that it needs (each is unpacked once, about 30 ms).
 * @throws MissingGlyphError when a character is in no font, since react-pdf would print wrong letters silently
 */
export async function fontStacksFor(text: string): Promise<FontStacks> {
  const missing = missingGlyphs(text);
  if (missing.length > 0) throw new MissingGlyphError(missing);
  const pieces = new Set<DocumentAsset>();
  for (const character of plainText(text)) {
    const codePoint = character.codePointAt(0) ?? 0;
    const piece = inFaces(codePoint) ? undefined : rarePieceOf(codePoint);
    if (piece !== undefined) pieces.add(piece);
  }
  const rare = await Promise.all([...pieces].map(rareFamily));
  return { serif: ['serif', 'sans', ...rare], sans: ['sans', 'serif', ...rare] };
}

const widths: Readonly<Record<Face, Map<string, number>>> = { serif: new Map(), sans: new Map() };

/** The width of a character in em (1 = the font size), without kerning; a rare ideograph is as wide as all others. */
export function widthInEm(character: string, face: Face): number {
  const known = widths[face].get(character);
  if (known !== undefined) return known;
  const width = measuredWidth(character, face);
  widths[face].set(character, width);
  return width;
}

function measuredWidth(character: string, face: Face): number {
  const codePoint = character.codePointAt(0) ?? 0;
  const other = face === 'serif' ? 'sans' : 'serif';
  const font = [faces[face], faces[other]].find((candidate) => candidate.hasGlyphForCodePoint(codePoint));
  return font === undefined ? 1 : font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm;
}

/** The width of a text on one line in em. */
export function textWidthInEm(text: string, face: Face): number {
  return Array.from(text).reduce((sum, character) => sum + widthInEm(character, face), 0);
}

function inFaces(codePoint: number): boolean {
  return faces.serif.hasGlyphForCodePoint(codePoint) || faces.sans.hasGlyphForCodePoint(codePoint);
}

// Beside the bundle when it runs bundled, in node_modules when it runs from source: the same list names both places.
function assetPath(asset: DocumentAsset): string {
  const places = [new URL(asset.to, import.meta.url), new URL(`../../${asset.from}`, import.meta.url)];
  const found = places.map((place) => fileURLToPath(place)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`The font file ${asset.to} is missing beside the function`);
  return found;
}

async function loadedFont(family: string) {
  await Font.load({ fontFamily: family });
  const font = Font.getFont({ fontFamily: family }).data;
  if (font === null) throw new Error(`The font ${family} could not be read`);
  return font;
}

interface RareRange {
  readonly from: number;
  readonly to: number;
  readonly piece: DocumentAsset;
}

function readRareRanges(): RareRange[] {
  const pieces = new Map(rareAssets.map((asset) => [basename(asset.to), asset]));
  const sheet = readFileSync(assetPath(rareIndexAsset), 'utf8');
  return [...sheet.matchAll(/url\(([^)]+)\)[^}]*?unicode-range:([^;}]+)/g)].flatMap(([, file = '', ranges = '']) => {
    const piece = pieces.get(file);
    if (piece === undefined) return [];
    return [...ranges.matchAll(/U\+([\da-f]+)(?:-([\da-f]+))?/gi)].map(([, from = '', to = from]) => ({
      from: Number.parseInt(from, 16),
      to: Number.parseInt(to, 16),
      piece,
    }));
  });
}

function rarePieceOf(codePoint: number): DocumentAsset | undefined {
  return rareRanges.find(({ from, to }) => from <= codePoint && codePoint <= to)?.piece;
}

function rareFamily(piece: DocumentAsset): Promise<string> {
  const known = rareFamilies.get(piece.to);
  if (known !== undefined) return known;
  const family = registerRare(piece);
  rareFamilies.set(piece.to, family);
  return family;
}

// pdfkit can subset TrueType tables only, so the WOFF2 piece is unpacked; react-pdf takes fonts from memory as data URLs.
async function registerRare(piece: DocumentAsset): Promise<string> {
  const family = basename(piece.to, '.woff2');
  const font = await decompress(readFileSync(assetPath(piece)));
  Font.register({ family, src: `data:font/ttf;base64,${Buffer.from(font).toString('base64')}` });
  await loadedFont(family);
  return family;
}

function described(character: string): string {
  return `${character} U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
