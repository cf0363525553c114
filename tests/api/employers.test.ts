import { beforeAll, describe, expect, it } from 'vitest';
import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { unifiedSocialCreditCode } from '../../local/services/identity/identifiers.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { companyBehind } from '../support/parties/expected.ts';
import { until } from '../support/parties/party.ts';
import { confirmAndSubmit, confirmAsEmployer, see, waitFor } from '../support/parties/play.ts';
import { refused } from '../support/parties/refusal.ts';
import { prepareStages, type Stages } from '../support/parties/scene.ts';

const accounts = accountsOf(import.meta.filename);
let stages: Stages;

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accounts);
});

describe('an employer', () => {
  it('is found by any part of its name, from a list that the registrar imports and from its own account', async () => {
    const person = await stages.qualified();
    const find = async (text: string) => await person.send(practitionerEndpoints.findEmployers, { query: { text } });
    const listed = {
      name: '江苏穹窿名录（集团）建设有限公司',
      creditCode: unifiedSocialCreditCode('320506', '00009701'),
    };
    const cells = { 企业名称: listed.name, 统一社会信用代码: listed.creditCode };
    const body = {
      rows: [
        { line: 2, cells },
        { line: 3, cells: { ...cells, 统一社会信用代码: '错' } },
      ],
    };
    const report = await stages.staff.registrar.send(departmentEndpoints.importEmployers, { body });
    expect(report).toMatchObject({ imported: 1, rejected: [{ line: 3 }] });

    await until('the list is searched', async () =>
      (await find('穹窿名录(集团)')).items.length > 0 ? true : undefined,
    );
    expect(await find(' 穹窿 ')).toEqual({ items: [listed], more: false });
    expect(await find(listed.creditCode.toLowerCase())).toEqual({ items: [listed], more: false });
    const own = companyBehind(stages.company);
    expect((await find(own.name)).items).toContainEqual({ name: own.name, creditCode: own.creditCode });
    await refused(find('江'), 'invalid-request');

    const cellsOfOwn = { 企业名称: '别的名称', 统一社会信用代码: own.creditCode };
    const other = { rows: [{ line: 2, cells: cellsOfOwn }] };
    const { rejected } = await stages.staff.registrar.send(departmentEndpoints.importEmployers, { body: other });
    expect(rejected[0]?.message).toContain(own.name);
  });

  it('confirms its own name alone: another one is corrected, read anew by the applicant and then sealed', async () => {
    const { person, company, id, profession } = await stages.at('draft', 'cost-2');
    const own = companyBehind(company);
    const params = { id };
    const { version, draft } = await see(person, id);
    const employment = { ...draft.employment, employerName: '误写的企业名称' };
    await person.send(practitionerEndpoints.saveDraft, { params, body: { version, draft: { ...draft, employment } } });
    await confirmAndSubmit(person, id);
    await waitFor(person, id, 'awaiting-employer');

    const seen = await company.send(employerEndpoints.getApplication, { params });
    expect(seen.actions).toEqual(['return', 'correct-employer']);
    const supplement = { kind: 'cost-consultancy', isCostConsultancy: true } as const;
    const wrong = { version: seen.version, sealedFormFileId: 'file-0001', supplement };
    const problem = await refused(company.send(employerEndpoints.confirm, { params, body: wrong }), 'rules-not-met');
    expect(problem.errors[0]).toMatchObject({ code: 'employer-name-differs' });

    await company.send(employerEndpoints.correctEmployer, { params, body: { version: seen.version } });
    const returned = await waitFor(person, id, 'returned');
    expect(returned.draft.employment.employerName).toBe(own.name);
    expect(returned.timeline.at(-1)).toMatchObject({ action: 'correct-employer' });
    await confirmAndSubmit(person, id);
    await waitFor(person, id, 'awaiting-employer');
    await confirmAsEmployer(company, id, profession);
    expect((await waitFor(person, id, 'awaiting-acceptance')).draft.employment.employerName).toBe(own.name);
  });
});
