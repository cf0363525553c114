import { setTimeout as sleep } from 'node:timers/promises';
import type { Supplement } from '../../../domain/application-parts.ts';
import { type MatterCode, type MatterRow, asks, rowOf } from '../../../domain/catalogue.ts';
import { departmentEndpoints } from '../../../api/department.ts';
import { employerEndpoints } from '../../../api/employer.ts';
import { practitionerEndpoints } from '../../../api/practitioner.ts';
import { addDays, addMonths, shanghaiDate } from '../../../domain/calendar-dates.ts';
import { nothingBars } from '../../../domain/test-facts.ts';
import { type FileSlot, fileSlotRules } from '../../../domain/file-slots.ts';
import type { ApplicationState } from '../../../domain/states.ts';
import { type ProfessionCode, registersEachSpecialty } from '../../../domain/professions.ts';
import type { ApplicationView } from '../../../api/application.ts';
import { type Party, until, upload } from './party.ts';
import { portrait, type SampleFile, scan } from './sample-files.ts';

/** A complete personal profile; everything in it is invented. */
export const sampleProfile = {
  mobile: '13912345678',
  email: 'demo@example.com',
  ethnicity: '汉族',
  education: '本科',
  school: '江南演示大学',
  major: '土木工程',
  graduatedOn: '2012-06-30',
  address: '江苏省南京市鼓楼区演示路1号',
} as const;

/** A complete company profile with one qualification. */
export const sampleCompany = {
  division: '320106',
  address: '江苏省南京市鼓楼区演示大道8号',
  contactName: '陈联络',
  contactMobile: '13812345678',
  contactEmail: 'contact@example.com',
  qualifications: [{ type: '工程设计行业资质', number: 'A132000001' }],
} as const;

/** Fills in what the profile lacks, so that the person may apply. */
export async function completeProfile(person: Party): Promise<void> {
  const profile = await person.send(practitionerEndpoints.getProfile, {});
  if (profile.missing.length === 0) return;
  await person.send(practitionerEndpoints.changeProfile, { body: { version: profile.version, ...sampleProfile } });
}

/** Fills in what the company profile lacks, so that the company may confirm. */
export async function completeCompany(company: Party, division: string = sampleCompany.division): Promise<void> {
  const profile = await company.send(employerEndpoints.getCompany, {});
  if (profile.missing.length === 0) return;
  const body = {
    version: profile.version,
    ...sampleCompany,
    division,
    qualifications: [...sampleCompany.qualifications],
  };
  await company.send(employerEndpoints.changeCompany, { body });
}

/** The application as the applicant sees it. */
export function see(person: Party, id: string): Promise<ApplicationView> {
  return person.send(practitionerEndpoints.getApplication, { params: { id } });
}

/** Waits until an application has reached a state and the next party's work item is open (`dueAt` is known). */
export async function waitFor(
  person: Party,
  id: string,
  state: ApplicationState,
  seconds = 60,
): Promise<ApplicationView> {
  return await until(
    `application in ${state}`,
    async () => {
      const view = await see(person, id);
      if (view.state === state && (view.dueAt !== null || isSettled(state))) return view;
      if (view.state === 'in-publicity') await endOfPublicity(view);
      return undefined;
    },
    // What follows a command takes the workflow this long at least.
    { seconds, firstAfterMilliseconds: 120 },
  );
}

// Said by the application itself: asking in between would only be load.
async function endOfPublicity({ dueAt }: ApplicationView): Promise<void> {
  const left = dueAt === null ? 0 : Date.parse(dueAt) - Date.now();
  if (left > 0 && left < 10_000) await sleep(left);
}

/** Whose registration others want ended is heard: waits until they are asked, and says something, or that there is nothing to say. */
export async function answerHearing(person: Party, id: string, statement: string | null = null): Promise<void> {
  const { version } = await waitFor(person, id, 'awaiting-statement');
  await person.send(practitionerEndpoints.giveStatement, { params: { id }, body: { version, statement } });
}

/** Uploads a file of the practitioner and returns it inspected. */
export function uploadOwn(person: Party, id: string, slot: FileSlot, file: SampleFile) {
  return upload(
    slot,
    file,
    (body) => person.send(practitionerEndpoints.declareFile, { params: { id }, body }),
    (fileId) => person.send(practitionerEndpoints.getFile, { params: { id, fileId } }),
  );
}

/** Uploads a file of the employer and returns it inspected. */
export function uploadForCompany(company: Party, id: string, slot: FileSlot, file: SampleFile) {
  return upload(
    slot,
    file,
    (body) => company.send(employerEndpoints.declareFile, { params: { id }, body }),
    (fileId) => company.send(employerEndpoints.getFile, { params: { id, fileId } }),
  );
}

/** Begins an application, about a registration where the matter is about one, and returns its id; the profile is completed first. */
export async function begin(
  person: Party,
  profession: ProfessionCode,
  matter: MatterCode = 'initial',
  registrationNumber?: string,
): Promise<string> {
  await completeProfile(person);
  const { id } = await person.send(practitionerEndpoints.createApplication, {
    body: { profession, matter, ...(registrationNumber === undefined ? {} : { registrationNumber }) },
  });
  return id;
}

/** Why a practitioner wants a registration cancelled, in tests. */
export const sampleCancellation = { ground: 'own-wish', statement: '因个人职业规划调整，不再执业。' } as const;

/** Uploads what the matter asks of the practitioner and fills in the whole draft. An addition asks for all specialties but the first. */
export async function fillIn(
  person: Party,
  company: Party,
  id: string,
  profession: ProfessionCode,
  now: Date,
): Promise<void> {
  const { matter } = await see(person, id);
  const row = rowOf({ profession, matter });
  for (const slot of row.practitionerFiles) {
    const file = slot === 'photo' ? await portrait() : await scan(`${fileSlotRules[slot].name}.pdf`, 3);
    await uploadOwn(person, id, slot, file);
  }
  const [employer, qualifications, view] = await Promise.all([
    company.send(employerEndpoints.getCompany, {}),
    person.send(practitionerEndpoints.listQualifications, {}),
    see(person, id),
  ]);
  const qualification = qualifications.items.find((item) => item.profession === profession);
  if (row.asksQualification && qualification === undefined) {
    throw new Error(`${person.account} holds no qualification of ${profession}`);
  }
  const today = shanghaiDate(now);
  const [start, end] = [addDays(today, -30), addMonths(today, 12)];
  const employment = {
    employerName: employer.name,
    employerCreditCode: employer.creditCode,
    contractKind: 'fixed-term',
    contractStart: start,
    contractEnd: end,
    employmentStart: start,
    employmentEnd: end,
    position: '专业技术负责人',
  } as const;
  const registered = view.draft.registrationNumber;
  const draft = {
    qualificationId: row.asksQualification ? (qualification?.id ?? null) : null,
    specialties: await specialtiesFor(person, row, registered, qualification?.specialties ?? []),
    employment: row.asksEmployment ? employment : view.draft.employment,
    registrationNumber: registered,
    formerIdNumber: view.draft.formerIdNumber,
    cancellation: asks(row.effect, 'cancellation') ? sampleCancellation : null,
    declarations: row.declares ? nothingBars : {},
  };
  await person.send(practitionerEndpoints.saveDraft, { params: { id }, body: { version: view.version, draft } });
}

/** What a sample draft asks for: the second specialty and what follows, one that the registration has, or as many as one registration covers. */
async function specialtiesFor(
  person: Party,
  row: MatterRow,
  number: string | null,
  qualified: readonly string[],
): Promise<string[]> {
  if (row.choosesSpecialties) {
    const { items } = await person.send(practitionerEndpoints.listRegistrations, {});
    return (items.find((item) => item.number === number)?.specialties ?? []).slice(0, 1);
  }
  if (!row.asksQualification) return [];
  if (row.standing === 'registered') return qualified.slice(1);
  return qualified.slice(0, registersEachSpecialty(row.profession) ? 1 : undefined);
}

/** Reads the form, confirms it and submits. */
export async function confirmAndSubmit(person: Party, id: string): Promise<void> {
  const [form, view] = [await person.send(practitionerEndpoints.getForm, { params: { id } }), await see(person, id)];
  if (form.problems.length > 0)
    throw new Error(`the draft is not complete: ${form.problems.map(({ message }) => message).join(' ')}`);
  const body = { version: view.version, formDigest: form.digest, confirmed: true } as const;
  await person.send(practitionerEndpoints.submit, { params: { id }, body });
}

/** The supplement that an employer with the sample company's qualifications gives for a matter. */
export function sampleSupplement(profession: ProfessionCode, matter: MatterCode = 'initial'): Supplement {
  switch (rowOf({ profession, matter }).supplement) {
    case 'company-qualification':
      return { kind: 'company-qualification', qualification: sampleCompany.qualifications[0] };
    case 'cost-consultancy':
      return { kind: 'cost-consultancy', isCostConsultancy: true };
    case 'none':
      return { kind: 'none' };
  }
}

/** The choice of 无: the employer still owes a qualification. */
export const noQualification: Supplement = { kind: 'company-qualification', qualification: null };

/** The employer uploads the sealed form and confirms. */
export async function confirmAsEmployer(
  company: Party,
  id: string,
  profession: ProfessionCode,
  chosen?: Supplement,
): Promise<void> {
  const sealed = await uploadForCompany(company, id, 'sealed-form', await scan('盖章申请表.pdf', 1));
  const { version, matter } = await company.send(employerEndpoints.getApplication, { params: { id } });
  const supplement = chosen ?? sampleSupplement(profession, matter);
  const body = { version, sealedFormFileId: sealed.id, supplement };
  await company.send(employerEndpoints.confirm, { params: { id }, body });
}

/** Staff act on the version that they see. */
export async function seenBy(staff: Party, id: string): Promise<number> {
  return (await staff.send(departmentEndpoints.getApplication, { params: { id } })).version;
}

function isSettled(state: ApplicationState): boolean {
  return ['draft', 'submitted', 'approved', 'rejected', 'not-accepted', 'withdrawn', 'expired'].includes(state);
}
