import { beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../api/client.ts';
import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { publicEndpoints } from '../../api/public.ts';
import { addDays, shanghaiDate } from '../../domain/calendar-dates.ts';
import type { MatterCode } from '../../domain/catalogue.ts';
import { groupedCode } from '../../domain/verification-code.ts';
import { downloadPdf } from '../support/cloud/download.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { importCast } from '../support/parties/cast.ts';
import { verificationCode } from '../support/parties/certificate-code.ts';
import { companyBehind, personBehind } from '../support/parties/expected.ts';
import { type Party, signInAs, until } from '../support/parties/party.ts';
import { answerHearing, begin, fillIn, sampleCompany, see, waitFor } from '../support/parties/play.ts';
import { refused } from '../support/parties/refusal.ts';
import { takeOver } from '../support/parties/register.ts';
import { decide, playOn, prepareStages, recommend, type Scene, type Stages } from '../support/parties/scene.ts';
import { oweQualification } from '../support/parties/supplement.ts';

const accounts = accountsOf(import.meta.filename);
const profession = 'constructor-2';
const today = shanghaiDate(new Date());
let stages: Stages;

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accounts);
});

function verify(number: string, code: string) {
  const { siteUrl } = cloud.target;
  const input = { params: { number }, body: { code } };
  return call(publicEndpoints.verifyCertificate, input, { baseUrl: siteUrl, accessToken: null });
}

/** The number and code of the certificate that an application has led to. */
async function certificateBehind(person: Party, id: string): Promise<{ number: string; code: string }> {
  const { number } = await until('the certificate', async () => {
    const { items } = await person.send(practitionerEndpoints.listRegistrations, {});
    return items.find(({ applicationId, certificateReady }) => applicationId === id && certificateReady);
  });
  const { url } = await person.send(practitionerEndpoints.downloadCertificate, { params: { number } });
  return { number, code: await verificationCode(await downloadPdf(url)) };
}

async function approve(scene: Scene): Promise<void> {
  await recommend(scene);
  await waitFor(scene.person, scene.id, 'awaiting-decision');
  await decide(scene);
  await waitFor(scene.person, scene.id, 'approved');
}

/** Plays a matter about a registration to its certificate. */
async function amend(person: Party, matter: MatterCode, number: string) {
  const { company, staff } = stages;
  const id = await begin(person, profession, matter, number);
  await fillIn(person, company, id, profession, new Date());
  const scene = { profession, person, company, staff, id } as const;
  await playOn('draft', 'under-review', scene);
  await approve(scene);
  return await certificateBehind(person, id);
}

async function cancel(person: Party, number: string): Promise<void> {
  const { company, staff } = stages;
  const body = { ground: 'other-legal-ground', statement: '经核实应当注销。' } as const;
  const { id } = await staff.otherReview.send(departmentEndpoints.beginCancellation, { params: { number }, body });
  await answerHearing(person, id);
  await waitFor(person, id, 'under-review');
  await approve({ profession, person, company, staff, id });
}

/** A registration with two certificates, the second of a renewal. */
async function renewed() {
  const account = accounts.person();
  await importCast(cloud.target, [{ account, profession }]);
  const validUntil = addDays(today, 30);
  const [taken = ''] = await takeOver(stages.staff.registrar, [
    { account, profession, company: stages.company.account, validUntil },
  ]);
  const person = await signInAs(cloud.target, account);
  const first = await amend(person, 'addition', taken);
  return { person, first, second: await amend(person, 'renewal', taken) };
}

describe('an earlier certificate', () => {
  it('is told to be replaced, since when and why, and never to be valid; it says nothing of its holder', async () => {
    const { person, first, second } = await renewed();
    expect(first.number).toBe(second.number);
    expect(first.code).not.toBe(second.code);
    const { number } = second;
    expect(await verify(number, second.code)).toMatchObject({ status: 'valid', holderName: personBehind(person).name });
    const replaced = { number, status: 'replaced', replacedOn: today, reason: '延续注册' };
    const typed = [first.code, groupedCode(first.code).toLowerCase(), ` ${groupedCode(first.code)} `];
    for (const code of typed) expect(await verify(number, code)).toEqual(replaced);
    expect(await verify(number.replace(/^\D+/, ''), first.code)).toEqual(replaced);

    // A code of another certificate, and a number that nobody has, are mistakes of their own.
    const other = `${second.code.slice(0, -1)}${second.code.endsWith('A') ? 'B' : 'A'}`;
    expect((await refused(verify(number, other), 'not-found')).errors).toMatchObject([
      { field: 'code', code: 'code-not-matching' },
    ]);
    const nobodys = `${number.slice(0, -6)}999999`;
    expect((await refused(verify(nobodys, first.code), 'not-found')).errors).toMatchObject([
      { field: 'number', code: 'number-unknown' },
    ]);

    // A cancellation makes no certificate: the newest is cancelled, the one before stays replaced.
    await cancel(person, number);
    expect(await verify(number, second.code)).toMatchObject({ status: 'cancelled', cancelledOn: today });
    expect(await verify(number, first.code)).toEqual(replaced);
  });

  it('is replaced at once by the qualification that the employer supplies, before the new one is made', async () => {
    const { company, staff } = stages;
    const person = await stages.qualified('architect-2');
    const id = await oweQualification(person, company);
    await playOn('awaiting-acceptance', 'approved', { profession: 'architect-2', person, company, staff, id });
    const first = await certificateBehind(person, id);
    const { version } = await company.send(employerEndpoints.getApplication, { params: { id } });
    const [qualification] = sampleCompany.qualifications;
    await company.send(employerEndpoints.supplyQualification, { params: { id }, body: { version, qualification } });
    const { number } = first;
    const replaced = { number, status: 'replaced', replacedOn: today, reason: '补充企业资质' };
    expect(await verify(number, first.code)).toEqual(replaced);
    await until('the new certificate', async () => {
      const { timeline } = await see(person, id);
      return timeline.find(({ action }) => action === 'reissue-certificate');
    });
    const second = await certificateBehind(person, id);
    const employerName = companyBehind(company).name;
    expect(await verify(number, second.code)).toMatchObject({ status: 'valid', employerName });
    expect(await verify(number, first.code)).toEqual(replaced);
  });
});
