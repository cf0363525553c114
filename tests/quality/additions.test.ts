import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

// What docs/adding-a-matter.md and docs/adding-a-profession.md say, held to the type checker: a matter with an effect of its own, 暂停执业, and
// a profession are added to the real sources.
const root = path.resolve(import.meta.dirname, '../..');
const source = (file: string) => readFileSync(path.join(root, file), 'utf8');

const effectFile = 'domain/matters/suspension.ts';
const catalogueFile = 'domain/catalogue.ts';
const wordsFile = 'site/src/words/matters.ts';
const proofFile = 'tests/journey/proof.ts';

const effect = `import { certificateFollows, type Effect } from './effect.ts';
export const suspension = {
  code: 'suspension',
  verb: '暂停执业',
  certifies: true,
  replacementReason: '暂停执业',
  amends: 'chosen',
  grants: null,
  asks: [],
  rules: {},
  change: () => [],
  amendment: () => ({}),
  layout: 'amendment',
  formName: '暂停执业申请表',
  commitments: [],
  approvalNotice: 'approval-decision',
  stateNames: {},
  approvalMessages: certificateFollows,
} as const satisfies Effect;
`;

/** A source with something put in before a text that stands in it. */
function withBefore(file: string, changes: Readonly<Record<string, string>>): string {
  return Object.entries(changes).reduce((text, [place, added]) => {
    expect(text, `${file} has its place “${place}”`).toContain(place);
    return text.replace(place, `${added}${place}`);
  }, source(file));
}

const named = { '} as const;\nexport type MatterCode': "  suspension: '暂停执业',\n" };
const listed = {
  'import { renewal }': "import { suspension } from './matters/suspension.ts';\n",
  '} as const satisfies Readonly<Record<string, Effect>>;': '  suspension,\n',
};
const entered = {
  '} as const satisfies Readonly<Record<MatterCode, Matter>>;':
    "  suspension: { effect: 'suspension', group: 'change', professions: professionCodes, terms: changePersonalTerms },\n",
};
const words = `  suspension: { ...usualWords, validity: () => '不变', outcome: renewed, approvalNote: '暂停执业' },\n`;
const proof = `  suspension: keepsExpiry,\n`;

const filled = {
  [effectFile]: effect,
  [catalogueFile]: withBefore(catalogueFile, { ...named, ...listed, ...entered }),
  [wordsFile]: withBefore(wordsFile, { '  cancellation: cancellationWords,': words }),
  [proofFile]: withBefore(proofFile, { '  cancellation: () => false,': proof }),
};

const roots = globSync(
  ['domain/**/*.ts', 'api/*.ts', 'functions/**/*.ts', 'site/src/{words,forms}/*.ts', 'tests/journey/*.ts'],
  {
    cwd: root,
  },
).filter((file) => !file.endsWith('.test.ts'));
// Read once: what a test leaves as it is.
const unchanged = new Map<string, ts.SourceFile>();

const professionsFile = 'domain/professions.ts';
const code = { '] as const;\nexport type ProfessionCode': ", 'safety-2'" };
const row = `  'safety-2': {
    name: '二级注册安全工程师',
    validYears: 3,
    specialties: ['建筑施工安全'],
    registrationPer: 'profession',
    registeredElsewhere: {},
    supplement: 'none',
    ageLimit: null,
    declarations: ['capacity', 'other-ground'],
    outOfProvinceEntry: false,
    education: { perTerm: hours(48, 0), furtherSpecialty: none, initialYears: 3, enforced: true },
    numberPrefix: 'AQ',
    series: {
      lead: '苏安',
      recipe: [{ of: 'registration-year', digits: 4 }, { of: 'count', digits: 6 }],
      forms: [/^苏安\\d{10}$/u],
      sample: '苏安2026000001',
    },
    certificateTitle: '二级注册安全工程师注册证书',
    certificateIssuer: authority,
    regulations: [],
  },
`;
const placed = { '} as const satisfies Record<ProfessionCode, Profession>;': row };

/** The files that do not compile, with what is said of each, when some sources are others: among all, or, in a fraction of the time, among `asked`. */
function problems(changed: Readonly<Record<string, string>>, asked?: readonly string[]): Map<string, string> {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), (name) => ts.sys.readFile(name)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const overlay = new Map(Object.entries(changed).map(([file, text]) => [path.join(root, file), text]));
  host.readFile = (name) => overlay.get(name) ?? ts.sys.readFile(name);
  host.fileExists = (name) => overlay.has(name) || ts.sys.fileExists(name);
  const parsed = (name: string, language: ts.ScriptTarget | ts.CreateSourceFileOptions) => {
    const text = host.readFile(name);
    return text === undefined ? undefined : ts.createSourceFile(name, text, language);
  };
  host.getSourceFile = (name, language) => {
    if (overlay.has(name)) return parsed(name, language);
    const file = unchanged.get(name) ?? parsed(name, language);
    if (file !== undefined) unchanged.set(name, file);
    return file;
  };
  const files = [...new Set([...roots, ...Object.keys(changed)])].map((file) => path.join(root, file));
  const program = ts.createProgram(files, options, host);
  const found = new Map<string, string>();
  const diagnostics =
    asked === undefined
      ? ts.getPreEmitDiagnostics(program)
      : asked.flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(path.join(root, file))));
  for (const { file, messageText } of diagnostics) {
    const name = path.relative(root, file?.fileName ?? '');
    const text = ts.flattenDiagnosticMessageText(messageText, '\n');
    found.set(name, `${found.get(name) ?? ''}${text}\n`);
  }
  return found;
}

// Two additions that have nothing to do with each other, checked in one run of the type checker.
describe('a further matter and a further profession', { timeout: 300_000 }, () => {
  it('that have a name alone are asked for their entry in the catalogue and their row', () => {
    const places = [catalogueFile, professionsFile];
    const found = problems(
      { [catalogueFile]: withBefore(catalogueFile, named), [professionsFile]: withBefore(professionsFile, code) },
      places,
    );
    expect([...found.keys()].sort()).toEqual(places.toSorted());
    expect(found.get(catalogueFile)).toContain('suspension');
    expect(found.get(professionsFile)).toContain(`'"safety-2"' is missing`);
  });

  it('are complete in three files and a row among the journeys, and in a row', () => {
    expect([
      ...problems({ ...filled, [professionsFile]: withBefore(professionsFile, { ...code, ...placed }) }),
    ]).toEqual([]);
  });

  it('that have no more than an effect’s code are asked for all that follows from it, its words and its row among the journeys', () => {
    const bare = `import type { Effect } from './effect.ts';\nexport const suspension = { code: 'suspension' } as const satisfies Effect;\n`;
    const places = [effectFile, wordsFile, proofFile];
    const found = problems({ [effectFile]: bare, [catalogueFile]: filled[catalogueFile] }, places);
    expect([...found.keys()].sort()).toEqual(places.toSorted());
    for (const file of [wordsFile, proofFile]) expect(found.get(file)).toContain("'suspension' is missing");
  });
});
