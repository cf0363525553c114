import type { QueueFilter } from '../../api/department-queues.ts';
import { searchedName, shortestNamePart } from '../../domain/employer-names.ts';
import { isCreditCode } from '../../domain/identifiers.ts';
import { typedCreditCode } from '../../domain/typed.ts';
import { caseScope, numberTerm, openScope } from '../cases/desk-terms.ts';
import { idsUnder, namePart, readHeads } from '../cases/term-rows.ts';
import { personIdOf } from '../platform/identity-key.ts';
import { ApplicationEntity, type ApplicationHead } from '../records/entities.ts';
import { findKnownEmployers } from '../register/known-employers.ts';

/** More rows than this are not looked through for what names a person, a company or a number: then the page asks to narrow the filter. */
export const mostRows = 1000;

/** Something that a filter asks about one person, company or number: who is meant, and how an item is tested for it. */
export interface Narrow<Item> {
  /** The ids that may fit; `more`: there are too many. */
  readonly ids: () => Promise<{ readonly ids: readonly string[]; readonly more: boolean }>;
  readonly fits: (item: Item) => boolean;
}

/** The items that such conditions leave: of the rarest, those that all others fit. `null` when there are none, `more` when each leaves too many. */
export async function leftBy<Item>(
  parts: readonly Narrow<Item>[],
  read: (ids: readonly string[]) => Promise<readonly Item[]>,
): Promise<{ readonly items: readonly Item[]; readonly more: boolean } | null> {
  if (parts.length === 0) return null;
  const found = await Promise.all(parts.map(({ ids }) => ids()));
  const [rarest] = found.filter(({ more }) => !more).toSorted((left, right) => left.ids.length - right.ids.length);
  if (rarest === undefined) return { items: [], more: true };
  const items = await read([...new Set(rarest.ids)]);
  return { items: items.filter((item) => parts.every(({ fits }) => fits(item))), more: false };
}

/** The applications that the narrow parts of a filter leave: `null` when it has none, `more` when each of them leaves too many. */
export async function narrowed(
  filter: QueueFilter,
): Promise<{ readonly items: readonly ApplicationHead[]; readonly more: boolean } | null> {
  return await leftBy(await narrowParts(filter), readHeads);
}

async function narrowParts({ idNumber, employer, name, number }: QueueFilter): Promise<Narrow<ApplicationHead>[]> {
  return [
    ...(idNumber === undefined ? [] : [ofPerson(await personIdOf(idNumber))]),
    ...(employer === undefined ? [] : [await ofEmployer(openScope, employer)]),
    ...(name === undefined ? [] : [ofName(caseScope, searchedName(name))]),
    ...(number === undefined ? [] : [ofNumber(caseScope, number)]),
  ];
}

function ofPerson(personId: string): Narrow<ApplicationHead> {
  return {
    ids: async () => {
      const { data } = await ApplicationEntity.query
        .byPerson({ personId })
        .go({ limit: mostRows + 1, order: 'desc', hydrate: true });
      return { ids: data.slice(0, mostRows).map(({ applicationId }) => applicationId), more: data.length > mostRows };
    },
    fits: (head) => head.personId === personId,
  };
}

interface OfEmployer {
  readonly employerCreditCode?: string | undefined;
  readonly employerName?: string | undefined;
}

/** What stands in a scope under an employer that somebody can mean; where too many are meant, what names one so. */
export async function ofEmployer(scope: string, employer: string): Promise<Narrow<OfEmployer>> {
  const codes = await codesOf(employer);
  if (codes === null) {
    const part = searchedName(employer);
    const named = ({ employerName = '' }: OfEmployer) => searchedName(employerName).includes(part);
    return { ids: () => Promise.resolve({ ids: [], more: true }), fits: named };
  }
  return {
    ids: async () => {
      const asked = codes.map((code) => idsUnder({ scope, term: `employer/${code}` }, '', mostRows));
      const found = await Promise.all(asked);
      const ids = found.flatMap(({ rows }) => rows.map(({ id }) => id));
      return { ids, more: ids.length > mostRows || found.some(({ more }) => more) };
    },
    fits: ({ employerCreditCode }) => employerCreditCode !== undefined && codes.includes(employerCreditCode),
  };
}

/** The credit codes of the companies that somebody can mean: by a code itself, or by a part of the name; null: too many for all to be asked. */
export async function codesOf(employer: string): Promise<readonly string[] | null> {
  const code = typedCreditCode(employer);
  if (isCreditCode(code)) return [code];
  const part = searchedName(employer);
  if (Array.from(part).length < shortestNamePart) return null;
  const { items, more } = await findKnownEmployers(part);
  return more ? null : items.map(({ creditCode }) => creditCode);
}

/** What stands in a scope under the endings of the applicant's name. */
export function ofName(scope: string, part: string): Narrow<{ readonly applicantName: string }> {
  return {
    ids: async () => {
      const { asked, begins } = namePart(scope, part);
      const { rows, more } = await idsUnder(asked, begins, mostRows);
      return { ids: rows.map(({ id }) => id), more };
    },
    fits: ({ applicantName }) => searchedName(applicantName).includes(part),
  };
}

/** What stands in a scope under the number of its case. */
export function ofNumber(scope: string, begins: string): Narrow<{ readonly number?: string | undefined }> {
  return {
    ids: async () => {
      const { rows, more } = await idsUnder({ scope, term: numberTerm(begins) }, begins, mostRows);
      return { ids: rows.map(({ id }) => id), more };
    },
    fits: ({ number = '' }) => number.startsWith(begins),
  };
}
