import { addDays, shanghaiDate } from '../../../domain/calendar-dates.ts';
import { departmentEndpoints } from '../../../api/department.ts';
import { type CommandMaker, reason } from './command-makers.ts';
import { see } from './play.ts';
import type { Scene, Stages } from './scene.ts';

const nothing = () => Promise.resolve();
/** After the command the case waits as before it: nobody has taken it. */
const staysFree = () => Promise.resolve();

/** The commands of the desk, each on a case that waits for acceptance; the stranger works from another queue. */
export function deskCommands({ staff, at }: Pick<Stages, 'staff' | 'at'>): Readonly<Record<string, CommandMaker>> {
  const onDesk =
    (
      bodyOf: (scene: Scene, version: number) => object,
      otherOf: (scene: Scene, version: number) => object,
      prepare: (scene: Scene) => Promise<unknown> = nothing,
    ): CommandMaker =>
    async () => {
      const scene = await at('awaiting-acceptance');
      await prepare(scene);
      const { version } = await see(scene.person, scene.id);
      return {
        ...{ party: staff.acceptance, stranger: staff.otherReview, params: { id: scene.id } },
        body: bodyOf(scene, version),
        other: { body: otherOf(scene, version) },
        ...(prepare === staysFree ? { leaves: scene } : {}),
      };
    };
  const today = shanghaiDate(new Date());
  const hold = { ground: 'other-authority', reason, until: addDays(today, 30) } as const;
  const head =
    (maker: CommandMaker): CommandMaker =>
    async () => ({
      ...(await maker()),
      party: staff.decision,
      stranger: staff.acceptance,
    });

  return {
    'department.addNote': onDesk(
      () => ({ text: reason }),
      () => ({ text: '已电话核实。' }),
      staysFree,
    ),
    'department.showIdentityNumber': onDesk(
      () => ({ reason }),
      () => ({ reason: '核对身份。' }),
      staysFree,
    ),
    'department.saveOpinion': onDesk(
      (_, version) => ({ version, decision: null, reasons: [], text: reason }),
      (_, version) => ({ version, decision: null, reasons: [], text: '待核实。' }),
      staysFree,
    ),
    'department.holdCase': onDesk(
      (_, version) => ({ version, ...hold }),
      (_, version) => ({ version, ...hold, until: addDays(today, 31) }),
    ),
    'department.resumeCase': onDesk(
      (_, version) => ({ version }),
      (_, version) => ({ version: version + 1 }),
      async ({ person, id }) => {
        const { version } = await see(person, id);
        await staff.acceptance.send(departmentEndpoints.holdCase, { params: { id }, body: { version, ...hold } });
      },
    ),
    'department.claim': onDesk(
      () => ({ reason: null }),
      () => ({ reason }),
    ),
    'department.releaseClaim': async () => {
      const [scene, second] = await Promise.all([at('awaiting-acceptance'), at('awaiting-acceptance')]);
      const params = { id: scene.id };
      await staff.acceptance.send(departmentEndpoints.claim, { params, body: { reason: null } });
      const parties = { party: staff.acceptance, stranger: staff.otherReview };
      return { ...parties, params, body: undefined, other: { params: { id: second.id } } };
    },
    'department.assign': head(
      onDesk(
        () => ({ staffId: staff.acceptance.account, reason }),
        () => ({ staffId: staff.acceptance.account, reason: '另行安排。' }),
        async ({ id }) => {
          // Only who has worked here can be given a case.
          await staff.acceptance.send(departmentEndpoints.claim, { params: { id }, body: { reason: null } });
        },
      ),
    ),
    'department.claimNext': async () => {
      await at('awaiting-acceptance');
      const body = { queue: 'acceptance' };
      const parties = { party: staff.acceptance, stranger: staff.otherReview };
      return { ...parties, params: {}, body, other: { body: { ...body, matter: 'initial' } } };
    },
  };
}
