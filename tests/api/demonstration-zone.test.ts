import type { EmploymentDraft } from '../../domain/application-parts.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints as endpoints } from '../../api/practitioner.ts';
import { findMatterRow } from '../../domain/catalogue.ts';
import { addMonths, shanghaiDate } from '../../domain/calendar-dates.ts';
import { playJourney } from '../journey/play.ts';
import { importCast } from '../support/parties/cast.ts';
import { documentText } from '../support/cloud/document-text.ts';
import { type Party, signInAs } from '../support/parties/party.ts';
import { begin, completeCompany, fillIn, see } from '../support/parties/play.ts';
import { refused } from '../support/parties/refusal.ts';
import { signInDepartment } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';

const matter = 'demo-zone';
const profession = 'constructor-2';
const zone = findMatterRow(profession, matter)?.zone;
let wujiang: Party;

beforeAll(async () => {
  await importCast(cloud.target, [
    { account: 'person-shen', profession, matter },
    { account: 'person-xu', profession, matter },
    { account: 'person-li', profession, matter: 'initial' },
  ]);
  wujiang = await signInAs(cloud.target, 'company-wujiang');
});

/** A draft in the zone with the company of 吴江 as employer, and what is wrong with it after a change of the employment. */
async function drafted(account: string) {
  const person = await signInAs(cloud.target, account);
  await completeCompany(wujiang, zone?.division);
  const id = await begin(person, profession, matter);
  await fillIn(person, wujiang, id, profession, new Date());
  const codesWith = async (change: Partial<EmploymentDraft>) => {
    const { version, draft } = await see(person, id);
    const employment = { ...draft.employment, ...change };
    await person.send(endpoints.saveDraft, { params: { id }, body: { version, draft: { ...draft, employment } } });
    return (await see(person, id)).problems.map(({ code }) => code);
  };
  return { person, id, codesWith };
}

describe('a registration in the demonstration zone (manual 一（三）)', () => {
  it('is refused while the profile is incomplete, with 【去更新】', async () => {
    const person = await signInAs(cloud.target, 'person-xu');
    const problem = await refused(
      person.send(endpoints.createApplication, { body: { profession, matter } }),
      'rules-not-met',
    );
    expect(problem.detail).toContain('【去更新】');
    expect(problem.errors).toMatchObject([{ code: 'profile-incomplete' }]);
  });

  it('is for constructors qualified in Shanghai or Zhejiang alone', async () => {
    const person = await signInAs(cloud.target, 'person-li');
    const id = await begin(person, profession, matter);
    await fillIn(person, wujiang, id, profession, new Date());
    expect((await see(person, id)).problems).toMatchObject([{ code: 'qualification-origin' }]);
    for (const other of ['architect-2', 'structural-2', 'cost-2'] as const) {
      const call = person.send(endpoints.createApplication, { body: { profession: other, matter } });
      await refused(call, 'rules-not-met');
    }
  });

  it('asks for photo and contract', async () => {
    const person = await signInAs(cloud.target, 'person-xu');
    const id = await begin(person, profession, matter);
    const fields = (await see(person, id)).problems.map(({ field }) => field);
    expect(fields).toEqual(expect.arrayContaining(['files.photo', 'files.contract']));
    await person.send(endpoints.discardDraft, { params: { id }, body: { version: (await see(person, id)).version } });
  });

  it('asks for three months of contract, equal dates and an employer in 吴江', async () => {
    const { person, id, codesWith } = await drafted('person-xu');
    const gusu = await signInAs(cloud.target, 'company-gusu');
    await completeCompany(gusu, '320508');
    const { name, creditCode } = await gusu.send(employerEndpoints.getCompany, {});
    const own = (await see(person, id)).draft.employment;
    expect(await codesWith({})).toEqual([]);
    const early = addMonths(shanghaiDate(new Date()), 2);
    expect(await codesWith({ contractEnd: early, employmentEnd: early })).toEqual(['contract-too-short']);
    expect(await codesWith({ ...own, employmentEnd: early })).toEqual(['employment-differs-from-contract']);
    const elsewhere = { ...own, employerName: name, employerCreditCode: creditCode };
    expect(await codesWith(elsewhere)).toEqual(['employer-not-in-zone']);
    const read = await person.send(endpoints.getForm, { params: { id } });
    const body = { version: (await see(person, id)).version, formDigest: read.digest, confirmed: true } as const;
    await refused(person.send(endpoints.submit, { params: { id }, body }), 'rules-not-met');
  });

  it('goes by form and letter, read and confirmed, to a certificate that is confined to the zone', async () => {
    const person = await signInAs(cloud.target, 'person-shen');
    const staff = await signInDepartment((account) => signInAs(cloud.target, account));
    const journey = {
      target: cloud.target,
      profession,
      matter,
      by: 'practitioner',
      way: 'usual',
      person,
      formerSelf: person,
      company: wujiang,
      formerCompany: wujiang,
      staff,
      registered: null,
      folder: null,
    } as const;
    const { registrationNumber } = await playJourney(journey, () => undefined);
    const { items } = await person.send(endpoints.listRegistrations, {});
    expect(items).toMatchObject([{ number: registrationNumber, zone: zone?.name, status: 'valid' }]);
    const id = items[0]?.applicationId ?? '';
    const { documents } = await see(person, id);
    const titles = documents.map(({ title }) => title);
    expect(titles).toEqual(expect.arrayContaining(['注册申请表', '承诺书', '电子注册证书']));
    const certificate = documents.find(({ kind }) => kind === 'certificate');
    const text = await documentText(person, { id, documentId: certificate?.id ?? '' });
    expect(text).toContain(`仅在${zone?.name ?? ''}范围内有效`);
  });
});
