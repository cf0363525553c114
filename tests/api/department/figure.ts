import { expect } from 'vitest';
import { departmentEndpoints as endpoints } from '../../../api/department.ts';
import { shanghaiDate } from '../../../domain/calendar-dates.ts';
import { unifiedSocialCreditCode } from '../../../local/services/identity/identifiers.ts';
import { personBehind } from '../../support/parties/expected.ts';
import { until } from '../../support/parties/party.ts';
import { see, seenBy } from '../../support/parties/play.ts';
import { refused } from '../../support/parties/refusal.ts';
import { staff, fourth } from './scene.ts';

/** How the endpoints of figures, the audit and what companies and entries are found by answer when all is well: one after the other, each on what those before it left. */
export const figurePaths = {
  getFigures: async () => {
    const { month, cities, steps, officers } = await staff.decision.send(endpoints.getFigures, { query: {} });
    expect(month).toBe(shanghaiDate(new Date()).slice(0, 7));
    expect(cities.length).toBeGreaterThan(0);
    expect(steps.find(({ state }) => state === 'awaiting-employer')?.handled).toBeGreaterThan(0);
    expect(officers.map(({ name }) => name)).toEqual(expect.arrayContaining(['受理员甲', '审批员甲']));
    await refused(staff.acceptance.send(endpoints.getFigures, { query: {} }), 'wrong-role');
  },
  listFigureMonths: async () => {
    // A city in which something was sent: which one it is depends on the companies of this file.
    const { cities: all } = await staff.decision.send(endpoints.getFigures, { query: {} });
    const { city: shown = '' } = all[0] ?? {};
    const { items } = await staff.decision.send(endpoints.listFigureMonths, { query: { city: shown } });
    expect(items).toHaveLength(12);
    const month = items.at(-1)?.month;
    const { cities } = await staff.decision.send(endpoints.getFigures, { query: { month, city: shown } });
    expect(cities.map(({ city }) => city)).toEqual([shown]);
    // Cases of other files come to other states between the two answers.
    await until('months that have the states of their figures', async () => {
      const figures = await staff.decision.send(endpoints.getFigures, { query: { month, city: shown } });
      const months = await staff.decision.send(endpoints.listFigureMonths, { query: { city: shown } });
      const counts = new Set(Object.keys(months.items.at(-1)?.counts ?? {}));
      return Object.keys(figures.cities[0]?.counts ?? {}).every((state) => counts.has(state)) || undefined;
    });
  },
  listLooks: async () => {
    const { id } = fourth;
    await seenBy(staff.review, id);
    // Everybody's looks of today are listed: this one is on some page of them.
    const found = async (cursor?: string): Promise<boolean> => {
      const page = await staff.decision.send(endpoints.listLooks, { query: cursor === undefined ? {} : { cursor } });
      if (page.items.some(({ kind, applicationId }) => kind === 'case' && applicationId === id)) return true;
      return page.cursor !== null && (await found(page.cursor));
    };
    expect(await found()).toBe(true);
    await refused(staff.review.send(endpoints.listLooks, { query: {} }), 'wrong-role');
  },
  listAuditDays: async () => {
    expect(await staff.decision.send(endpoints.listAuditDays, { query: {} })).toEqual({ items: [], cursor: null });
  },
  importEmployers: async () => {
    const cells = {
      企业名称: '江苏演示名录建设有限公司',
      统一社会信用代码: unifiedSocialCreditCode('320106', '00009801'),
    };
    const body = { rows: [{ line: 2, cells }] };
    const first = await staff.registrar.send(endpoints.importEmployers, { body });
    expect(first).toMatchObject({ rejected: [] });
    const again = await staff.registrar.send(endpoints.importEmployers, { body });
    expect(again).toEqual({ imported: 0, unchanged: 1, rejected: [] });
  },
  findRegistration: async () => {
    const { registrationNumber } = await see(fourth.person, fourth.id);
    const query = { number: registrationNumber ?? '' };
    const { items } = await staff.registrar.send(endpoints.findRegistration, { query });
    expect(items).toMatchObject([{ holderName: personBehind(fourth.person).name, applicationId: fourth.id }]);
    const none = await staff.registrar.send(endpoints.findRegistration, { query: { number: '苏建232020000001' } });
    expect(none.items).toEqual([]);
  },
};
