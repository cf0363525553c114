import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { publicEndpoints } from '../../api/public.ts';
import { call } from '../../api/client.ts';
import type { ApplicationView } from '../../api/application.ts';
import { rowOf } from '../../domain/application.ts';
import type { MatterCode, ProfessionCode } from '../../domain/catalogue.ts';
import type { Target } from '../../local/target.ts';
import { verificationCode } from '../support/certificate-code.ts';
import { type Party, until } from '../support/party.ts';
import {
  begin,
  completeCompany,
  completeProfile,
  confirmAndSubmit,
  confirmAsEmployer,
  fillIn,
  see,
  seenBy,
  waitFor,
} from '../support/play.ts';

/** The staff who take part. */
export interface Staff {
  readonly acceptance: Party;
  readonly review: Party;
  readonly decision: Party;
}

/** Who plays which application, and where the documents go (null: they are fetched and checked but not kept). */
export interface Journey {
  readonly target: Target;
  readonly profession: ProfessionCode;
  readonly matter: MatterCode;
  readonly person: Party;
  readonly company: Party;
  readonly staff: Staff;
  readonly folder: string | null;
}

/** One step that was played, with its duration. */
export interface PlayedStep {
  readonly step: string;
  readonly milliseconds: number;
}

/** What a journey ended with. */
export interface Outcome {
  readonly applicationNumber: string;
  readonly registrationNumber: string;
}

/**
 * Plays one initial registration from an empty draft to the downloaded and verified certificate. Reports each step through
 * `onStep`; throws as soon as anything is not as expected.
 */
export async function playJourney(journey: Journey, onStep: (played: PlayedStep) => void): Promise<Outcome> {
  const { target, person, company, staff, profession, matter } = journey;
  const step = async <Value>(name: string, play: () => Promise<Value>): Promise<Value> => {
    const started = performance.now();
    const value = await play();
    onStep({ step: name, milliseconds: performance.now() - started });
    return value;
  };
  await step('profiles complete', () =>
    Promise.all([completeProfile(person), completeCompany(company, rowOf(journey).zone?.division)]),
  );
  const id = await step('application begun', () => begin(person, profession, matter));
  await step('photo, contract and draft', () => fillIn(person, company, id, profession, new Date()));
  await step('form read, confirmed, submitted', () => confirmAndSubmit(person, id));
  const submitted = await step('form rendered, employer asked', () => waitFor(person, id, 'awaiting-employer'));
  expect(submitted.documents.length === 2, 'form and commitment letter are there');
  for (const document of submitted.documents) {
    await step(`download ${document.title}`, () => saveDocument(journey, submitted, document.id, document.title));
  }
  await step('sealed form uploaded, confirmed', () => confirmAsEmployer(company, id, profession));
  await step('department asked', () => waitFor(person, id, 'awaiting-acceptance'));
  await step('accepted', async () =>
    staff.acceptance.send(departmentEndpoints.accept, {
      params: { id },
      body: { version: await seenBy(staff.acceptance, id) },
    }),
  );
  await step('reviewer asked', () => waitFor(person, id, 'under-review'));
  await step('reviewed', async () => {
    const body = {
      version: await seenBy(staff.review, id),
      outcome: 'approve',
      opinion: '材料齐全，建议准予注册。',
    } as const;
    await staff.review.send(departmentEndpoints.recommend, { params: { id }, body });
  });
  await step('decider asked', () => waitFor(person, id, 'awaiting-decision'));
  await step('decided', async () => {
    const body = { version: await seenBy(staff.decision, id), decision: 'approve', opinion: '准予注册。' } as const;
    await staff.decision.send(departmentEndpoints.decide, { params: { id }, body });
  });
  const number = await step('publicity over, certificate issued', () => certificateOf(journey, id));
  const code = await step('certificate downloaded', () => saveCertificate(journey, number));
  await step('certificate verified by anybody', async () => {
    const verified = await call(
      publicEndpoints.verifyCertificate,
      { params: { number }, query: { code } },
      { baseUrl: target.siteUrl, accessToken: null },
    );
    expect(verified.status === 'valid' && verified.number === number, 'the certificate is valid');
  });
  const last = await see(person, id);
  expect(last.state === 'approved', 'the application is approved');
  return { applicationNumber: last.number ?? '', registrationNumber: number };
}

async function certificateOf({ person }: Journey, id: string): Promise<string> {
  await waitFor(person, id, 'approved');
  return await until('certificate', async () => {
    const { items } = await person.send(practitionerEndpoints.listRegistrations, {});
    return items.find((item) => item.applicationId === id && item.certificateReady)?.number;
  });
}

async function saveDocument(journey: Journey, view: ApplicationView, documentId: string, title: string): Promise<void> {
  const params = { id: view.id, documentId };
  const { url } = await journey.company.send(employerEndpoints.downloadDocument, { params });
  await save(journey, `${view.number ?? ''}-${title}.pdf`, await pdfAt(url));
}

/** Keeps the certificate and returns the verification code that its QR code carries. */
async function saveCertificate(journey: Journey, number: string): Promise<string> {
  const { url } = await journey.person.send(practitionerEndpoints.downloadCertificate, { params: { number } });
  const bytes = await pdfAt(url);
  await save(journey, `${number}-电子注册证书.pdf`, bytes);
  return await verificationCode(bytes);
}

/** Fetches a presigned download that must be a PDF. */
export async function pdfAt(url: string): Promise<Buffer> {
  const response = await fetch(url);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(response.status === 200, `the download answers 200, not ${response.status}`);
  expect(bytes.subarray(0, 5).toString('latin1') === '%PDF-', 'the download is a PDF');
  return bytes;
}

/** Keeps a document when the journey keeps any. */
export async function save({ folder }: Pick<Journey, 'folder'>, name: string, bytes: Buffer): Promise<void> {
  if (folder !== null) await writeFile(path.join(folder, name), bytes);
}

function expect(condition: boolean, what: string): void {
  if (!condition) throw new Error(`not as expected: ${what}`);
}
