import { departmentEndpoints } from '../../api/department.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { beginEntry, fillInEntry, foreignCertificate, sampleEntry } from '../support/entry.ts';
import { completeProfile, confirmAndSubmit, see, seenBy, waitFor } from '../support/play.ts';
import { type Journey, type Outcome, pdfAt, playJourney, type PlayedStep, save } from './journey.ts';

/**
 * Plays an out-of-province entry from an empty draft to approval and then the initial registration that rests on it. Throws as soon as
 * anything is not as expected.
 */
export async function playEntryJourney(journey: Journey, onStep: (played: PlayedStep) => void): Promise<Outcome> {
  const { person, staff, profession } = journey;
  const step = async <Value>(name: string, play: () => Promise<Value>): Promise<Value> => {
    const started = performance.now();
    const value = await play();
    onStep({ step: name, milliseconds: performance.now() - started });
    return value;
  };
  await step('profile complete', () => completeProfile(person));
  const number = foreignCertificate(person.account);
  const id = await step('entry begun', () => beginEntry(person, profession));
  await step('certificate and entry filled in', () => fillInEntry(person, id, sampleEntry(number)));
  await step('form read, confirmed, submitted', () => confirmAndSubmit(person, id));
  const submitted = await step('form rendered, department asked', () => waitFor(person, id, 'awaiting-acceptance'));
  for (const { id: documentId, title } of submitted.documents) {
    const { url } = await person.send(practitionerEndpoints.downloadDocument, { params: { id, documentId } });
    const name = `${submitted.number ?? ''}-${title}.pdf`;
    await step(`download ${title}`, async () => save(journey, name, await pdfAt(url)));
  }
  const { items, entries } = await person.send(practitionerEndpoints.listQualifications, {});
  expect(items.length === 0 && entries[0]?.id === id, 'the entry is in progress and nothing can rest on it yet');
  await step('accepted', async () => {
    const body = { version: await seenBy(staff.acceptance, id) };
    await staff.acceptance.send(departmentEndpoints.accept, { params: { id }, body });
    await waitFor(person, id, 'under-review');
  });
  await step('reviewed', async () => {
    const body = {
      version: await seenBy(staff.review, id),
      outcome: 'approve',
      opinion: '经核实，资格真实有效，建议准予录入。',
    } as const;
    await staff.review.send(departmentEndpoints.recommend, { params: { id }, body });
    await waitFor(person, id, 'awaiting-decision');
  });
  await step('decided, qualification granted', async () => {
    const body = { version: await seenBy(staff.decision, id), decision: 'approve', opinion: '准予录入。' } as const;
    await staff.decision.send(departmentEndpoints.decide, { params: { id }, body });
    expect((await see(person, id)).state === 'approved', 'the entry is approved without publicity');
  });
  const held = await person.send(practitionerEndpoints.listQualifications, {});
  expect(held.items[0]?.certificateNumber === number && held.entries.length === 0, 'the qualification is held');
  return await playJourney({ ...journey, matter: 'initial' }, onStep);
}

function expect(condition: boolean, what: string): void {
  if (!condition) throw new Error(`not as expected: ${what}`);
}
