import { beforeAll, describe, expect, it } from 'vitest';
import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import {
  approveChange,
  beginMerger,
  formerly,
  formerName,
  submitChange,
  takeOverWith,
} from '../support/parties/company-change.ts';
import { companyBehind } from '../support/parties/expected.ts';
import { type Party, signInAs, until } from '../support/parties/party.ts';
import { begin, fillIn, see, waitFor } from '../support/parties/play.ts';
import { registrationOf } from '../support/parties/register.ts';
import { importCast } from '../support/parties/cast.ts';
import { refused } from '../support/parties/refusal.ts';
import { playOn, prepareStages, type Stages } from '../support/parties/scene.ts';

const accounts = accountsOf(import.meta.filename);
let stages: Stages;

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accounts);
});

async function isCompleted(reader: Party, id: string) {
  return await until('the change is carried out', async () => {
    const view = await reader.send(departmentEndpoints.getCompanyChange, { params: { id } });
    return view.state === 'completed' ? view : undefined;
  });
}

describe('a company with another name', () => {
  it('is asked for nothing while its registrations bear its own', async () => {
    const other = await signInAs(cloud.target, accounts.company());
    const begun = other.send(employerEndpoints.beginCompanyChange, { body: { ground: '更名。' } });
    const { errors } = await refused(begun, 'rules-not-met');
    expect(errors[0]).toMatchObject({ code: 'company-name-unchanged' });
  });

  it('changes everybody registered with it by one matter; an application that is open goes on and ends under the new name', async () => {
    const { company, staff } = stages;
    const { name } = companyBehind(company);
    const people = [accounts.person(), accounts.person(), accounts.person()];
    const numbers = await takeOverWith(staff.registrar, formerly(company), people, 'constructor-2');
    const [account = '', , third = ''] = people;
    // An addition was submitted, sealed and is decided on while the company changes.
    await importCast(cloud.target, [{ account: third, profession: 'constructor-2' }]);
    const person = await signInAs(cloud.target, third);
    const id = await begin(person, 'constructor-2', 'addition', numbers[2]);
    await fillIn(person, company, id, 'constructor-2', new Date());
    const scene = { profession: 'constructor-2', person, company, staff, id } as const;
    await playOn('draft', 'under-review', scene);

    const own = await company.send(employerEndpoints.getCompanyChange, {});
    expect(own).toMatchObject({ name, formerNames: [formerName], concerned: 3, change: null });
    const change = await submitChange(company);
    await approveChange(staff, change);
    expect(await isCompleted(staff.review, change.id)).toMatchObject({ progress: { done: 3, total: 3 } });

    const holder = await signInAs(cloud.target, account);
    expect(await registrationOf(holder, numbers[0] ?? '')).toMatchObject({ employerName: name, status: 'valid' });
    const { items } = await holder.send(practitionerEndpoints.listMessages, { query: {} });
    expect(items.map(({ title }) => title)).toContain('注册信息中的聘用企业已变更');

    await playOn('under-review', 'awaiting-decision', scene);
    const { version } = await see(person, id);
    const decision = { version, decision: 'approve', opinion: '同意。' } as const;
    await staff.decision.send(departmentEndpoints.decide, { params: { id }, body: decision });
    await waitFor(person, id, 'approved');
    const after = await registrationOf(person, numbers[2] ?? '');
    expect(after).toMatchObject({ employerName: name });
    expect(after.specialties.length).toBeGreaterThan(1);
  });
});

describe('a company that was merged into another one', () => {
  it('has its people registered with that one, and is no employer for new applications any more', async () => {
    const { staff } = stages;
    const account = accounts.person();
    const { from, to, id, version } = await beginMerger(staff.registrar, staff.review, account, '0003');
    await approveChange(staff, { id, version });
    await isCompleted(staff.review, id);
    const person = await signInAs(cloud.target, account);
    const { items } = await person.send(practitionerEndpoints.listRegistrations, {});
    expect(items).toMatchObject([{ employerName: to.name, employerCreditCode: to.creditCode }]);
    const query = { text: from.creditCode };
    const found = await person.send(practitionerEndpoints.findEmployers, { query });
    expect(found.items).toEqual([{ name: to.name, creditCode: to.creditCode }]);
  });

  it('leaves whoever a project holds where they are, with the reason, until the department begins it again', async () => {
    const { staff } = stages;
    const { from, to, body, id, version } = await beginMerger(staff.registrar, staff.review, accounts.person(), '0004');
    const params = { id };
    const { items } = await staff.review.send(departmentEndpoints.listChangedRegistrations, { params, query: {} });
    const { number } = items[0]!;
    const find = async () => {
      const { items: found } = await staff.review.send(departmentEndpoints.findRegistration, { query: { number } });
      return found[0]!;
    };
    const hold = async (
      said: { action: 'lock'; project: string; reason: string; until: string } | { action: 'unlock'; reason: string },
    ) =>
      await staff.review.send(departmentEndpoints.holdRegistration, {
        params: { number },
        body: { ...said, version: (await find()).version },
      });
    await hold({ action: 'lock', project: '演示大厦', reason: '担任项目负责人。', until: '2099-12-31' });
    await approveChange(staff, { id, version });
    const view = await isCompleted(staff.review, id);
    expect(view.progress).toEqual({ done: 0, total: 0 });
    expect(view.timeline.at(-1)?.reason).toContain(`${number}（演示大厦）`);
    expect(await find()).toMatchObject({ employerCreditCode: from.creditCode, employerName: from.name });

    const { errors } = await refused(staff.review.send(departmentEndpoints.beginMerger, { body }), 'rules-not-met');
    expect(errors.map(({ code }) => code)).toEqual(['registration-locked']);
    await hold({ action: 'unlock', reason: '项目已竣工。' });
    const again = await staff.review.send(departmentEndpoints.beginMerger, { body });
    await approveChange(staff, again);
    await isCompleted(staff.review, again.id);
    expect(await find()).toMatchObject({ employerCreditCode: to.creditCode, employerName: to.name });
  });

  it('is not approved into a company that has been merged since it was begun', async () => {
    const { staff } = stages;
    const first = await beginMerger(staff.registrar, staff.review, accounts.person(), '0005');
    await takeOverWith(staff.registrar, first.to, [accounts.person()]);
    const { fromCreditCode: toCreditCode, toCreditCode: fromCreditCode, ground } = first.body;
    const body = { fromCreditCode, toCreditCode, ground };
    const back = await staff.review.send(departmentEndpoints.beginMerger, { body });
    await approveChange(staff, first);
    await refused(approveChange(staff, back), 'invalid-request');
  });
});
