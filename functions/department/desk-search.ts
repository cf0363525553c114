import type { ApplicationSummary } from '../../api/application.ts';
import type { RegistrationView } from '../../api/people.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { numbersMeant } from '../../domain/numbering.ts';
import { professionCodes, professions } from '../../domain/professions.ts';
import { type SearchedText, searchedText } from '../../domain/search-text.ts';
import { searchedName } from '../../domain/employer-names.ts';
import { takesPart } from '../cases/case.ts';
import { caseScope, mobileTerm, numberTerm, personScope, registerScope } from '../cases/desk-terms.ts';
import { idsUnder, namePart, readHeads } from '../cases/term-rows.ts';
import { summaryView } from '../cases/views.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { personIdOf } from '../platform/identity-key.ts';
import { done, type Result } from '../platform/refusal.ts';
import {
  ApplicationEntity,
  type ApplicationHead,
  GuardEntity,
  PractitionerEntity,
  RegistrationEntity,
  type RegistrationItem,
} from '../records/entities.ts';
import { withinQuota } from '../records/quotas.ts';
import { entriesByNumber } from '../register/entries-by-number.ts';
import { entryFor } from '../register/register-view.ts';

/** Rows that one group of an answer shows. */
const mostShown = 20;

interface Found {
  readonly cases: readonly ApplicationHead[];
  readonly entries: readonly RegistrationItem[];
  /** There are other cases, or other entries, than these. */
  readonly moreCases: boolean;
  readonly moreEntries: boolean;
}

/** What a search answers: what the text was taken for, and two groups. */
export interface DeskAnswer {
  readonly kind: SearchedText['kind'];
  readonly cases: { readonly items: ApplicationSummary[]; readonly more: boolean };
  readonly entries: { readonly items: RegistrationView[]; readonly more: boolean };
}

/**
 * Finds cases, open and finished, and entries of the register by whatever was typed: a number finds exactly that, an identity or a mobile number
 * everything of the person. Each search counts against the caller's quota.
 */
export async function searchDesk(caller: StaffCaller, text: string, now: Date): Promise<Result<DeskAnswer>> {
  return await withinQuota({ quota: 'staff-search', owner: caller.staffId, now }, async () => {
    const meant = searchedText(text);
    const { cases, entries, moreCases, moreEntries } = await find(meant);
    const shown = cases.filter((head) => takesPart(head, caller)).toSorted(newestFirst);
    const today = shanghaiDate(now);
    return done({
      kind: meant.kind,
      cases: { items: shown.slice(0, mostShown).map(summaryView), more: moreCases || shown.length > mostShown },
      entries: {
        items: entries.slice(0, mostShown).map((item) => entryFor('department', item, today)),
        more: moreEntries || entries.length > mostShown,
      },
    });
  });
}

const nothing: Found = { cases: [], entries: [], moreCases: false, moreEntries: false };

async function find(meant: SearchedText): Promise<Found> {
  switch (meant.kind) {
    case 'application-number':
      return { ...nothing, cases: await byNumber(meant.number) };
    case 'number-prefix':
      return await byBeginnings([meant.number]);
    case 'date': {
      const day = meant.date.replaceAll('-', '');
      return await byBeginnings(professionCodes.map((code) => `${professions[code].numberPrefix}${day}`));
    }
    case 'registration-number':
      return { ...nothing, entries: await entriesByNumber(numbersMeant(meant.number)) };
    case 'identity-number':
      return await ofPerson(await personIdOf(meant.idNumber));
    case 'mobile':
      return await byMobile(meant.mobile);
    case 'credit-code':
      return await ofCompany(meant.creditCode);
    case 'name':
      return await byName(meant.name);
    case 'too-short':
      return nothing;
  }
}

async function byNumber(number: string): Promise<ApplicationHead[]> {
  const { data } = await GuardEntity.get({ kind: 'application-number', value: number }).go();
  return data === null ? [] : await readHeads([data.holder]);
}

async function byBeginnings(beginnings: readonly string[]): Promise<Found> {
  const found = await Promise.all(
    beginnings.map((begins) => idsUnder({ scope: caseScope, term: numberTerm(begins) }, begins, mostShown)),
  );
  const cases = await readHeads(found.flatMap(({ rows }) => rows.map(({ id }) => id)));
  return { ...nothing, cases, moreCases: found.some(({ more }) => more) };
}

async function ofPerson(personId: string): Promise<Found> {
  const [cases, entries] = await Promise.all([
    ApplicationEntity.query.byPerson({ personId }).go({ limit: mostShown + 1, order: 'desc', hydrate: true }),
    RegistrationEntity.query.person({ personId }).go({ limit: mostShown + 1, consistent: true }),
  ]);
  const own = cases.data.filter((head) => head.personId === personId);
  return { ...nothing, cases: own, entries: entries.data, moreCases: cases.data.length > mostShown };
}

/** A number may have been given to another since: everybody who has it in their profile now. */
async function byMobile(mobile: string): Promise<Found> {
  const { rows } = await idsUnder({ scope: personScope, term: mobileTerm(mobile) }, '', 5);
  const keys = rows.map(({ id: personId }) => ({ personId }));
  const { data } = keys.length === 0 ? { data: [] } : await PractitionerEntity.get(keys).go({ consistent: true });
  const found = await Promise.all(
    data.filter((person) => person.mobile === mobile).map(({ personId }) => ofPerson(personId)),
  );
  return {
    cases: found.flatMap(({ cases }) => cases),
    entries: found.flatMap(({ entries }) => entries),
    moreCases: found.some(({ moreCases }) => moreCases),
    moreEntries: found.some(({ moreEntries }) => moreEntries),
  };
}

async function ofCompany(employerCreditCode: string): Promise<Found> {
  const limit = mostShown + 1;
  const [cases, entries] = await Promise.all([
    ApplicationEntity.query.byEmployer({ employerCreditCode }).go({ limit, order: 'desc', hydrate: true }),
    RegistrationEntity.query.byEmployer({ employerCreditCode }).go({ limit, hydrate: true }),
  ]);
  const isTheirs = (item: { readonly employerCreditCode?: string | undefined }) =>
    item.employerCreditCode === employerCreditCode;
  return {
    cases: cases.data.filter(isTheirs),
    entries: entries.data.filter(isTheirs),
    moreCases: cases.data.length > mostShown,
    moreEntries: entries.data.length > mostShown,
  };
}

async function byName(part: string): Promise<Found> {
  const inCases = namePart(caseScope, part);
  const inRegister = namePart(registerScope, part);
  const [cases, entries] = await Promise.all([
    idsUnder(inCases.asked, inCases.begins, mostShown),
    idsUnder(inRegister.asked, inRegister.begins, mostShown),
  ]);
  const keys = entries.rows.flatMap(({ id: number, owner: personId }) =>
    personId === undefined ? [] : [{ personId, number }],
  );
  const [heads, held] = await Promise.all([
    readHeads(cases.rows.map(({ id }) => id)),
    keys.length === 0 ? { data: [] } : RegistrationEntity.get(keys).go({ consistent: true }),
  ]);
  return {
    cases: heads.filter(({ applicantName }) => searchedName(applicantName).includes(part)),
    entries: held.data.filter(({ holderName }) => searchedName(holderName).includes(part)),
    moreCases: cases.more,
    moreEntries: entries.more,
  };
}

function newestFirst(left: ApplicationHead, right: ApplicationHead): number {
  return left.updatedAt < right.updatedAt ? 1 : -1;
}
