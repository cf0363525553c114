import { table } from '../records/entities.ts';
import { type PersonLists, personLists } from './person-lists.ts';

type PersonItems = Awaited<ReturnType<typeof readItems>>;

/** What is kept of a person, for all who ask for it while one request is answered: each part is read when it is first asked for, and once. */
export interface PersonFile {
  /** Profile, qualifications, entries, bars and hours of the person. */
  readonly items: () => Promise<PersonItems>;
  /** What the registrar's lists say. */
  readonly lists: () => Promise<PersonLists>;
}

/** The file of a person. Read consistently; nothing is read before somebody asks. */
export function personFile(personId: string): PersonFile {
  let items: Promise<PersonItems> | undefined;
  let lists: Promise<PersonLists> | undefined;
  const readOnce = () => (items ??= readItems(personId));
  return {
    items: readOnce,
    lists: () => (lists ??= readOnce().then(async (own) => await personLists(personId, own))),
  };
}

async function readItems(personId: string) {
  return (await table.collections.person({ personId }).go({ pages: 'all', consistent: true })).data;
}
