import { isDeepStrictEqual } from 'node:util';
import { entryItem, entryOf } from '../records/register-items.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { countBehind } from '../../domain/numbering.ts';
import { passNumber } from '../records/counters.ts';
import { wholeOf, isValidOn } from '../../domain/registration-terms.ts';
import { ListedHolderEntity, RegistrationEntity, type RegistrationItem, table } from '../records/entities.ts';
import { keepListedName } from '../register/known-employers.ts';
import { newVerificationCode } from '../register/new-code.ts';
import { registrationReminders } from '../records/reminders.ts';
import { qualificationIdOf } from '../records/qualifications.ts';
import { type Outcome, type PersonListKind, type RowWriting } from './import-list.ts';
import { type ListedRegistration, ageRemark, numberRemark, readRegistrationRow } from './registration-row.ts';

/**
 * The register that came before this platform. A number that is registered here already is never changed: the same row is left alone and another
 * one is reported.
 */
export const registrationList: PersonListKind<ListedRegistration> = {
  read: readRegistrationRow,
  keyOf: ({ number }) => number,
  keyName: '注册编号',
  keep,
};

async function keep(row: ListedRegistration, personId: string, now: Date, writing: RowWriting): Promise<Outcome> {
  const wanted = itemOf(row, personId);
  const { data: known } = await RegistrationEntity.query.byNumber({ number: row.number }).go({ hydrate: true });
  const [stored] = known;
  if (stored !== undefined) {
    if (!isSame(stored, wanted)) return taken(row);
    // Taken over before the platform kept whose they are: the same list again completes them.
    if (!writing.isDryRun) await ListedHolderEntity.put(holderOf(row, personId)).go();
    return { kind: 'unchanged' };
  }
  const other = await otherEmployer(wanted, now);
  if (other !== undefined) return elsewhere(row, other);
  const outcome = imported(row);
  if (writing.isDryRun) return outcome;
  await passOwnNumbers(row, now);
  await keepListedName({ creditCode: row.employerCreditCode, name: row.employerName }, 'register');
  const { canceled } = await table.transaction
    .write(({ registration, listedHolder, guard, reminder, jobElement }) => [
      guard.create({ kind: 'registration-number', value: row.number, holder: personId }).commit(),
      registration.create(wanted).commit(),
      listedHolder.put(holderOf(row, personId)).commit(),
      ...registrationReminders(wanted, now).map((one) => reminder.put(one).commit()),
      ...writing.note({ jobElement }, outcome),
    ])
    .go();
  if (!canceled) return outcome;
  // Another import won, or the index by number is behind: the entry itself is not.
  const { data: present } = await RegistrationEntity.get(wanted).go({ consistent: true });
  return present !== null && isSame(present, wanted) ? { kind: 'unchanged' } : taken(row);
}

/** The employer with which the person has another valid registration, when it is not this row's: all of a person's sit with one. */
async function otherEmployer(wanted: RegistrationItem, now: Date): Promise<string | undefined> {
  const today = shanghaiDate(now);
  if (!isValidOn(entryOf(wanted), today)) return undefined;
  const { data } = await RegistrationEntity.query.person({ personId: wanted.personId }).go({ consistent: true });
  const valid = data.filter((held) => isValidOn(entryOf(held), today));
  return valid.find(({ employerCreditCode }) => employerCreditCode !== wanted.employerCreditCode)?.employerName;
}

// Numbers of this year are still drawn here, and must not meet those that another system has given.
async function passOwnNumbers({ number, profession }: ListedRegistration, now: Date): Promise<void> {
  const drawn = countBehind(number, profession);
  if (drawn?.year === shanghaiDate(now).slice(0, 4)) await passNumber(drawn.counter, drawn.count);
}

function holderOf({ idType, idNumber }: ListedRegistration, personId: string) {
  return { personId, idType, idNumber };
}

function itemOf(row: ListedRegistration, personId: string): RegistrationItem {
  return entryItem({
    personId,
    number: row.number,
    profession: row.profession,
    terms: row.terms,
    ...wholeOf(row.terms),
    holderName: row.holderName,
    employerName: row.employerName,
    employerCreditCode: row.employerCreditCode,
    employerQualification: null,
    qualificationId: qualificationIdOf(row),
    zone: row.zone,
    applicationId: null,
    supplementApplicationId: null,
    suspension: null,
    lock: null,
    verificationCode: newVerificationCode(),
    certificateDocumentId: null,
    protection: null,
    lapsedOn: null,
    version: 1,
  });
}

function isSame(stored: RegistrationItem, wanted: RegistrationItem): boolean {
  const { personId, holderName, employerCreditCode, terms } = wanted;
  return (
    stored.personId === personId &&
    stored.holderName === holderName &&
    stored.employerCreditCode === employerCreditCode &&
    isDeepStrictEqual(stored.terms, terms)
  );
}

function imported(row: ListedRegistration): Extract<Outcome, { kind: 'imported' }> {
  const remarks = [numberRemark(row), ageRemark(row)].filter((each) => each !== null);
  const message = remarks.length === 0 ? null : remarks.join('');
  return message === null ? { kind: 'imported' } : { kind: 'imported', remark: { line: row.line, message } };
}

function elsewhere({ line }: ListedRegistration, employerName: string): Outcome {
  const message = `该人员在“${employerName}”有有效注册，同一人的注册须在同一家聘用企业，请核对。`;
  return { kind: 'rejected', line, message };
}

function taken({ line, number }: ListedRegistration): Outcome {
  return {
    kind: 'rejected',
    line,
    message: `注册编号${number}已在注册名册中，内容与这一行不同；名册中的信息只能通过注册事项变更。`,
  };
}
