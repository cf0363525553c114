import { randomUUID } from 'node:crypto';
import type { Endpoint } from '../../../api/endpoint.ts';
import { departmentEndpoints } from '../../../api/department.ts';
import { employerEndpoints } from '../../../api/employer.ts';
import type { Target } from '../../../local/command/target.ts';
import { cloud } from '../cloud/shared-cloud.ts';
import type { Accounts } from './accounts.ts';
import { importCast } from './cast.ts';
import { type Party, signInAs, until } from './party.ts';
import { begin, completeCompany, fillIn, see, waitFor } from './play.ts';
import { takeOver } from './register.ts';
import { cancelUnprintable } from './incomplete-document.ts';
import { declarationOf, scan } from './sample-files.ts';
import { correctionItems, playOn, requestCorrection, type Scene, type Stage, type Stages } from './scene.ts';
import { oweQualification } from './supplement.ts';

/** A command that is carried out when it is given, and what else could be given under its key. */
export interface GivenCommand {
  readonly endpoint: Endpoint;
  readonly party: Party;
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The same command with other content, or another one. */
  readonly other: {
    readonly endpoint?: Endpoint;
    readonly params?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
  /** Another caller of the same party. */
  readonly stranger: Party;
  /** What the command has done, where it can be counted. */
  readonly effects?: () => Promise<unknown>;
  /** Under which key it was carried out before, and what that answered: of a command that takes several tries. */
  readonly carriedOut?: { readonly key: string; readonly answer: unknown };
  /** The case that it was given on, which others can be given on afterwards. */
  readonly leaves?: Scene;
}

/** Plays up to where a command can be given, and says which. */
export type CommandMaker = () => Promise<Omit<GivenCommand, 'endpoint'>>;

export const reason = '材料不符合要求。';
/** What the commands of every party are played with, and the ways to play up to them, on one file's accounts. */
export async function commandMakers(target: Target, accounts: Accounts, stages: Stages) {
  const { staff, company } = stages;
  const former = await signInAs(target, accounts.company());
  const otherCompany = await signInAs(target, accounts.company());
  await Promise.all([completeCompany(former), completeCompany(otherCompany)]);
  const stranger = await stages.qualified();

  const countOf = (scene: Pick<Scene, 'person' | 'id'>, action: string) => async () =>
    (await see(scene.person, scene.id)).timeline.filter((entry) => entry.action === action).length;

  /** A command with a version on an application at a stage. */
  const onCase =
    (
      stage: Stage | (() => Promise<Scene>),
      action: string,
      by: (scene: Scene) => readonly [Party, Party],
      bodyOf: (scene: Scene) => Promise<object> | object = () => ({}),
    ): CommandMaker =>
    async () => {
      const scene = typeof stage === 'string' ? await stages.at(stage) : await stage();
      const content = await bodyOf(scene);
      const { version } = await see(scene.person, scene.id);
      const [party, other] = by(scene);
      return {
        party,
        params: { id: scene.id },
        body: { version, ...content },
        other: { body: { version: version + 1, ...content } },
        stranger: other,
        effects: countOf(scene, action),
        ...(typeof stage === 'string' ? { leaves: scene } : {}),
      };
    };

  const byPerson = ({ person }: Scene) => [person, stranger] as const;
  const byCompany = () => [company, otherCompany] as const;
  const byFormer = () => [former, otherCompany] as const;

  const registered = async () => {
    const account = accounts.person();
    await importCast(target, [{ account, profession: 'cost-2' }]);
    const [number = ''] = await takeOver(staff.registrar, [
      { account, profession: 'cost-2', company: company.account },
    ]);
    return { person: await signInAs(target, account), number };
  };

  const changing = async (): Promise<Scene> => {
    const account = accounts.person();
    const profession = 'architect-2';
    await importCast(target, [{ account, profession }]);
    const [number] = await takeOver(staff.registrar, [{ account, profession, company: former.account }]);
    const person = await signInAs(target, account);
    const id = await begin(person, profession, 'change-employer', number);
    await fillIn(person, company, id, profession, new Date());
    const scene = { profession, person, company, staff, id } as const;
    await playOn('draft', 'awaiting-release', scene);
    return scene;
  };

  /** The department wants a registration ended, and the person is asked. */
  const hearing = async (): Promise<Scene> => {
    const { person, number } = await registered();
    const body = { ground: 'other-legal-ground', statement: reason } as const;
    const { id } = await staff.review.send(departmentEndpoints.beginCancellation, { params: { number }, body });
    await waitFor(person, id, 'awaiting-statement');
    return { profession: 'cost-2', person, company, staff, id };
  };

  /** A reviewer locks a registration for a project. */
  const locking: CommandMaker = async () => {
    const { number } = await registered();
    const query = { number };
    const { items } = await staff.review.send(departmentEndpoints.findRegistration, { query });
    const body = { action: 'lock', version: items[0]?.version ?? 0, project: '演示大厦', reason, until: '2199-12-31' };
    const effects = async () =>
      (await staff.review.send(departmentEndpoints.registrationHistory, { params: { number } })).events.length;
    const other = { body: { ...body, project: '演示中心' } };
    return { party: staff.review, params: { number }, body, other, stranger: staff.acceptance, effects };
  };

  const cancellation =
    (ground: string, party: Party, other: Party): CommandMaker =>
    async () => {
      const { number } = await registered();
      const body = { ground, statement: '双方已于上月解除劳动合同。' };
      const changed = { body: { ...body, statement: '双方已于本月解除劳动合同。' } };
      return { party, params: { number }, body, other: changed, stranger: other };
    };

  /** Somebody uploads what shows the ground of a cancellation. */
  const showing =
    (party: Party, other: Party): CommandMaker =>
    async () => {
      const { number } = await registered();
      const body = declarationOf(await scan('注销依据.pdf', 1));
      const params = { number, folder: randomUUID() };
      return { party, params, body, other: { body: { ...body, name: '别的依据.pdf' } }, stranger: other };
    };

  const begun =
    (by: 'employer' | 'department'): CommandMaker =>
    async () => {
      const { number } = await registered();
      const params = { number };
      const body = {
        ground: by === 'employer' ? 'practice-ended' : 'other-legal-ground',
        statement: reason,
      } as const;
      const { id } =
        by === 'employer'
          ? await company.send(employerEndpoints.beginCancellation, { params, body })
          : await staff.review.send(departmentEndpoints.beginCancellation, { params, body });
      const party = by === 'employer' ? company : staff.review;
      const view = () =>
        by === 'employer'
          ? company.send(employerEndpoints.getApplication, { params: { id } })
          : staff.review.send(departmentEndpoints.getApplication, { params: { id } });
      const { version } = await until('the cancellation', async () => {
        const seen = await view();
        return seen.dueAt === null ? undefined : seen;
      });
      const [own, others] = by === 'employer' ? [party, otherCompany] : [party, staff.acceptance];
      const effects = async () => (await view()).timeline.filter(({ action }) => action === 'withdraw').length;
      return {
        party: own,
        params: { id },
        body: { version, reason },
        other: { body: { version: version + 1, reason } },
        stranger: others,
        effects,
      };
    };

  /** A paper that lacks a character, of a cancellation by the department. */
  const completing: CommandMaker = async () => {
    const { number } = await registered();
    const id = await cancelUnprintable(cloud, staff, number);
    const view = () => staff.review.send(departmentEndpoints.getApplication, { params: { id } });
    const { version, documents } = await view();
    const body = { version, documentId: documents[0]?.id ?? '', reason };
    const effects = async () => (await view()).timeline.filter(({ action }) => action === 'complete-document').length;
    const other = { body: { ...body, version: version + 1 } };
    return { party: staff.review, params: { id }, body, other, stranger: staff.otherReview, effects };
  };

  const owing = async (): Promise<Scene> => {
    const person = await stages.qualified();
    const id = await oweQualification(person, company);
    return { profession: 'architect-2', person, company, staff, id };
  };

  const correcting = (addressee: 'practitioner' | 'employer') => async () => {
    const scene = await stages.at('awaiting-acceptance');
    await requestCorrection(scene, 'acceptance', addressee);
    await waitFor(scene.person, scene.id, 'awaiting-correction');
    return scene;
  };
  const answers = { answers: correctionItems.map(() => '已补正。') };

  const read =
    (party: Party, other: Party, list: () => Promise<{ items: readonly { id: string }[] }>): CommandMaker =>
    async () => {
      const ids = await until('two messages', async () => {
        const { items } = await list();
        return items.length > 1 ? items.map(({ id }) => id) : undefined;
      });
      const [id = '', next = ''] = ids;
      return { party, params: { id }, body: undefined, other: { params: { id: next } }, stranger: other };
    };

  const imported =
    (cells: object): CommandMaker =>
    () =>
      Promise.resolve({
        party: staff.registrar,
        params: {},
        body: { rows: [{ line: 2, cells }] },
        other: { body: { rows: [{ line: 3, cells }] } },
        stranger: staff.acceptance,
      });

  const declared =
    (stage: Stage, slot: 'contract' | 'sealed-form', by: (scene: Scene) => readonly [Party, Party]): CommandMaker =>
    async () => {
      const scene = await stages.at(stage);
      const body = { slot, ...declarationOf(await scan('材料.pdf', 1)) };
      const [party, other] = by(scene);
      return {
        party,
        params: { id: scene.id },
        body,
        other: { body: { ...body, name: '另一份.pdf' } },
        stranger: other,
        leaves: scene,
      };
    };

  return {
    ...{ former, stranger, otherCompany, byPerson, byCompany, byFormer, answers },
    ...{
      onCase,
      changing,
      hearing,
      locking,
      cancellation,
      showing,
      begun,
      completing,
      owing,
      correcting,
      read,
      imported,
      declared,
    },
  };
}
