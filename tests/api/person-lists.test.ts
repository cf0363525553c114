import { beforeAll, describe, expect, it } from 'vitest';
import { departmentEndpoints } from '../../api/department.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { addDays, shanghaiDate } from '../../domain/calendar-dates.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { companyBehind } from '../support/parties/expected.ts';
import { signInAs } from '../support/parties/party.ts';
import { begin, confirmAndSubmit, fillIn, see } from '../support/parties/play.ts';
import { importHours, importInsured, takeOver } from '../support/parties/register.ts';
import { refused } from '../support/parties/refusal.ts';
import { prepareStages, playOn, type Scene, type Stages } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';

const accounts = accountsOf(import.meta.filename);
const today = shanghaiDate(new Date());
let stages: Stages;

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accounts);
});

/** A constructor whose registration ends in a month, with a renewal filled in and no hours. */
async function renewing(): Promise<Scene> {
  const { staff, company } = stages;
  const person = await signInAs(cloud.target, accounts.person());
  const taken = { account: person.account, profession: 'constructor-2', company: company.account } as const;
  const [number] = await takeOver(staff.registrar, [{ ...taken, validUntil: addDays(today, 30), educated: false }]);
  const id = await begin(person, 'constructor-2', 'renewal', number);
  await fillIn(person, company, id, 'constructor-2', new Date());
  return { profession: 'constructor-2', person, company, staff, id };
}

const checksOf = async ({ staff, id }: Scene) =>
  (await staff.review.send(departmentEndpoints.getApplication, { params: { id } })).checks;

describe('continuing education', () => {
  it('keeps a renewal from being submitted until the hours are imported', async () => {
    const scene = await renewing();
    const { person, id } = scene;
    const { problems, version } = await see(person, id);
    expect(problems).toMatchObject([{ code: 'education-hours-missing', field: 'education' }]);
    const { digest: formDigest } = await person.send(practitionerEndpoints.getForm, { params: { id } });
    const body = { version, formDigest, confirmed: true } as const;
    await refused(person.send(practitionerEndpoints.submit, { params: { id }, body }), 'rules-not-met');
    const before = await person.send(practitionerEndpoints.getEducation, {});
    expect(before).toMatchObject({ records: [], needs: [{ occasion: 'renewal', missing: { compulsory: 60 } }] });

    await importHours(scene.staff.registrar, [{ account: person.account, profession: 'constructor-2' }]);
    expect((await see(person, id)).problems).toEqual([]);
    await playOn('draft', 'awaiting-acceptance', scene);
    const check = (await checksOf(scene)).find(({ code }) => code === 'continuing-education');
    expect(check).toMatchObject({ passed: true, tone: 'good' });
  });
});

describe('social insurance', () => {
  it('warns the applicant of another payer, and marks it red for the officer', async () => {
    const scene = await stages.at('draft', 'cost-2');
    const { person, staff, id } = scene;
    expect((await see(person, id)).warnings).toEqual([]);
    const other = accounts.company();
    await importInsured(staff.registrar, person.account, other);
    const { problems, warnings } = await see(person, id);
    expect(problems).toEqual([]);
    const message = expect.stringContaining(companyBehind({ account: other }).name) as string;
    expect(warnings).toMatchObject([{ code: 'insured-elsewhere', message }]);
    expect(await person.send(practitionerEndpoints.getForm, { params: { id } })).toMatchObject({ warnings });

    await confirmAndSubmit(person, id);
    expect(await checksOf(scene)).toMatchObject([
      { code: 'social-insurance', tone: 'bad', title: message },
      { code: 'continuing-education', tone: 'good' },
    ]);
    expect((await see(person, id)).checks).toEqual([]);
  });

  it('is shown green when the employer alone pays', async () => {
    const scene = await stages.at('awaiting-employer', 'architect-2');
    expect(await checksOf(scene)).toMatchObject([{ code: 'social-insurance', tone: 'info' }, { tone: 'good' }]);
    await importInsured(scene.staff.registrar, scene.person.account, scene.company.account);
    expect(await checksOf(scene)).toMatchObject([{ code: 'social-insurance', tone: 'good', passed: true }, {}]);
  });
});
