import type { ApiName, Endpoint } from '../../../api/endpoint.ts';
import { departmentEndpoints } from '../../../api/department.ts';
import { employerEndpoints } from '../../../api/employer.ts';
import { practitionerEndpoints } from '../../../api/practitioner.ts';
import type { Target } from '../../../local/command/target.ts';
import type { Accounts } from './accounts.ts';
import { importCast } from './cast.ts';
import { type Party, signInAs, until } from './party.ts';
import {
  begin,
  completeCompany,
  completeProfile,
  fillIn,
  sampleCompany,
  sampleProfile,
  sampleSupplement,
  see,
  uploadForCompany,
  waitFor,
} from './play.ts';
import { cellsOf, takeOver } from './register.ts';
import { declarationOf, scan } from './sample-files.ts';
import { correctionItems, playOn, requestCorrection, type Scene, type Stage, type Stages } from './scene.ts';
import { oweQualification } from './supplement.ts';

/** A command that is carried out when it is given, and what else could be given under its key. */
export interface GivenCommand {
  readonly endpoint: Endpoint;
  readonly party: Party;
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The same command with other content. */
  readonly other: { readonly params?: Readonly<Record<string, string>>; readonly body?: unknown };
  /** Another caller of the same party. */
  readonly stranger: Party;
  /** What the command has done, where it can be counted. */
  readonly effects?: () => Promise<unknown>;
}

/** Makes for every endpoint that does something a command that it carries out. */
export interface CommandScenes {
  readonly of: (api: ApiName, name: string) => Promise<GivenCommand>;
}

type Maker = () => Promise<Omit<GivenCommand, 'endpoint'>>;

const reason = '材料不符合要求。';
const opinion = '材料齐全，符合注册条件。';

/** The commands of every party, played with one file's accounts. Throws for an endpoint that has none. */
export async function commandScenes(target: Target, accounts: Accounts, stages: Stages): Promise<CommandScenes> {
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
    ): Maker =>
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

  const cancellation =
    (ground: string, party: Party, other: Party): Maker =>
    async () => {
      const { number } = await registered();
      const body = { ground, statement: '双方已于上月解除劳动合同。' };
      const changed = { body: { ...body, statement: '双方已于本月解除劳动合同。' } };
      return { party, params: { number }, body, other: changed, stranger: other };
    };

  const begun =
    (by: 'employer' | 'department'): Maker =>
    async () => {
      const { number } = await registered();
      const params = { number };
      const body = { ground: by === 'employer' ? 'employment-ended' : 'revoked', statement: reason } as const;
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
    (party: Party, other: Party, list: () => Promise<{ items: readonly { id: string }[] }>): Maker =>
    async () => {
      const ids = await until('two messages', async () => {
        const { items } = await list();
        return items.length > 1 ? items.map(({ id }) => id) : undefined;
      });
      const [id = '', next = ''] = ids;
      return { party, params: { id }, body: undefined, other: { params: { id: next } }, stranger: other };
    };

  const imported =
    (cells: object): Maker =>
    () =>
      Promise.resolve({
        party: staff.registrar,
        params: {},
        body: { rows: [{ line: 2, cells }] },
        other: { body: { rows: [{ line: 3, cells }] } },
        stranger: staff.acceptance,
      });

  const declared =
    (stage: Stage, slot: 'contract' | 'sealed-form', by: (scene: Scene) => readonly [Party, Party]): Maker =>
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
      };
    };

  const makers: Readonly<Record<string, Maker>> = {
    'practitioner.changeProfile': async () => {
      const person = await stages.qualified();
      const body = { version: 0, ...sampleProfile };
      const other = { body: { ...body, mobile: '13912345679' } };
      const effects = async () => (await person.send(practitionerEndpoints.getProfile, {})).version;
      return { party: person, params: {}, body, other, stranger: await stages.qualified(), effects };
    },
    'practitioner.createApplication': async () => {
      const [person, other] = await Promise.all([stages.qualified(), stages.qualified()]);
      await completeProfile(person);
      const body = { profession: 'architect-2', matter: 'initial' };
      const effects = async () => (await person.send(practitionerEndpoints.listApplications, {})).items.length;
      return {
        party: person,
        params: {},
        body,
        other: { body: { ...body, matter: 'renewal' } },
        stranger: other,
        effects,
      };
    },
    'practitioner.saveDraft': onCase('draft', 'create', byPerson, async ({ person, id }) => {
      const { qualificationId, specialties, employment } = (await see(person, id)).draft;
      return { draft: { qualificationId, specialties, employment: { ...employment, position: '总工程师' } } };
    }),
    'practitioner.discardDraft': async () => {
      const { person, id } = await stages.at('draft');
      const { version } = await see(person, id);
      const effects = async () => (await person.send(practitionerEndpoints.listApplications, {})).items.length;
      const other = { body: { version: version + 1 } };
      return { party: person, params: { id }, body: { version }, other, stranger, effects };
    },
    'practitioner.declareFile': declared('draft', 'contract', byPerson),
    'practitioner.submit': onCase('draft', 'submit', byPerson, async ({ person, id }) => {
      const { digest } = await person.send(practitionerEndpoints.getForm, { params: { id } });
      return { formDigest: digest, confirmed: true };
    }),
    'practitioner.withdraw': onCase('awaiting-employer', 'withdraw', byPerson, () => ({ reason })),
    'practitioner.answerCorrection': onCase(correcting('practitioner'), 'answer-correction', byPerson, () => answers),
    'practitioner.markMessageRead': async () => {
      const { person } = await stages.at('awaiting-correction');
      return await read(person, stranger, () => person.send(practitionerEndpoints.listMessages, {}))();
    },
    'employer.changeCompany': async () => {
      const { version } = await company.send(employerEndpoints.getCompany, {});
      const body = { version, ...sampleCompany };
      const effects = async () => (await company.send(employerEndpoints.getCompany, {})).version;
      const other = { body: { ...body, contactName: '王联络' } };
      return { party: company, params: {}, body, other, stranger: otherCompany, effects };
    },
    'employer.supplyQualification': onCase(owing, 'supplement', byCompany, () => ({
      qualification: sampleCompany.qualifications[0],
    })),
    'employer.declareFile': declared('awaiting-employer', 'sealed-form', byCompany),
    'employer.confirm': onCase('awaiting-employer', 'confirm', byCompany, async ({ id, profession }) => {
      const sealed = await uploadForCompany(company, id, 'sealed-form', await scan('盖章申请表.pdf', 1));
      return { sealedFormFileId: sealed.id, supplement: sampleSupplement(profession) };
    }),
    'employer.return': onCase('awaiting-employer', 'return', byCompany, () => ({ reason })),
    'employer.release': onCase(changing, 'release', byFormer),
    'employer.object': onCase(changing, 'object', byFormer, () => ({ reason })),
    'employer.withdraw': begun('employer'),
    'employer.beginCancellation': cancellation('employment-ended', company, otherCompany),
    'employer.answerCorrection': onCase(correcting('employer'), 'answer-correction', byCompany, () => answers),
    'employer.markMessageRead': read(company, otherCompany, () => company.send(employerEndpoints.listMessages, {})),
    'department.accept': onCase('awaiting-acceptance', 'accept', () => [staff.acceptance, staff.review]),
    'department.refuse': onCase(
      'awaiting-acceptance',
      'refuse',
      () => [staff.acceptance, staff.review],
      () => ({ reason }),
    ),
    'department.requestCorrection': onCase(
      'awaiting-acceptance',
      'request-correction',
      () => [staff.acceptance, staff.decision],
      () => ({ addressee: 'practitioner', items: correctionItems }),
    ),
    'department.recommend': onCase(
      'under-review',
      'recommend',
      () => [staff.review, staff.otherReview],
      () => ({ outcome: 'approve', opinion }),
    ),
    'department.decide': onCase(
      'awaiting-decision',
      'reject',
      () => [staff.decision, staff.otherDecision],
      () => ({ decision: 'reject', opinion }),
    ),
    'department.upholdObjection': onCase(
      'in-publicity',
      'uphold-objection',
      () => [staff.decision, staff.otherDecision],
      () => ({ reason }),
    ),
    'department.beginCancellation': cancellation('revoked', staff.review, staff.otherReview),
    'department.withdraw': begun('department'),
    'department.importQualifications': imported({ 姓名: '张演示' }),
    'department.importRegistrations': async () => {
      const account = accounts.person();
      return await imported(cellsOf({ account, profession: 'cost-2', company: company.account }))();
    },
  };

  return {
    of: async (api, name) => {
      const maker = makers[`${api}.${name}`];
      if (maker === undefined) throw new Error(`no command is known for ${api}.${name}`);
      return { endpoint: endpointOf(api, name), ...(await maker()) };
    },
  };
}

function endpointOf(api: ApiName, name: string): Endpoint {
  const groups: Readonly<Record<string, Readonly<Record<string, Endpoint>>>> = {
    practitioner: practitionerEndpoints,
    employer: employerEndpoints,
    department: departmentEndpoints,
  };
  const endpoint = groups[api]?.[name];
  if (endpoint === undefined) throw new Error(`no endpoint ${api}.${name}`);
  return endpoint;
}
