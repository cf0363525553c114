import type * as z from 'zod';
import { expect } from 'vitest';
import { departmentEndpoints as endpoints } from '../../../api/department.ts';
import { until } from '../../support/parties/party.ts';
import { refused } from '../../support/parties/refusal.ts';
import { staff } from './scene.ts';

let delivered: z.output<typeof endpoints.collectDelivery.response>;
let refusedRow: string;

/** How the endpoints of announcements and of what is reported answer when all is well: one after the other, each on what those before it left. */
export const publicationPaths = {
  getCollecting: async () => {
    const { batch } = await staff.review.send(endpoints.getCollecting, {});
    expect(batch === null || batch.number.startsWith('苏建注公告〔')).toBe(true);
  },
  closeAnnouncement: async () => {
    // The approval at the end of a publicity, begun before, opens one that collects for seven seconds at most.
    const closed = await until('an announcement that collects', async () => {
      const { batch } = await staff.decision.send(endpoints.getCollecting, {});
      if (batch === null) return undefined;
      const params = { batch: batch.id };
      return await staff.decision.send(endpoints.closeAnnouncement, { params }).catch(() => undefined);
    });
    expect(Date.parse(closed.publishedAt)).toBeLessThan(Date.now() + 1000);
    await refused(
      staff.decision.send(endpoints.closeAnnouncement, { params: { batch: closed.id } }),
      'not-in-this-state',
    );
  },
  collectDelivery: async () => {
    // Whatever is approved waits until somebody collects it, and other files of this cloud may do so.
    const key = 'collect-once';
    delivered = await until('something to report', async () =>
      staff.registrar.send(endpoints.collectDelivery, {}, key).catch(() => undefined),
    );
    expect(delivered).toMatchObject({ state: 'sent', number: expect.stringContaining('苏建注报送〔') as string });
    expect(await staff.registrar.send(endpoints.collectDelivery, {}, key)).toEqual(delivered);
  },
  listDeliveries: async () => {
    const { items } = await staff.registrar.send(endpoints.listDeliveries, {});
    expect(items.map(({ id }) => id)).toContain(delivered.id);
  },
  downloadDelivery: async () => {
    const params = { batch: delivered.id };
    const { text } = await staff.registrar.send(endpoints.downloadDelivery, { params });
    const [heading, ...rows] = text.trimEnd().split('\r\n');
    expect(heading).toContain('行标识');
    expect(rows).toHaveLength(delivered.rows);
    // Rows that were taken over have no identity number.
    expect(text).toMatch(/,\d{17}[\dX],/);
    [refusedRow = ''] = (rows[0] ?? '').split(',');
  },
  refuseRows: async () => {
    const params = { batch: delivered.id };
    const body = { rows: [{ row: refusedRow, reason: '单位名称不符' }] };
    expect(await staff.registrar.send(endpoints.refuseRows, { params, body })).toMatchObject({ refused: 1 });
    await refused(staff.registrar.send(endpoints.refuseRows, { params, body }), 'not-found');
  },
  acknowledgeDelivery: async () => {
    const params = { batch: delivered.id };
    const body = { receipt: '全国平台回执1号' };
    const acknowledged = await staff.registrar.send(endpoints.acknowledgeDelivery, { params, body });
    expect(acknowledged).toMatchObject({ state: 'acknowledged', receipt: body.receipt });
    await until('the refused row in a later delivery', async () => {
      await staff.registrar.send(endpoints.collectDelivery, {}).catch(() => undefined);
      const { items } = await staff.registrar.send(endpoints.listDeliveries, {});
      const later = items.filter(({ id, state }) => id !== delivered.id && state !== 'collecting');
      const texts = await Promise.all(
        later.map(({ id }) => staff.registrar.send(endpoints.downloadDelivery, { params: { batch: id } })),
      );
      return texts.some(({ text }) => text.includes(refusedRow)) ? true : undefined;
    });
  },
};
