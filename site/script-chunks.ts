interface ModuleInfo {
  readonly importers: readonly string[];
  readonly dynamicImporters: readonly string[];
  readonly isEntry: boolean;
}

interface Chunking {
  readonly getModuleInfo: (module: string) => ModuleInfo | null;
}

type Chunk = (typeof chunks)[number];

/**
 * The chunks that pages share, the most shared first, so that nothing of theirs is drawn into another. `besides` is what pages of several parties have
 * that the page with the form needs later or not at all, `later` what practitioners alone have of that.
 */
const chunks = [
  'preact',
  'session',
  'common',
  'case',
  'practitioner',
  'besides',
  'later',
  'employer',
  'department',
  'public',
] as const;

const sessionModules =
  /rolldown\/runtime|\/site\/src\/(?:session\/(?:account|session|addresses|tab|watch-session|session-words)|forms\/typed-text)\.ts/;

const pageWithForm = '/islands/practitioner/application-page.tsx';

/**
 * The chunks as the bundler takes them. Left to itself it makes one for every set of pages that share something: thirty to fifty scripts a
 * page, most under a kilobyte, in chains of requests five deep. Here modules go together that the pages of the same parties need. What a
 * page alone has stays with it, and what it loads later stays apart.
 */
export const chunkGroups = chunks.map((chunk, index) => ({
  name: (module: string, chunking: Chunking) => (chunkOf(module, chunking) === chunk ? chunk : null),
  priority: chunks.length - index,
}));

function chunkOf(module: string, chunking: Chunking): Chunk | undefined {
  if (/\/node_modules\/preact\//.test(module)) return 'preact';
  // All that pages without an island run, and what the bundler itself adds to each.
  if (sessionModules.test(module)) return 'session';
  const pages = pagesOf(module, chunking, new Set());
  const parties = new Set([...pages].flatMap(partiesOf));
  const isPractitioners = [...parties].every((each) => each === 'practitioner');
  // The page with the form is the heaviest: what the others share is kept from it. The scripts of the layouts are on it too.
  const isOfForm = [...pages].some((page) => page.endsWith(pageWithForm) || !page.includes('/islands/'));
  if (!isOfForm && isOfPart(module, chunking, new Set())) return isPractitioners ? 'later' : 'besides';
  // What one page needs at once and a part of it needs later is shared too.
  const alsoLater = chunking
    .getModuleInfo(module)
    ?.importers.some((each) => pagesOf(each, chunking, new Set()).size === 0);
  if (pages.size === 0 || (pages.size === 1 && alsoLater !== true)) return undefined;
  if (isPractitioners) return isOfForm ? 'practitioner' : 'later';
  if (parties.size < 2) return [...parties][0];
  if (parties.has('public')) return 'common';
  return isOfForm ? 'case' : 'besides';
}

/** Whose page an island is; the scripts of the layouts, and what islands of several parties show, are everybody's that signs in. */
function partiesOf(island: string): Chunk[] {
  const party = /\/islands\/(practitioner|employer|department|public)\//.exec(island)?.[1];
  const own = chunks.find((chunk) => chunk === party);
  if (own !== undefined) return [own];
  return island.includes('/islands/shared/')
    ? ['practitioner', 'employer']
    : ['practitioner', 'employer', 'department'];
}

/**
 * True for what a step of the form or another later part of its page needs. All of them come together when the first is shown, in two
 * scripts (`besides`, `later`): one by one they were up to fifteen.
 */
function isOfPart(module: string, chunking: Chunking, seen: Set<string>): boolean {
  if (seen.has(module)) return false;
  seen.add(module);
  const info = chunking.getModuleInfo(module);
  if (info === null) return false;
  if (info.dynamicImporters.some((importer) => importer.includes('/islands/practitioner/'))) return true;
  return info.importers.some((importer) => isOfPart(importer, chunking, seen));
}

/** The islands of pages that need a module at once. */
function pagesOf(module: string, chunking: Chunking, seen: Set<string>): Set<string> {
  if (seen.has(module)) return new Set();
  seen.add(module);
  const info = chunking.getModuleInfo(module);
  if (info === null) return new Set();
  const own = info.isEntry ? [module] : [];
  return new Set([...own, ...info.importers.flatMap((importer) => [...pagesOf(importer, chunking, seen)])]);
}
