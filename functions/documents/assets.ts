/** One file that must lie beside the bundled function. */
export interface DocumentAsset {
  /** Path of the source file relative to the repository root, with forward slashes. */
  readonly from: string;
  /** Path of the copy relative to the folder of the bundle. */
  readonly to: string;
}

const serif = 'node_modules/@expo-google-fonts/noto-serif-sc';
const sans = 'node_modules/@expo-google-fonts/noto-sans-sc';
const rare = 'node_modules/hanamin';
// react-pdf pins its own pdfkit; the metrics must come from that copy, whose shared chunk has a hash in its name.
const pdfkit = 'node_modules/@react-pdf/renderer/node_modules/pdfkit/js';

/** The two faces of every document: Noto Serif SC for the text, Noto Sans SC for headings and titles (both SIL OFL 1.1). */
export const faceAssets = {
  serif: { from: `${serif}/400Regular/NotoSerifSC_400Regular.ttf`, to: 'fonts/NotoSerifSC-Regular.ttf' },
  sans: { from: `${sans}/600SemiBold/NotoSansSC_600SemiBold.ttf`, to: 'fonts/NotoSansSC-SemiBold.ttf' },
} as const satisfies Record<string, DocumentAsset>;

/** The style sheet of the HanaMin pieces: says which piece holds which code points. */
export const rareIndexAsset: DocumentAsset = { from: `${rare}/HanaMin.css`, to: 'fonts/rare/HanaMin.css' };

// The pieces of HanaMinB (SIL OFL 1.1 or its own free licence), 14 MB: CJK Unified Ideographs Extensions B to F, as
// they are named in the package (one number for D, no leading zero from C on).
const rarePieces = [
  ...numbered('B', 42, 2),
  ...numbered('C', 5, 1),
  'CJK-Unified-Ideographs-Extension-D',
  ...numbered('E', 6, 1),
  ...numbered('F', 8, 1),
];

/** The pieces of the font for rare characters; only those that a document needs are ever read. */
export const rareAssets: readonly DocumentAsset[] = rarePieces.map((piece) => ({
  from: `${rare}/HanaMinB.${piece}.woff2`,
  to: `fonts/rare/HanaMinB.${piece}.woff2`,
}));

// react-pdf loads the four Helvetica metrics when it starts, whether or not a document uses them.
const standardFonts = ['Helvetica', 'HelveticaBold', 'HelveticaOblique', 'HelveticaBoldOblique'];
const standardFontFiles = [...standardFonts.map((name) => `${name}.cjs`), 'chunks/standardGlyphNames-DNHAb7rp.cjs'];

/**
 * Everything that must be copied beside the bundle of a function that renders documents: fonts, the index of the rare
 * ones, and the standard font metrics that pdfkit requires at run time and a bundler cannot see.
 */
export const documentAssets: readonly DocumentAsset[] = [
  faceAssets.serif,
  faceAssets.sans,
  rareIndexAsset,
  ...rareAssets,
  ...standardFontFiles.map((name) => ({ from: `${pdfkit}/standard-fonts/${name}`, to: `standard-fonts/${name}` })),
];

/**
 * The package.json to write beside the bundle: it makes pdfkit's `require('#standard-fonts/Helvetica')` find the copies
 * (Node resolves `#` names from the nearest package.json).
 */
export const bundlePackageJson = {
  type: 'module',
  imports: { '#standard-fonts/*': './standard-fonts/*.cjs' },
} as const;

function numbered(extension: string, count: number, digits: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => `CJK-Unified-Ideographs-Extension-${extension}-${String(index + 1).padStart(digits, '0')}`,
  );
}
