import { emptyCancellation } from '../../../domain/cancellation.ts';
import { type ApplicationDraft, emptyDraft, type Qualification } from '../../../domain/application-parts.ts';
import { nothingBars } from '../../../domain/test-facts.ts';
import type { Initiator } from '../../../domain/initiators.ts';
import { servesRow } from '../../../domain/qualification-rules.ts';
import { type MatterRow, rowOf, asks } from '../../../domain/catalogue.ts';
import { type ProfessionCode, professionCodes, registersEachSpecialty } from '../../../domain/professions.ts';
import { addDays, addMonths, type CalendarDate } from '../../../domain/calendar-dates.ts';
import type { CancellationDraft } from '../../../domain/cancellation.ts';
import type { EntryDraft } from '../../../domain/entry-draft.ts';
import type { Entry, ModelCompany, Move, World } from './lifecycle-model.ts';
import { registrationStatus } from '../../../domain/registration-terms.ts';

/** The draft of an application that a practitioner begins, filled in as completely as the world allows. */
export function filledDraft(
  world: World,
  { profession, matter, number, company }: Extract<Move, { kind: 'begin' }>,
): ApplicationDraft {
  const row = rowOf({ profession, matter });
  const entry = world.entries.find((each) => each.number === number);
  const serving = world.qualifications.filter(
    (each) => each.profession === profession && (entry !== undefined || servesRow(row, each)),
  );
  const qualification = serving.find(({ id }) => id === entry?.qualificationId) ?? serving[0];
  return {
    ...emptyDraft,
    qualificationId: row.asksQualification ? (qualification?.id ?? null) : null,
    specialties: specialtiesFor(world, row, entry, qualification?.specialties ?? []),
    employment: row.asksEmployment ? employmentWith(company, world.today) : emptyDraft.employment,
    declarations: row.declares ? nothingBars : {},
    registrationNumber: number,
    cancellation: asks(row.effect, 'cancellation')
      ? { ...emptyCancellation, ground: 'own-wish', statement: '不再执业。' }
      : null,
    entry: asks(row.effect, 'entry') ? { ...foreignEntry, certificateNumber: certificateOf(world, profession) } : null,
  };
}

/** One of those that a registration has, those that it has not, or as many as one registration covers. */
function specialtiesFor(
  { entries, today }: World,
  row: MatterRow,
  entry: Entry | undefined,
  qualified: readonly string[],
): readonly string[] {
  const { profession } = row;
  // The last one lasts longest, after an addition.
  if (row.choosesSpecialties) return entry?.specialties.slice(-1) ?? [];
  if (!row.asksQualification) return [];
  if (!registersEachSpecialty(profession))
    return qualified.filter((each) => entry?.specialties.includes(each) !== true);
  const own = entries.filter((each) => each.profession === profession);
  const had = own.flatMap(({ specialties }) => specialties);
  const valid = own
    .filter((each) => registrationStatus(each, today) === 'valid')
    .flatMap(({ specialties }) => specialties);
  const fitting = qualified.find((each) =>
    row.standing === 'formerly-registered' ? had.includes(each) && !valid.includes(each) : !had.includes(each),
  );
  return [fitting ?? qualified[0] ?? []].flat();
}

const foreignEntry: Omit<EntryDraft, 'certificateNumber'> = {
  examinationProvince: '浙江省',
  passedYear: 2019,
  issuedOn: '2019-12-20',
  issuer: '浙江省住房和城乡建设厅（演示）',
  registeredBefore: false,
  priorRegistration: null,
};

function certificateOf({ certificate }: World, profession: ProfessionCode): string {
  return `${certificate}${professionCodes.indexOf(profession)}`;
}

/** The qualification of an approved entry. */
export function sampleForeign(world: World, profession: ProfessionCode): Qualification {
  const certificateNumber = certificateOf(world, profession);
  const source = 'out-of-province';
  return {
    id: '',
    profession,
    certificateNumber,
    specialties: [],
    obtainedOn: '2019-12-20',
    province: '浙江省',
    source,
    elsewhere: null,
  };
}

/** The employment that a draft of the model names: a contract that runs a year from a month ago. */
export function employmentWith(company: ModelCompany, today: CalendarDate): ApplicationDraft['employment'] {
  const [start, end] = [addDays(today, -30), addMonths(today, 12)];
  return {
    employerName: company.name,
    employerCreditCode: company.creditCode,
    contractKind: 'fixed-term',
    contractStart: start,
    contractEnd: end,
    employmentStart: start,
    employmentEnd: end,
    position: '专业技术负责人',
  };
}

/** The ground of a cancellation that an employer or the department begins, of a registration or of some of its specialties: one that nothing has to show. */
export function cancellationBy(by: Exclude<Initiator, 'practitioner'>): CancellationDraft {
  const own = by === 'employer' ? 'practice-ended' : 'other-legal-ground';
  return { ...emptyCancellation, ground: own, statement: '见附件。' };
}

/** Noon in Shanghai of a day. */
export function instantOf(date: CalendarDate): string {
  return `${date}T04:00:00.000Z`;
}
