import { beforeAll, describe, expect, it } from 'vitest';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { quotas } from '../../domain/quotas.ts';
import { addDays, chineseDate, shanghaiDate } from '../../domain/calendar-dates.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import type { Party } from '../support/parties/party.ts';
import { begin, confirmAsEmployer, see, waitFor } from '../support/parties/play.ts';
import { refused } from '../support/parties/refusal.ts';
import { declarationOf, scan } from '../support/parties/sample-files.ts';
import { prepareStages, type Stages } from '../support/parties/scene.ts';
import { openTable, type SequenceTable } from '../support/sequences/sequence-table.ts';

const accounts = accountsOf(import.meta.filename);
let stages: Stages;
let table: SequenceTable;

beforeAll(async () => {
  [stages, table] = await Promise.all([prepareStages(cloud.target, accounts), openTable(cloud)]);
});

/** Who applies, as the counters name them. */
async function personOf(id: string): Promise<string> {
  return (await table.readCase(id)).application?.personId ?? '';
}

/** Declares a file for the employer or the applicant `times` over, a few at once as a page does. */
async function declareMany(declareOne: () => Promise<unknown>, times: number): Promise<void> {
  for (let left = times; left > 0; left -= 6) {
    await Promise.all(Array.from({ length: Math.min(left, 6) }, declareOne));
  }
}

const perCase = quotas['case-uploads'].most;
const tomorrow = () => chineseDate(addDays(shanghaiDate(new Date()), 1));

describe('each side of a case has uploads of its own', () => {
  it('an employer that has used up all of its own locks nobody else out, and neither does the applicant', async () => {
    const { person, company, id, profession } = await stages.at('awaiting-employer');
    const file = declarationOf(await scan('扫描件.pdf', 1));
    const params = { id };
    const seal = () => company.send(employerEndpoints.declareFile, { params, body: { slot: 'sealed-form', ...file } });
    const hand = () => person.send(practitionerEndpoints.declareFile, { params, body: { slot: 'contract', ...file } });
    await seal();
    await table.countUses('case-uploads', `${id}/employer`, perCase - 2);
    await seal();
    const { detail } = await refused(seal(), 'too-many-requests');
    expect(detail).toContain(`${perCase} 次`);
    const { version } = await company.send(employerEndpoints.getApplication, { params });
    await company.send(employerEndpoints.return, { params, body: { version, reason: '请重新上传劳动合同。' } });
    await waitFor(person, id, 'returned');
    // The applicant's own are counted from the applicant's own uploads on: the contract and the portrait are two of them.
    await table.countUses('case-uploads', `${id}/practitioner`, perCase - 3);
    await hand();
    await refused(hand(), 'too-many-requests');
    expect(profession).toBe('architect-2');
  });

  it('the applicant’s uploads leave the employer’s step open', async () => {
    const person = await stages.qualified();
    const id = await begin(person, 'architect-2');
    const body = { slot: 'contract', ...declarationOf(await scan('劳动合同.pdf', 1)) } as const;
    await declareMany(() => person.send(practitionerEndpoints.declareFile, { params: { id }, body }), perCase);
    await refused(person.send(practitionerEndpoints.declareFile, { params: { id }, body }), 'too-many-requests');
    expect((await see(person, id)).files).toHaveLength(perCase);
    // What is not used up by others stands.
    const { company, id: other, profession } = await stages.at('awaiting-employer');
    await confirmAsEmployer(company, other, profession);
  });
});

describe('creating, uploading and discarding is bounded by the day', () => {
  const createAndDiscard = async (person: Party) => {
    const { id, version } = await person.send(practitionerEndpoints.createApplication, {
      body: { profession: 'architect-2', matter: 'initial' },
    });
    await person.send(practitionerEndpoints.discardDraft, { params: { id }, body: { version } });
  };

  it('drafts of one person: refused with the day on which it is possible again, and nothing is begun', async () => {
    const person = await stages.qualified();
    const first = await begin(person, 'architect-2');
    const owner = await personOf(first);
    await person.send(practitionerEndpoints.discardDraft, { params: { id: first }, body: { version: 0 } });
    await table.countUses('person-drafts', owner, quotas['person-drafts'].most - 2);
    await createAndDiscard(person);
    const { detail, status } = await refused(createAndDiscard(person), 'too-many-requests');
    expect(status).toBe(429);
    expect(detail).toContain(`请于${tomorrow()}0时起再试`);
    expect((await person.send(practitionerEndpoints.listApplications, {})).items).toEqual([]);
    // Another person is not concerned.
    await createAndDiscard(await prepared());
  });

  it('uploads of one person over all drafts', async () => {
    const person = await prepared();
    const body = { slot: 'contract', ...declarationOf(await scan('劳动合同.pdf', 1)) } as const;
    const used = await person.send(practitionerEndpoints.createApplication, {
      body: { profession: 'architect-2', matter: 'initial' },
    });
    await person.send(practitionerEndpoints.declareFile, { params: { id: used.id }, body });
    const owner = await personOf(used.id);
    const { version } = used;
    await person.send(practitionerEndpoints.discardDraft, { params: { id: used.id }, body: { version } });
    await table.countUses('person-uploads', owner, quotas['person-uploads'].most - 2);
    const { id } = await person.send(practitionerEndpoints.createApplication, {
      body: { profession: 'architect-2', matter: 'initial' },
    });
    await person.send(practitionerEndpoints.declareFile, { params: { id }, body });
    const refusal = await refused(
      person.send(practitionerEndpoints.declareFile, { params: { id }, body }),
      'too-many-requests',
    );
    expect(refusal.detail).toContain(`请于${tomorrow()}0时起再试`);
    expect((await see(person, id)).files).toHaveLength(1);
  });

  async function prepared(): Promise<Party> {
    const person = await stages.qualified();
    const id = await begin(person, 'architect-2');
    await person.send(practitionerEndpoints.discardDraft, { params: { id }, body: { version: 0 } });
    return person;
  }
});
