import { expect } from 'vitest';
import { departmentEndpoints as endpoints } from '../../../api/department.ts';
import { practitionerEndpoints } from '../../../api/practitioner.ts';
import { download } from '../../support/cloud/download.ts';
import { until } from '../../support/parties/party.ts';
import { see } from '../../support/parties/play.ts';
import { objectTo } from '../../support/parties/objection.ts';
import { refused } from '../../support/parties/refusal.ts';
import { cloud } from '../../support/cloud/shared-cloud.ts';
import { staff, first, evidence } from './scene.ts';

let objections: readonly string[];

/** How the endpoints of objections answer when all is well: one after the other, each on what those before it left. */
export const objectionPaths = {
  listObjections: async () => {
    const { number } = await see(first.person, first.id);
    await objectTo(cloud.target, number ?? '', evidence);
    await objectTo(cloud.target, number ?? '');
    const query = { list: 'open', number: number ?? '', profession: 'architect-2' } as const;
    const listed = await until('both objections in their queue', async () => {
      const { items } = await staff.review.send(endpoints.listObjections, { query });
      return items.length === 2 ? items : undefined;
    });
    expect(listed[0]).toMatchObject({ applicationId: first.id, stage: 'unheard', answeredAt: null });
    expect(Date.parse(listed[0]?.dueAt ?? '')).toBeGreaterThan(Date.parse(listed[0]?.filedAt ?? ''));
    // Due on the same day they stand in no order of their own: the first is the one that came with a file.
    objections = listed.toSorted((left, right) => (left.filedAt < right.filedAt ? -1 : 1)).map(({ id }) => id);
    const { items: counts } = await staff.decision.send(endpoints.countQueues, {});
    const counted = counts.find(({ queue }) => queue === 'objections');
    expect((counted?.soon ?? 0) + (counted?.later ?? 0)).toBeGreaterThanOrEqual(2);
  },
  getObjection: async () => {
    const [id = ''] = objections;
    const view = await staff.decision.send(endpoints.getObjection, { params: { id } });
    expect(view).toMatchObject({ contactMobile: '13900000009', state: 'open', version: 1, inPublicity: true });
    expect(view.files.map(({ status }) => status)).toEqual(['ready']);
  },
  downloadObjectionFile: async () => {
    const params = { id: objections[0] ?? '', fileId: evidence.fileId };
    const { url } = await staff.decision.send(endpoints.downloadObjectionFile, { params });
    expect((await download(url)).type).toBe('application/pdf');
  },
  hearPerson: async () => {
    const params = { id: objections[0] ?? '' };
    const body = { version: 1, question: '请说明劳动合同的签订情况。' };
    expect(await staff.review.send(endpoints.hearPerson, { params, body })).toMatchObject({ version: 2 });
    const { hearing } = await first.person.send(practitionerEndpoints.getHearing, { params: { id: first.id } });
    expect(hearing).toMatchObject({ id: params.id, question: body.question });
    expect(JSON.stringify(hearing)).not.toContain('13900000009');
    await refused(
      staff.review.send(endpoints.hearPerson, { params, body: { ...body, version: 2 } }),
      'not-in-this-state',
    );
  },
  answerObjection: async () => {
    const params = { id: objections[1] ?? '' };
    const body = { version: 1, outcome: 'not-upheld', answer: '经核实不属实。' } as const;
    await refused(staff.review.send(endpoints.answerObjection, { params, body }), 'wrong-role');
    const answer = { id: params.id, version: 2, state: 'not-upheld' };
    expect(await staff.decision.send(endpoints.answerObjection, { params, body }, 'answer-once')).toEqual(answer);
    expect(await staff.decision.send(endpoints.answerObjection, { params, body }, 'answer-once')).toEqual(answer);
  },
  upholdObjection: async () => {
    const params = { id: first.id };
    const { version } = await see(first.person, first.id);
    const body = { version, reason: '经核实，聘用关系不真实。' };
    expect(await staff.decision.send(endpoints.upholdObjection, { params, body })).toMatchObject({ state: 'rejected' });
    const view = await until('the notice', async () => {
      const seen = await see(first.person, first.id);
      return seen.documents.some(({ kind }) => kind === 'rejection-notice') ? seen : undefined;
    });
    expect(view.timeline.at(-1)).toMatchObject({ action: 'uphold-objection', reason: body.reason });
    expect(view.registrationNumber).toBeNull();
  },
};
