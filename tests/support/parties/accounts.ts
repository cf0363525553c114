import path from 'node:path';

// Files run side by side on one cloud, so each takes people and companies that no other file takes.
const files = [
  'authorization',
  'practitioner',
  'employer',
  'department',
  'public',
  'form-input',
  'submission-rules',
  'uploads',
  'races',
  'lifecycle',
  'correction',
  'withdrawal',
  'lists',
  'expiry',
  'kill',
  'journey',
  'out-of-province-entry',
  'company-supplement',
  'change-employer',
  'amendments',
  'cancellation',
  'entrances',
  'correction-pages',
  'notices',
  'import-lists',
  'office-pages',
  'amendment-pages',
  'lifecycle-sequences',
  'commitments',
  'papers-of-parties',
  'session',
  'case-pages',
  'quotas',
  'four-eyes',
  'identity-privacy',
  'claims',
  'squatting',
  'idempotency',
  'cursors',
  'fuzz',
  'stall',
  'steady-pages',
  'former-identity',
  'incomplete-documents',
  'certificate-page',
  'replaced-certificates',
  'person-lists',
  'employers',
  'company-change',
  'photographed-pages',
  'register-search',
  'publicity-pages',
  'bulk-pages',
  'desk-keys',
] as const;

const personsPerFile = 100;
const companiesPerFile = 5;

/** The generated persons whom any test file may use. */
export const generatedPersons: readonly string[] = Array.from({ length: files.length * personsPerFile }, (_, index) =>
  personId(index + 1),
);

/** Hands out generated accounts that only one test file uses. */
export interface Accounts {
  /** A person who has not been handed out before. */
  readonly person: () => string;
  /** A company that has not been handed out before; there are five per file. */
  readonly company: () => string;
}

/** The accounts of a test file, by its `import.meta.filename`. Throws for a file that has no range. */
export function accountsOf(fileName: string): Accounts {
  const range = files.findIndex((name) => `${name}.test.ts` === path.basename(fileName));
  if (range < 0)
    throw new Error(`${fileName} has no accounts of its own: name it in tests/support/parties/accounts.ts`);
  const persons = counter('persons', range * personsPerFile, personsPerFile);
  const companies = counter('companies', range * companiesPerFile, companiesPerFile);
  return {
    person: () => personId(persons()),
    company: () => `company-${String(companies()).padStart(2, '0')}`,
  };
}

function personId(number: number): string {
  return `person-${String(number).padStart(4, '0')}`;
}

function counter(what: string, before: number, most: number): () => number {
  let given = 0;
  return () => {
    given += 1;
    if (given > most) throw new Error(`this file has used all of its ${most} ${what}`);
    return before + given;
  };
}
