import type { ApiName, Endpoint } from '../../../api/endpoint.ts';
import { departmentEndpoints } from '../../../api/department.ts';
import { employerEndpoints } from '../../../api/employer.ts';
import { practitionerEndpoints } from '../../../api/practitioner.ts';
import type { Target } from '../../../local/command/target.ts';
import type { Accounts } from './accounts.ts';
import { completeProfile, sampleCompany, sampleProfile, sampleSupplement, see, uploadForCompany } from './play.ts';
import { beginChange, beginMerger, changeGround, formerly, takeOverWith, uploadEvidence } from './company-change.ts';
import { cellsOf, educationCellsOf, insuranceCellsOf } from './register.ts';
import { scan } from './sample-files.ts';
import { correctionItems, playOn, type Stages } from './scene.ts';
import { backgroundCommands } from './background-commands.ts';
import { deskCommands } from './desk-commands.ts';
import { changeOfIdentity } from './former-identity.ts';
import { publicationCommands } from './publication-commands.ts';
import { type CommandMaker, commandMakers, type GivenCommand, reason } from './command-makers.ts';

/** Makes for every endpoint that does something a command that it carries out. */
export interface CommandScenes {
  readonly of: (api: ApiName, name: string) => Promise<GivenCommand>;
}

const opinion = '材料齐全，符合注册条件。';

/** The commands of every party, played with one file's accounts. Throws for an endpoint that has none. */
export async function commandScenes(target: Target, accounts: Accounts, stages: Stages): Promise<CommandScenes> {
  const { staff, company } = stages;
  const makersOf = await commandMakers(target, accounts, stages);
  const { stranger, otherCompany, byPerson, byCompany, byFormer, answers } = makersOf;
  const {
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
  } = makersOf;
  const formerIdentity = async () => {
    const scene = await changeOfIdentity(stages, accounts);
    await playOn('draft', 'awaiting-release', scene);
    return { ...scene, person: scene.former };
  };
  const changed = () => takeOverWith(staff.registrar, formerly(company), [accounts.person()]);
  const merging = () => beginMerger(staff.registrar, staff.review, accounts.person(), '0002');
  const misnamed = async () => {
    const scene = await stages.at('draft');
    const { version, draft } = await see(scene.person, scene.id);
    const employment = { ...draft.employment, employerName: '江苏误写建设有限公司' };
    const body = { version, draft: { ...draft, employment } };
    await scene.person.send(practitionerEndpoints.saveDraft, { params: { id: scene.id }, body });
    await playOn('draft', 'awaiting-employer', scene);
    return scene;
  };
  const readUpTo =
    (...whose: Parameters<typeof read>): CommandMaker =>
    async () => {
      const { params, other: next, ...given } = await read(...whose)();
      return { ...given, params: {}, body: { upTo: params['id'] }, other: { body: { upTo: next.params?.['id'] } } };
    };

  const makers: Readonly<Record<string, CommandMaker>> = {
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
      const { qualificationId, specialties, employment, declarations } = (await see(person, id)).draft;
      const changed = { ...employment, position: '总工程师' };
      return { draft: { qualificationId, specialties, employment: changed, declarations } };
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
      const scene = await stages.at('awaiting-correction');
      const { person } = scene;
      const given = await read(person, stranger, () => person.send(practitionerEndpoints.listMessages, {}))();
      return { ...given, leaves: scene };
    },
    'practitioner.markMessagesRead': async () => {
      const { person } = await stages.at('awaiting-correction');
      return await readUpTo(person, stranger, () => person.send(practitionerEndpoints.listMessages, {}))();
    },
    'practitioner.giveStatement': onCase(hearing, 'give-statement', byPerson, () => ({ statement: reason })),
    'practitioner.release': onCase(formerIdentity, 'release', byPerson),
    'practitioner.object': onCase(formerIdentity, 'object', byPerson, () => ({ reason })),
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
    'employer.correctEmployer': onCase(misnamed, 'correct-employer', byCompany),
    'employer.beginCompanyChange': async () => {
      await changed();
      await company.send(employerEndpoints.withdrawCompanyChange, {
        params: { id: (await beginChange(company)).id },
        body: { version: 1 },
      });
      const body = { ground: changeGround };
      return { party: company, params: {}, body, other: { body: { ground: reason } }, stranger: otherCompany };
    },
    'employer.submitCompanyChange': async () => {
      await changed();
      const { id, version } = await beginChange(company);
      const body = { version, evidenceFileId: await uploadEvidence(company, id) };
      const other = { body: { ...body, version: version + 1 } };
      return { party: company, params: { id }, body, other, stranger: otherCompany };
    },
    'employer.withdrawCompanyChange': async () => {
      await changed();
      const { id, version } = await beginChange(company);
      const other = { body: { version: version + 1 } };
      return { party: company, params: { id }, body: { version }, other, stranger: otherCompany };
    },
    'department.beginMerger': async () => {
      const { id, body } = await merging();
      const params = { id };
      await staff.review.send(departmentEndpoints.withdrawMerger, { params, body: { version: 1 } });
      const other = { body: { ...body, ground: reason } };
      return { party: staff.review, params: {}, body, other, stranger: staff.acceptance };
    },
    'department.recommendCompanyChange': async () => {
      const { id, version } = await merging();
      const body = { version, opinion };
      const other = { body: { ...body, opinion: reason } };
      return { party: staff.otherReview, params: { id }, body, other, stranger: staff.review };
    },
    'department.decideCompanyChange': async () => {
      const { id, version } = await merging();
      const params = { id };
      const recommended = { params, body: { version, opinion } };
      const after = await staff.otherReview.send(departmentEndpoints.recommendCompanyChange, recommended);
      const body = { version: after.version, decision: 'reject', opinion };
      const other = { body: { ...body, opinion: reason } };
      return { party: staff.decision, params, body, other, stranger: staff.otherDecision };
    },
    'department.withdrawMerger': async () => {
      const { id, version } = await merging();
      const other = { body: { version: version + 1 } };
      return { party: staff.review, params: { id }, body: { version }, other, stranger: staff.otherReview };
    },
    'employer.return': onCase('awaiting-employer', 'return', byCompany, () => ({ reason })),
    'employer.release': onCase(changing, 'release', byFormer),
    'employer.object': onCase(changing, 'object', byFormer, () => ({ reason })),
    'employer.withdraw': begun('employer'),
    'employer.declareGroundEvidence': showing(company, otherCompany),
    'employer.beginCancellation': cancellation('practice-ended', company, otherCompany),
    'employer.answerCorrection': onCase(correcting('employer'), 'answer-correction', byCompany, () => answers),
    'employer.markMessageRead': read(company, otherCompany, () => company.send(employerEndpoints.listMessages, {})),
    'employer.markMessagesRead': readUpTo(company, otherCompany, () =>
      company.send(employerEndpoints.listMessages, {}),
    ),
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
    'department.extendReview': onCase(
      'under-review',
      'extend-review',
      () => [staff.decision, staff.otherDecision],
      () => ({ reason }),
    ),
    'department.upholdObjection': onCase(
      'in-publicity',
      'uphold-objection',
      () => [staff.decision, staff.otherDecision],
      () => ({ reason }),
    ),
    ...deskCommands(stages),
    ...backgroundCommands(stages),
    ...publicationCommands(target, stages, makersOf),
    'department.holdRegistration': locking,
    'department.declareGroundEvidence': showing(staff.review, staff.acceptance),
    'department.beginCancellation': cancellation('other-legal-ground', staff.review, staff.otherReview),
    'department.completeDocument': completing,
    'department.withdraw': begun('department'),
    'department.importQualifications': imported({ 姓名: '张演示' }),
    'department.importEmployers': imported({ 企业名称: '江苏演示建设有限公司' }),
    'department.importEducation': async () =>
      await imported(educationCellsOf(accounts.person(), 'cost-2', 'elective', 30))(),
    'department.importInsurance': async () => await imported(insuranceCellsOf(accounts.person(), company.account))(),
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
