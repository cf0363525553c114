import { expect } from 'vitest';
import { departmentEndpoints as endpoints } from '../../../api/department.ts';
import { download } from '../../support/cloud/download.ts';
import { signInAs } from '../../support/parties/party.ts';
import { beginMerger, formerly, submitChange, takeOverWith } from '../../support/parties/company-change.ts';
import { refused } from '../../support/parties/refusal.ts';
import { cloud } from '../../support/cloud/shared-cloud.ts';
import { staff, spare } from './scene.ts';

let merger: Awaited<ReturnType<typeof beginMerger>> | undefined;

/** How the endpoints of changes of companies answer when all is well: one after the other, each on what those before it left. */
export const companyPaths = {
  beginMerger: async () => {
    merger ??= await beginMerger(staff.registrar, staff.review, spare.person(), '0001');
    expect(merger).toMatchObject({ state: 'under-review', version: 1 });
    await refused(staff.review.send(endpoints.beginMerger, { body: merger.body }), 'already-exists');
  },
  listCompanyChanges: async () => {
    merger ??= await beginMerger(staff.registrar, staff.review, spare.person(), '0001');
    const { items } = await staff.decision.send(endpoints.listCompanyChanges, { query: {} });
    expect(items.map(({ id }) => id)).toContain(merger.id);
  },
  getCompanyChange: async () => {
    merger ??= await beginMerger(staff.registrar, staff.review, spare.person(), '0001');
    const view = await staff.otherReview.send(endpoints.getCompanyChange, { params: { id: merger.id } });
    expect(view).toMatchObject({ from: merger.from, to: merger.to, initiator: 'department', evidence: null });
  },
  listChangedRegistrations: async () => {
    merger ??= await beginMerger(staff.registrar, staff.review, spare.person(), '0001');
    const listed = { params: { id: merger.id }, query: {} };
    const { items } = await staff.review.send(endpoints.listChangedRegistrations, listed);
    expect(items).toMatchObject([{ employerName: merger.from.name }]);
  },
  downloadCompanyEvidence: async () => {
    const changing = await signInAs(cloud.target, spare.company());
    await takeOverWith(staff.registrar, formerly(changing), [spare.person()]);
    const { id } = await submitChange(changing);
    const { url } = await staff.review.send(endpoints.downloadCompanyEvidence, { params: { id } });
    expect((await download(url)).type).toBe('application/pdf');
  },
  recommendCompanyChange: async () => {
    merger ??= await beginMerger(staff.registrar, staff.review, spare.person(), '0001');
    const params = { id: merger.id };
    const body = { version: 1, opinion: '与批准文件一致。' };
    await refused(staff.review.send(endpoints.recommendCompanyChange, { params, body }), 'same-person');
    const after = await staff.otherReview.send(endpoints.recommendCompanyChange, { params, body });
    expect(after.state).toBe('awaiting-decision');
  },
  decideCompanyChange: async () => {
    const { id } = await beginMerger(staff.registrar, staff.review, spare.person(), '0001');
    const params = { id };
    const opinion = '材料不足。';
    const { version } = await staff.otherReview.send(endpoints.recommendCompanyChange, {
      params,
      body: { version: 1, opinion },
    });
    const body = { version, decision: 'reject', opinion } as const;
    expect((await staff.decision.send(endpoints.decideCompanyChange, { params, body })).state).toBe('rejected');
  },
  withdrawMerger: async () => {
    const { id, version } = await beginMerger(staff.registrar, staff.review, spare.person(), '0001');
    const after = await staff.review.send(endpoints.withdrawMerger, { params: { id }, body: { version } });
    expect(after.state).toBe('withdrawn');
  },
};
