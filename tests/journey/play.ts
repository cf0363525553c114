import { asks, type MatterRow, effectOf, rowOf } from '../../domain/catalogue.ts';
import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { importHours } from '../support/parties/register.ts';
import { beginEntry, fillInEntry, foreignCertificate, sampleEntry } from '../support/parties/entry.ts';
import { companyBehind, personBehind } from '../support/parties/expected.ts';
import { groundEvidence } from '../support/parties/ground-evidence.ts';
import type { Party } from '../support/parties/party.ts';
import {
  answerHearing,
  begin,
  completeCompany,
  completeProfile,
  confirmAndSubmit,
  confirmAsEmployer,
  fillIn,
  see,
  waitFor,
} from '../support/parties/play.ts';
import { accept, decide, recommend, type Scene } from '../support/parties/scene.ts';
import { type Journey, type PlayedStep, stepPlayer, type StepPlayer } from './journey.ts';
import { expect, pdfAt, save } from './papers.ts';
import { type Proof, proveApproval } from './proof.ts';

/** What a journey ended with. */
export interface Outcome extends Proof {
  readonly applicationNumber: string;
}

/**
 * Plays one application from an empty draft to its approval and to what the approval must leave: the register, the downloaded
 * and verified certificate. Reports each step through `onStep`; throws as soon as anything is not as expected.
 */
export async function playJourney(journey: Journey, onStep: (played: PlayedStep) => void): Promise<Outcome> {
  const { person, company, staff, profession } = journey;
  const step = stepPlayer(onStep);
  await step('profiles complete', () =>
    Promise.all([completeProfile(person), completeCompany(company, rowOf(journey).zone?.division)]),
  );
  const id = await beginAndSubmit(journey, step);
  const scene: Scene = { profession, person, company, staff, id };
  const [first = 'approved', ...others] = stagesOf(journey);
  await step(`form rendered, ${first}`, () => waitFor(person, id, first));
  await saveDocuments(journey, id, step);
  await answers[first](scene, journey);
  for (const stage of others) {
    await step(stage, async () => {
      await waitFor(person, id, stage);
      await answers[stage](scene, journey);
    });
  }
  const { number } = await see(person, id);
  if (effectOf(journey).grants !== 'qualification') {
    return { applicationNumber: number ?? '', ...(await proveApproval(journey, id, step)) };
  }
  await step('qualification granted', () => expectQualification(journey, id));
  // It is older than a first registration may be without hours of continuing education.
  const { registrar } = journey.staff;
  await step('hours imported', () =>
    importHours(registrar, [{ account: journey.person.account, profession: journey.profession }]),
  );
  const resting = await playJourney({ ...journey, matter: 'initial' }, onStep);
  return { ...resting, applicationNumber: number ?? '', register: `qualification; on it ${resting.register}` };
}

/** The practitioner fills in and submits; employer and department begin with a statement, which submits at once. */
async function beginAndSubmit(journey: Journey, step: StepPlayer): Promise<string> {
  const { person, company, staff, by, profession, matter, registered } = journey;
  const params = { number: registered?.view.number ?? '' };
  const ending = endingOf(journey);
  if (by === 'employer') {
    const evidence = ending.matter === 'cancellation' ? await shown(journey, step) : null;
    const body = { ...ending, evidence, statement: '双方已于上月解除劳动合同。' };
    const begun = () => company.send(employerEndpoints.beginCancellation, { params, body });
    return (await step('cancellation begun by the employer', begun)).id;
  }
  if (by === 'department') {
    const body = { ...ending, statement: '注册系以欺骗手段取得，已依法撤销。' };
    const begun = () => staff.otherReview.send(departmentEndpoints.beginCancellation, { params, body });
    return (await step('cancellation begun by the department', begun)).id;
  }
  const isEntry = effectOf(journey).grants === 'qualification';
  const id = await step('application begun', () =>
    isEntry ? beginEntry(person, profession) : begin(person, profession, matter, aboutNumber(journey)),
  );
  await step('files and draft', () =>
    isEntry
      ? fillInEntry(person, id, sampleEntry(foreignCertificate(person.account)))
      : fillIn(person, company, id, profession, new Date()),
  );
  if (journey.way === 'by identity document') await step('former document named', () => nameFormer(journey, id));
  await step('form read, confirmed, submitted', () => confirmAndSubmit(person, id));
  return id;
}

/** What others end, on a ground of theirs: the registration, or its last specialty while the others stay. */
function endingOf({ by, matter, registered }: Journey) {
  const isPart = matter === 'cancel-specialty';
  const ground = by === 'department' ? 'other-legal-ground' : isPart ? 'practice-ended' : 'employment-ended';
  const specialties = isPart ? (registered?.view.specialties.slice(-1) ?? []) : [];
  return { ground, specialties, matter: isPart ? matter : 'cancellation' } as const;
}

/** What shows that the employment has ended. */
function shown({ company, registered }: Journey, step: StepPlayer) {
  return step('evidence uploaded', () => groundEvidence('employer', company, registered?.view.number ?? ''));
}

function aboutNumber({ registered, ...scenario }: Journey): string | undefined {
  return rowOf(scenario).standing === 'registered' ? registered?.view.number : undefined;
}

async function nameFormer({ person, formerSelf, company }: Journey, id: string): Promise<void> {
  const { version, draft } = await see(person, id);
  const { name: employerName, creditCode: employerCreditCode } = companyBehind(company);
  const employment = { ...draft.employment, employerName, employerCreditCode };
  const body = { version, draft: { ...draft, formerIdNumber: personBehind(formerSelf).idNumber, employment } };
  await person.send(practitionerEndpoints.saveDraft, { params: { id }, body });
}

const stages = [
  'awaiting-employer',
  'awaiting-release',
  'awaiting-statement',
  'awaiting-acceptance',
  'under-review',
  'awaiting-decision',
  'approved',
] as const;
type JourneyStage = (typeof stages)[number];

/** The stages that wait for somebody on the shortest way to approval, in their order. */
function stagesOf({ by, ...scenario }: Journey): readonly JourneyStage[] {
  const row: MatterRow = rowOf(scenario);
  // The sample cancellation of a practitioner is their own wish.
  const decidedByOne = by === 'practitioner' && asks(row.effect, 'cancellation');
  const left: Readonly<Partial<Record<JourneyStage, boolean>>> = {
    'awaiting-employer': by === 'department' || (by === 'practitioner' && !row.employerStep),
    'awaiting-release': !row.release,
    'awaiting-statement': by === 'practitioner' || !row.heard,
    'awaiting-acceptance': by === 'department' || decidedByOne,
    'under-review': decidedByOne,
  };
  return stages.filter((stage) => left[stage] !== true);
}

const answers: Readonly<Record<JourneyStage, (scene: Scene, journey: Journey) => Promise<void>>> = {
  'awaiting-employer': ({ company, id, profession }) => confirmAsEmployer(company, id, profession),
  'awaiting-release': ({ id }, { formerCompany }) => release(formerCompany, id),
  'awaiting-statement': ({ person, id }) => answerHearing(person, id, '不同意注销，请核实。'),
  'awaiting-acceptance': (scene) => accept(scene),
  'under-review': (scene) => recommend(scene, 'approve', '材料齐全，建议准予。'),
  'awaiting-decision': (scene) => decide(scene, 'approve', '准予。'),
  approved: () => Promise.resolve(),
};

/** The former employer releases the applicant. */
export async function release(formerCompany: Party, id: string): Promise<void> {
  const { version } = await formerCompany.send(employerEndpoints.getApplication, { params: { id } });
  await formerCompany.send(employerEndpoints.release, { params: { id }, body: { version } });
}

/** Every document that was rendered for the submission, as the party gets it that reads them next. */
async function saveDocuments(journey: Journey, id: string, step: StepPlayer): Promise<void> {
  const { person, company, folder } = journey;
  const { number, documents } = await see(person, id);
  expect(
    documents.some(({ kind }) => kind === 'application-form'),
    'the form is there',
  );
  for (const { id: documentId, title } of documents) {
    await step(`download ${title}`, async () => {
      const params = { id, documentId };
      const { url } = stagesOf(journey).includes('awaiting-employer')
        ? await company.send(employerEndpoints.downloadDocument, { params })
        : await person.send(practitionerEndpoints.downloadDocument, { params });
      await save(folder, `${number ?? ''}-${title}.pdf`, await pdfAt(url));
    });
  }
}

async function expectQualification({ person }: Journey, id: string): Promise<void> {
  const { items, entries } = await person.send(practitionerEndpoints.listQualifications, {});
  const granted = items.some(({ certificateNumber }) => certificateNumber === foreignCertificate(person.account));
  expect(granted && entries.every((entry) => entry.id !== id), 'the qualification is held and no entry is open');
}
