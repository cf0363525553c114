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

/** Everything a filter asks that is about one person, company or number: who is meant, and how an application is tested for it. */
interface Narrow {
  /** The ids that may fit; `more`: there are too many. */
  readonly ids: () => Promise<{ readonly ids: readonly string[]; readonly more: boolean }>;
  readonly fits: (head: ApplicationHead) => boolean;
}

/** The applications that the narrow parts of a filter leave: `null` when it has none, `more` when each of them leaves too many. */
export async function narrowed(
  filter: QueueFilter,
): Promise<{ readonly heads: readonly ApplicationHead[]; readonly more: boolean } | null> {
  const parts = await narrowParts(filter);
  if (parts.length === 0) return null;
  const found = await Promise.all(parts.map(({ ids }) => ids()));
  const [rarest] = found.filter(({ more }) => !more).toSorted((left, right) => left.ids.length - right.ids.length);
  if (rarest === undefined) return { heads: [], more: true };
  const heads = await readHeads([...new Set(rarest.ids)]);
  return { heads: heads.filter((head) => parts.every(({ fits }) => fits(head))), more: false };
}

async function narrowParts({ idNumber, employer, name, number }: QueueFilter): Promise<Narrow[]> {
  return [
    ...(idNumber === undefined ? [] : [ofPerson(await personIdOf(idNumber))]),
    ...(employer === undefined ? [] : [ofEmployers(await codesOf(employer))]),
    ...(name === undefined ? [] : [ofName(searchedName(name))]),
    ...(number === undefined ? [] : [ofNumber(number)]),
  ];
}

function ofPerson(personId: string): Narrow {
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

function ofEmployers(codes: readonly string[] | null): Narrow {
  if (codes === null) return { ids: () => Promise.resolve({ ids: [], more: true }), fits: () => true };
  return {
    ids: async () => {
      const asked = codes.map((code) => idsUnder({ scope: openScope, term: `employer/${code}` }, '', mostRows));
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

function ofName(part: string): Narrow {
  return {
    ids: async () => {
      const { asked, begins } = namePart(caseScope, part);
      const { rows, more } = await idsUnder(asked, begins, mostRows);
      return { ids: rows.map(({ id }) => id), more };
    },
    fits: ({ applicantName }) => searchedName(applicantName).includes(part),
  };
}

function ofNumber(begins: string): Narrow {
  return {
    ids: async () => {
      const { rows, more } = await idsUnder({ scope: caseScope, term: numberTerm(begins) }, begins, mostRows);
      return { ids: rows.map(({ id }) => id), more };
    },
    fits: ({ number = '' }) => number.startsWith(begins),
  };
}
