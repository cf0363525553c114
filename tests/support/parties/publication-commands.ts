import { departmentEndpoints as endpoints } from '../../../api/department.ts';
import type { Target } from '../../../local/command/target.ts';
import { type CommandMaker, type commandMakers, reason } from './command-makers.ts';
import { objectionsTo, objectTo } from './objection.ts';
import { answerHearing, see, waitFor } from './play.ts';
import { decide, playOn, type Stages } from './scene.ts';

const tries = 4;

/** The commands about what is public: objections to it, the 公告 and the 报送 of what was approved. */
export function publicationCommands(
  target: Target,
  { staff, at }: Pick<Stages, 'staff' | 'at'>,
  { hearing, stranger }: Pick<Awaited<ReturnType<typeof commandMakers>>, 'hearing' | 'stranger'>,
): Readonly<Record<string, CommandMaker>> {
  /** A case in publicity, and an objection to it for each of its commands. */
  const objectedTo = once(async () => {
    const scene = await at('in-publicity');
    const { number } = await see(scene.person, scene.id);
    await Promise.all([1, 2, 3].map(() => objectTo(target, number ?? '')));
    const listed = await objectionsTo(staff.review, number ?? '', 3);
    return { scene, ids: listed.map(({ id }) => id) };
  });
  const objection = async (place: number) => {
    const { scene, ids } = await objectedTo();
    const id = ids[place];
    if (id === undefined) throw new Error(`there is no objection ${place}`);
    const effects = async () => (await staff.decision.send(endpoints.getObjection, { params: { id } })).version;
    return { scene, id, effects };
  };

  /** A registration ends: the shortest way to something that is announced and reported. */
  const approve = async () => {
    const begun = await hearing();
    const { person, id } = begun;
    await answerHearing(person, id);
    await waitFor(person, id, 'under-review');
    const scene = { ...begun, staff: { ...staff, review: staff.otherReview } };
    await playOn('under-review', 'awaiting-decision', scene);
    await decide(scene);
    await waitFor(person, id, 'approved');
  };
  /** Gives a command on what was approved, under one key. Other files of this cloud may be faster: then something more is approved. */
  const carriedOut = async <Answer>(give: (key: string) => Promise<Answer | undefined>) => {
    const key = crypto.randomUUID();
    for (let count = 0; count < tries; count += 1) {
      await approve();
      const answer = await give(key);
      if (answer !== undefined) return { key, answer };
    }
    throw new Error('others have been faster each time');
  };
  const collected = once(() =>
    carriedOut((key) => staff.registrar.send(endpoints.collectDelivery, {}, key).catch(() => undefined)),
  );
  const onDelivery = async () => {
    const { answer } = await collected();
    const effects = async () => {
      const { items } = await staff.registrar.send(endpoints.listDeliveries, {});
      return items.find(({ id }) => id === answer.id);
    };
    return { party: staff.registrar, stranger: staff.acceptance, params: { batch: answer.id }, effects };
  };

  return {
    'practitioner.answerHearing': async () => {
      const { scene, id, effects } = await objection(0);
      await staff.review.send(endpoints.hearPerson, { params: { id }, body: { version: 1, question: reason } });
      const body = { objectionId: id, statement: '由聘用企业缴纳，见社保记录。' };
      const other = { body: { ...body, statement: reason } };
      return { party: scene.person, stranger, params: { id: scene.id }, body, other, effects };
    },
    'department.hearPerson': async () => {
      const { id, effects } = await objection(1);
      const body = { version: 1, question: '请说明劳动合同的签订情况。' };
      const other = { body: { ...body, question: reason } };
      return { party: staff.review, stranger: staff.otherReview, params: { id }, body, other, effects };
    },
    'department.answerObjection': async () => {
      const { id, effects } = await objection(2);
      const body = { version: 1, outcome: 'not-upheld', answer: '经核实不属实。' };
      const other = { body: { ...body, outcome: 'upheld' } };
      return { party: staff.decision, stranger: staff.otherDecision, params: { id }, body, other, effects };
    },
    'department.closeAnnouncement': async () => {
      const closed = await carriedOut(async (key) => {
        const { batch } = await staff.decision.send(endpoints.getCollecting, {});
        if (batch === null) return undefined;
        const params = { batch: batch.id };
        return await staff.decision.send(endpoints.closeAnnouncement, { params }, key).catch(() => undefined);
      });
      const params = { batch: closed.answer.id };
      const other = { params: { batch: '2026-999999' } };
      const parties = { party: staff.decision, stranger: staff.otherDecision };
      return { ...parties, params, body: undefined, other, carriedOut: closed };
    },
    'department.collectDelivery': async () => {
      const { params: of, ...given } = await onDelivery();
      // It says nothing of itself that could be different.
      const other = { endpoint: endpoints.acknowledgeDelivery, params: of, body: { receipt: '回执1号' } };
      return { ...given, params: {}, body: undefined, other, carriedOut: await collected() };
    },
    'department.refuseRows': async () => {
      const given = await onDelivery();
      const { text } = await staff.registrar.send(endpoints.downloadDelivery, { params: given.params });
      const [, firstRow = ''] = text.split('\r\n');
      const [row = ''] = firstRow.split(',');
      const body = { rows: [{ row, reason }] };
      return { ...given, body, other: { body: { rows: [{ row, reason: '单位名称不符。' }] } } };
    },
    'department.acknowledgeDelivery': async () => ({
      ...(await onDelivery()),
      body: { receipt: '回执1号' },
      other: { body: { receipt: '回执2号' } },
    }),
  };
}

/** Makes something when it is first asked for, and answers the same ever after. */
function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}
