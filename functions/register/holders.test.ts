import { afterAll, expect, it } from 'vitest';
import { unknownPerson } from '../../domain/application-parts.ts';
import { type ApprovedChange, approvedChanges } from '../../domain/approved-changes.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { makeApplication, putApplication } from '../cases/test-case.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const { withHolders } = await import('./approved-changes.ts');
const { ListedHolderEntity } = await import('../records/entities.ts');

afterAll(async () => await engine.stop());

type Entry = ApprovedChange['entry'];

/** What a decision leaves of an entry that others than its holder have ended. */
function ended(entry: Partial<Entry>): readonly ApprovedChange[] {
  const applicant = { ...unknownPerson, name: '张演示' };
  const after = { id: 'ending', number: 'N1', state: 'approved', matter: 'cancellation', applicant };
  const amended = { number: 'R1', cancelledOn: '2026-03-05', cancellationGround: 'practice-ended', ...entry };
  return approvedChanges({
    ...{ before: { state: 'in-publicity' }, event: { action: 'conclude-publicity' } },
    after: { ...after, registrationNumbers: ['R1'] },
    register: { creates: [], amends: [{ after: amended }] },
  } as unknown as Outcome);
}

async function documentOf(entry: Partial<Entry>) {
  const [change] = await withHolders(ended(entry));
  return change?.person;
}

it('of an entry that others have ended is the document that its holder applied with', async () => {
  const own = makeApplication({ state: 'approved' });
  const ending = makeApplication({
    ...{ state: 'in-publicity', initiator: 'employer', certificateSource: own.applicationId },
    applicant: { ...own.applicant, ...unknownPerson },
  });
  for (const item of [own, ending]) await putApplication(item);
  const { idType, idNumber } = own.applicant;
  expect(await documentOf({ applicationId: ending.applicationId, personId: 'person-1' })).toMatchObject({
    ...{ idType, idNumber },
  });
});

it('of an entry that was taken over is the document of its list, and none where no list has named it', async () => {
  const ending = makeApplication({ state: 'in-publicity', initiator: 'department' });
  await putApplication({ ...ending, applicant: { ...ending.applicant, ...unknownPerson } });
  const entry = { applicationId: ending.applicationId, personId: 'person-2' };
  expect(await documentOf(entry)).toBeNull();
  const listed = { idType: '居民身份证', idNumber: '320106199003078888' };
  await ListedHolderEntity.put({ personId: 'person-2', ...listed }).go();
  expect(await documentOf(entry)).toEqual(listed);
});
