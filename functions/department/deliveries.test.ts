import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliveryEndpoints } from '../../api/deliveries.ts';
import { startTestTable } from '../records/test-table.ts';
import { makeApplication, putApplication } from '../cases/test-case.ts';

// Publicity days last 10 seconds.
const engine = await startTestTable();
const { AnnouncementEntryEntity, DeliveryEntity, ReportRowEntity } = await import('../records/entities.ts');
const { loadCase } = await import('../cases/case.ts');
const { carryOut } = await import('../cases/carry-out.ts');
const { announcementList, getAnnouncement, listAnnouncements, noticesFeed } =
  await import('../public/announcements.ts');
const { closeAnnouncement, getCollecting } = await import('./announcements.ts');
const { acknowledgeDelivery, collectDelivery, downloadDelivery, refuseRows, rowsOf } = await import('./deliveries.ts');

afterAll(async () => await engine.stop());

const start = Date.parse('2026-03-05T02:00:00.000Z');
const at = (seconds: number) => new Date(start + seconds * 1000);
const registrar = { name: '登记员' };

async function approve(seconds: number): Promise<string> {
  const item = makeApplication({ state: 'in-publicity' });
  await putApplication(item);
  const found = (await loadCase(item.applicationId))!;
  const by = { actor: 'system', actorName: '系统', version: null, reason: null, idempotencyKey: null } as const;
  const result = await carryOut({ ...by, found, now: at(seconds), action: 'conclude-publicity' });
  expect(result).toMatchObject({ ok: true });
  return (await loadCase(item.applicationId))!.item.registrationNumbers![0]!;
}

function valueOf<Value>(result: { ok: true; value: Value } | { ok: false }): Value {
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.value;
}

describe('what was approved', () => {
  let early: string[];
  let late: string;

  beforeAll(async () => {
    early = (await Promise.all([0, 1, 2, 3].map(approve))).toSorted();
    const closed = await closeAnnouncement('2026-1', null, at(4));
    expect(closed).toMatchObject({ value: { number: '苏建注公告〔2026〕第1号' } });
    late = await approve(5);
  });

  it('stands in one announcement each, also when an officer has closed one before its time', async () => {
    const lines = async (id: string, seconds: number) => {
      const result = await getAnnouncement(id, undefined, at(seconds));
      return result.ok ? result.value.items.map(({ number }) => number) : result.refusal.code;
    };
    expect(await lines('2026-1', 4)).toBe('not-found');
    expect(await lines('2026-1', 4.1)).toEqual(early);
    expect(await lines('2026-2', 5)).toBe('not-found');
    expect(valueOf(await getCollecting(at(5))).batch).toMatchObject({ id: '2026-2', closing: false });
    expect(await lines('2026-2', 80)).toEqual([late]);
    expect(await closeAnnouncement('2026-1', null, at(6))).toMatchObject({ refusal: { code: 'not-in-this-state' } });
    expect(valueOf(await listAnnouncements(undefined, at(80))).items.map(({ id }) => id)).toEqual(['2026-2', '2026-1']);
  });

  it('is had as a list and in a feed that name no identity', async () => {
    const text = valueOf(await announcementList('2026-1', at(80)));
    expect(
      text
        .split('\r\n')
        .slice(1, 5)
        .map((row) => row.split(',')[3]),
    ).toEqual(early);
    const feed = valueOf(await noticesFeed(at(80)));
    expect(feed).toContain('https://registration.example.cn/announcement.html?batch=2026-2');
    expect(`${text}${feed}`).not.toMatch(/320106|张演示.*1990/u);
  });

  it('is reported with what the ministry asks, once for each change', async () => {
    const { data } = await ReportRowEntity.query.pending({ state: 'pending' }).go({ hydrate: true, pages: 'all' });
    expect(data.map(({ number }) => number).toSorted()).toEqual([...early, late].toSorted());
    expect(data[0]?.cells).toMatchObject({ change: '初始注册', idNumber: '320106199003078888', name: '张演示' });
    const { data: announced } = await AnnouncementEntryEntity.query.batch({ year: 2026, batch: 1 }).go();
    expect(announced.map(({ kind }) => kind)).toEqual(early.map(() => 'approved'));
  });
});

describe('deliveries', () => {
  it('take every row once, whoever collects, refuses and acknowledges at the same time', async () => {
    let written = 5;
    const write = async (count: number) => {
      for (let index = 0; index < count; index += 1) {
        written += 1;
        const number = `苏232202620269${String(written).padStart(4, '0')}`;
        await ReportRowEntity.create({
          number,
          entryVersion: 1,
          at: at(written).toISOString(),
          cells: { number },
          state: 'pending',
        }).go();
      }
    };
    for (let round = 0; round < 3; round += 1) {
      await Promise.all([write(40), collectDelivery('甲', null, at(100)), collectDelivery('乙', null, at(100))]);
      const { data: sent } = await DeliveryEntity.query.series({}).go({ pages: 'all' });
      for (const delivery of sent.filter(({ state }) => state === 'sent')) {
        const rows = await rowsOf(delivery);
        const refused = rows
          .slice(0, 3)
          .map(({ number, entryVersion }) => ({ row: `${number}/${entryVersion}`, reason: '单位名称不符' }));
        const id = `${delivery.year}-${delivery.number}`;
        if (refused.length > 0) {
          const outcomes = await Promise.all([
            refuseRows(id, refused, null, at(101)),
            refuseRows(id, refused, null, at(101)),
          ]);
          expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
        }
        await acknowledgeDelivery(id, `回执${id}`, registrar, null, at(102));
      }
    }
    valueOf(await collectDelivery('甲', null, at(103)));
    expect(await collectDelivery('甲', null, at(104))).toMatchObject({ refusal: { code: 'not-found' } });
    const { data: deliveries } = await DeliveryEntity.query.series({}).go({ pages: 'all' });
    expect(deliveries.map(({ number }) => number)).toEqual(deliveries.map((_, index) => index + 1));
    const taken = (await Promise.all(deliveries.map(rowsOf)))
      .flat()
      .map(({ number, entryVersion }) => `${number}/${entryVersion}`);
    expect(new Set(taken).size).toBe(taken.length);
    expect(taken).toHaveLength(written);
    const counted = deliveries.reduce((sum, { rows, refused }) => sum + rows - refused, 0);
    expect(counted).toBe(written);
    const [last] = deliveries.slice(-1);
    const { text } = valueOf(await downloadDelivery(`2026-${last?.number ?? 0}`));
    expect(text.split('\r\n')[0]).toBe(
      '\ufeff行标识,变动类型,注册类别,注册编号,姓名,证件类型,证件号码,聘用企业,统一社会信用代码,注册专业,有效期起,有效期止,注销日期,注销原因,批准时间',
    );
  });

  it('a command that comes again before its answer was kept has made one, whatever waits since', async () => {
    const key = { caller: 'staff/registrar-1', keyDigest: 'collect-once', contentDigest: 'nothing' };
    await approve(200);
    const first = valueOf(await collectDelivery('甲', key, at(201)));
    expect(first).toMatchObject({ state: 'sent', rows: 1 });
    await approve(202);
    expect(valueOf(await collectDelivery('甲', key, at(203)))).toEqual(first);
    expect(valueOf(await collectDelivery('甲', { ...key, keyDigest: 'another' }, at(204)))).not.toEqual(first);
  });

  it('are downloaded whole or not at all', async () => {
    const about = { year: 2026, number: 900, refused: 0, createdAt: at(200).toISOString(), createdBy: '甲' };
    const row = { number: '苏2322026202600900', entryVersion: 1, at: at(200).toISOString(), cells: {} };
    await ReportRowEntity.create({ ...row, state: 'delivered', year: 2026, delivery: 900 }).go();
    await DeliveryEntity.put({ ...about, state: 'collecting', rows: 1 }).go();
    expect(await downloadDelivery('2026-900')).toMatchObject({ refusal: { code: 'not-in-this-state' } });
    await DeliveryEntity.put({ ...about, state: 'sent', rows: 2 }).go();
    expect(await downloadDelivery('2026-900')).toMatchObject({ refusal: { code: 'changed-meanwhile' } });
    await DeliveryEntity.put({ ...about, state: 'sent', rows: 1 }).go();
    expect(valueOf(await downloadDelivery('2026-900')).text).toContain('苏2322026202600900/1');
  });

  it.each([
    ['苏A1/1', '苏a1/1'],
    ['苏A1/1', '苏A1/1'],
    ['苏A1/01', '苏A2/1'],
  ])('takes no row twice that it is told to refuse: %s, %s', (...rows) => {
    const body = { rows: rows.map((row) => ({ row, reason: '单位名称不符' })) };
    expect(deliveryEndpoints.refuseRows.body.safeParse(body).success).toBe(false);
  });
});
