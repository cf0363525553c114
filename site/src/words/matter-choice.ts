import { type ApplicationDraft, emptyDraft, unknownPerson } from '../../../domain/application-parts.ts';
import { isFinal } from '../../../domain/states.ts';
import {
  matterNames,
  type MatterRow,
  matterRows,
  rowOf,
  asks,
  matterGroups as headings,
} from '../../../domain/catalogue.ts';
import type { ApplicationSummary } from '../../../api/application.ts';
import type { QualificationView, RegistrationView } from '../../../api/people.ts';
import { offeredSpecialties, professions, registersEachSpecialty } from '../../../domain/professions.ts';
import { chosenRegisteredHere, lackedQualification, servesRow } from '../../../domain/qualification-rules.ts';
import { ageWarning, notPastAge } from '../../../domain/age-rules.ts';
import type { Identified } from '../../../domain/identity-documents.ts';
import { lateWarning, notLate } from '../../../domain/renewal-time.ts';
import { standingFits } from '../../../domain/registration-rules.ts';
import { windowOpen } from '../../../domain/specialty-rules.ts';
import { heldRegistration } from '../forms/amendment-form.ts';
import { isWanted, type Wanted } from './entrances.ts';
import { isValidOn } from '../../../domain/registration-terms.ts';

/** A matter that can be applied for, with what the practitioner has that concerns it. */
export interface MatterChoice {
  readonly row: MatterRow;
  /** The registration that it would be about; null for what registers anew, and where the registration is not known here. */
  readonly registration: RegistrationView | null;
  /** How many qualifications it could rest on; null where it does not ask for one. */
  readonly held: number | null;
  /** Why it cannot be applied for today, and what to do instead; null: it can. */
  readonly blocked: string | null;
  /** What must be known of it before it is begun; null: nothing. */
  readonly warning: string | null;
  /** The application that is open and keeps another from being begun; undefined: none. */
  readonly open: ApplicationSummary | undefined;
}

/** A heading of 我要办事 with its matters. */
export interface MatterGroup {
  readonly id: string;
  readonly title: string;
  readonly choices: readonly MatterChoice[];
}

/** What a practitioner has that decides which matters there are. */
export interface Possessions {
  readonly qualifications: readonly QualificationView[];
  readonly registrations: readonly RegistrationView[];
  readonly applications: readonly ApplicationSummary[];
  /** Who it is, where the page knows: some matters ask for an age. */
  readonly holder?: Identified | undefined;
  /** The day in Asia/Shanghai. */
  readonly today: string;
}

/**
 * The matters of 我要办事: what somebody came for in a group of its own before the others; in each group first what can be applied for.
 * Matters about a registration are there once for each registration. Groups without matters are left out.
 */
export function matterGroups(has: Possessions, wanted: Wanted): MatterGroup[] {
  const choices = matterRows
    .filter(({ group }) => group !== null)
    .flatMap((row) => choicesOf(row, has, wanted))
    .sort((left, right) => Number(isPossible(right)) - Number(isPossible(left)));
  const chosen = choices.filter(({ row }) => isWanted(wanted, row));
  const others = choices.filter((choice) => !chosen.includes(choice));
  return [
    { id: 'chosen', title: '您要办理的事项', choices: chosen },
    ...Object.entries(headings).map(([id, title]) => ({
      id,
      title,
      choices: others.filter(({ row }) => row.group === id),
    })),
  ].filter((group) => group.choices.length > 0);
}

/** The matters that concern one registration: what amends or ends it while it is valid, registration again once it is not. */
export function mattersOfRegistration(registration: RegistrationView, has: Possessions): MatterChoice[] {
  const about = matterRows.filter(({ profession }) => profession === registration.profession);
  if (isValid(registration, has)) {
    return about.filter(({ standing }) => standing === 'registered').map((row) => choiceOf(row, registration, has));
  }
  return about
    .filter(({ standing }) => standing === 'formerly-registered')
    .map((row) => choiceOf(row, null, has, registration.specialties))
    .filter((choice) => !isUnfit(choice));
}

/** The matter for people whose identity number has changed, which finds no registration of theirs: for each profession. */
export function matterOfNewIdentity(has: Possessions): MatterChoice[] {
  return matterRows.filter(({ effect }) => asks(effect, 'formerIdNumber')).map((row) => choiceOf(row, null, has));
}

/** True when a matter can be applied for now, as far as the page knows. */
export function isPossible({ held, blocked }: MatterChoice): boolean {
  return blocked === null && held !== 0;
}

function choicesOf(row: MatterRow, has: Possessions, wanted: Wanted): MatterChoice[] {
  const namedAlone = isWanted({ profession: null, matter: wanted.matter }, row) && isWanted(wanted, row);
  if (row.standing === 'registered') {
    const own = has.registrations.filter((each) => each.profession === row.profession && isValid(each, has));
    const choices = own.map((registration) => choiceOf(row, registration, has));
    if (choices.length > 0 || !namedAlone) return choices;
    const choice = choiceOf(row, null, has);
    return [asks(row.effect, 'formerIdNumber') ? choice : { ...choice, blocked: noRegistration(row) }];
  }
  const choice = choiceOf(row, null, has);
  const unfit = row.standing === 'formerly-registered' && isUnfit(choice);
  return unfit && !namedAlone ? [] : [choice];
}

const nobody: Identified = unknownPerson;

/** `specialties` are those of what has ended, where it is to be registered again; none: any that a qualification has. */
function choiceOf(
  row: MatterRow,
  registration: RegistrationView | null,
  has: Possessions,
  specialties: readonly string[] = [],
): MatterChoice {
  const { qualifications, registrations, applications, holder = nobody, today } = has;
  const draft = { ...emptyDraft, registrationNumber: registration?.number ?? null };
  const facts = { row, today, draft, registrations: registrations.map(heldRegistration) };
  const serving = qualifications.filter((item) => item.profession === row.profession && servesRow(row, item));
  const held = row.standing === 'registered' ? null : serving.length;
  // Which registration it is about can be said later; the rest is known now.
  const violations = draftsOf({ ...draft, specialties }, row, serving)
    .map((each) => ({ ...facts, draft: each }))
    .map((each) => [
      ...chosenRegisteredHere(each),
      ...standingFits(each),
      ...windowOpen(each),
      ...notLate(each),
      ...notPastAge({ ...each, profile: holder }),
    ])
    .map((found) => found.filter(({ code }) => code !== 'registration-missing'))
    .reduce((fewest, found) => (found.length < fewest.length ? found : fewest));
  return {
    row,
    registration,
    held,
    warning: lateWarning(facts) ?? ageWarning({ ...facts, profile: holder }),
    blocked: violations[0]?.message ?? (held === 0 ? noQualification(row) : null),
    open: applications.find((application) => !isFinal(application.state) && excludes(application, row)),
  };
}

/** The drafts that somebody could begin: where each specialty is a registration of its own, one for each that a qualification has and is registered here. */
function draftsOf(
  draft: ApplicationDraft,
  { profession }: MatterRow,
  serving: readonly QualificationView[],
): [ApplicationDraft, ...ApplicationDraft[]] {
  const offered = offeredSpecialties(profession);
  const held = serving.flatMap(({ specialties }) => specialties).filter((each) => offered.includes(each));
  const [first, ...others] = registersEachSpecialty(profession) && draft.specialties.length === 0 ? held : [];
  if (first === undefined) return [draft];
  return [{ ...draft, specialties: [first] }, ...others.map((specialty) => ({ ...draft, specialties: [specialty] }))];
}

/** True when an open application keeps a matter from being begun (the row's lock). */
function excludes(application: ApplicationSummary, row: MatterRow): boolean {
  const other = rowOf(application);
  if (other.lock === 'own-profession' && application.initiator !== 'practitioner') return false;
  if (row.lock === 'cancellation' || other.lock === 'cancellation') {
    const same = row.lock === other.lock && row.profession === other.profession;
    return same && application.initiator === 'practitioner';
  }
  return row.lock === 'person' || other.lock === 'person' || row.profession === other.profession;
}

function isValid(registration: RegistrationView, { today }: Possessions): boolean {
  return isValidOn(heldRegistration(registration), today);
}

function noQualification(row: MatterRow): string {
  return `${lackedQualification(row)}，暂不能申报。`;
}

// Only a qualification is missing: that is said, with the way to it, while a matter that the register rules out is not offered at all.
function isUnfit({ row, blocked }: MatterChoice): boolean {
  return blocked !== null && blocked !== noQualification(row);
}

function noRegistration({ profession, matter }: MatterRow): string {
  return `您没有有效的${professions[profession].name}注册，不能办理${matterNames[matter]}。`;
}
