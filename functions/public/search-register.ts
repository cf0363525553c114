import type * as z from 'zod';
import type { publicEndpoints } from '../../api/public.ts';
import { isProof } from '../../api/work-proof.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { searchedName } from '../../domain/employer-names.ts';
import { isStanding } from '../../domain/holds.ts';
import { isCreditCode } from '../../domain/identifiers.ts';
import { numbersMeant } from '../../domain/numbering.ts';
import { mostSearchedPages, questionText, type RegisterQuestion, searchedPage } from '../../domain/register-search.ts';
import { typedCreditCode } from '../../domain/typed.ts';
import { done, refuse, type Result } from '../platform/refusal.ts';
import { RegisteredNameEntity, RegistrationEntity, type RegistrationItem } from '../records/entities.ts';
import { withinQuota } from '../records/quotas.ts';
import { entriesByNumber } from '../register/entries-by-number.ts';
import { findKnownEmployers } from '../register/known-employers.ts';
import { entryFor } from '../register/register-view.ts';

type Search = z.output<typeof publicEndpoints.searchRegister.body>;
type Found = z.input<typeof publicEndpoints.searchRegister.response>;

/** Who asks: the address of the client and what connects (the same without a proxy). */
interface Asker {
  readonly clientAddress: string;
  readonly connection: string;
}

const most = searchedPage * mostSearchedPages;

/**
 * Searches the register for anybody (Administrative Licensing Law art. 40). Refused with `proof-needed` when a client has asked more than an office
 * does and has not worked for this question, with `too-many-requests` when it has asked more than anybody honest does.
 */
export async function searchRegister(search: Search, asker: Asker, now: Date): Promise<Result<Found>> {
  const { clientAddress, connection } = asker;
  const counted = () =>
    withinQuota({ quota: 'register-search', owner: clientAddress, now }, () => answer(search, shanghaiDate(now)));
  return await withinQuota({ quota: 'register-search-connection', owner: connection, now }, async () => {
    if (search.proof !== null) {
      return (await isProof(questionText(search.question), search.proof, now)) ? await counted() : proofNeeded();
    }
    const free = await withinQuota({ quota: 'register-search-freely', owner: clientAddress, now }, () =>
      Promise.resolve(done(true)),
    );
    return free.ok ? await counted() : proofNeeded();
  });
}

function proofNeeded() {
  return refuse('proof-needed', '查询次数较多，须先完成一次自动验证；页面会自动完成，请稍候或者重新查询。');
}

async function answer({ question, page }: Search, today: string): Promise<Result<Found>> {
  const { entries, count } = await found(question, page, today);
  return done({
    items: entries.map((entry) => entryFor('anyone', entry, today)),
    pages: Math.ceil(Math.min(count, most) / searchedPage),
    more: count > most,
  });
}

interface FoundEntries {
  readonly entries: readonly RegistrationItem[];
  /** How many there are, `most` and one at most. */
  readonly count: number;
}

async function found(question: RegisterQuestion, page: number, today: string): Promise<FoundEntries> {
  switch (question.by) {
    case 'person':
      return await withName(question, page);
    case 'employer':
      return await withEmployer(question.employer, page, today);
    case 'number':
      return pageOf(await entriesByNumber(numbersMeant(question.number)), page);
  }
}

async function withName(
  { name, profession }: Extract<RegisterQuestion, { by: 'person' }>,
  page: number,
): Promise<FoundEntries> {
  const { data: names } = await RegisteredNameEntity.query
    .name({ profession, holderName: name })
    .go({ limit: most + 1 });
  const shown = onPage(names, page).map(({ personId, number }) => ({ personId, number }));
  if (shown.length === 0) return { entries: [], count: names.length };
  const { data } = await RegistrationEntity.get(shown).go({ consistent: true });
  const entries = data.filter(({ holderName }) => holderName === name);
  return { entries: inOrder(entries), count: names.length };
}

/** Who is registered with an employer today: its full name or its credit code is known to whoever asks. */
async function withEmployer(text: string, page: number, today: string): Promise<FoundEntries> {
  const typed = typedCreditCode(text);
  const employerCreditCode = isCreditCode(typed) ? typed : await codeOf(text);
  if (employerCreditCode === undefined) return { entries: [], count: 0 };
  const { data } = await RegistrationEntity.query
    .byEmployer({ employerCreditCode })
    .go({ limit: most + 1, hydrate: true });
  const registered = data.filter((entry) => isStanding(entryFor('anyone', entry, today).status));
  return { ...pageOf(registered, page), count: data.length > most ? data.length : registered.length };
}

async function codeOf(name: string): Promise<string | undefined> {
  const wanted = searchedName(name);
  const { items } = await findKnownEmployers(wanted);
  return items.find((employer) => searchedName(employer.name) === wanted)?.creditCode;
}

function pageOf(entries: readonly RegistrationItem[], page: number): FoundEntries {
  return { entries: onPage(inOrder(entries), page), count: entries.length };
}

function onPage<Item>(items: readonly Item[], page: number): readonly Item[] {
  return items.slice(0, most).slice((page - 1) * searchedPage, page * searchedPage);
}

function inOrder(entries: readonly RegistrationItem[]): RegistrationItem[] {
  return entries.toSorted((left, right) => (left.number < right.number ? -1 : 1));
}
