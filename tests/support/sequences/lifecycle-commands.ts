import type { Supplement } from '../../../domain/application-parts.ts';
import { isCorrecting } from '../../../domain/editable.ts';
import type { CaseFacts, HolderFacts, PersonFacts } from '../../../domain/case-facts.ts';
import type { By, StepCommand } from '../../../domain/command.ts';
import { rowOf } from '../../../domain/catalogue.ts';
import type { KnownEmployer } from '../../../domain/employer-names.ts';
import { type Actor, isStaffRole } from '../../../domain/lifecycle.ts';
import type { OtherLocks } from '../../../domain/outcome.ts';
import { contentToSend, prepare, textToRead } from '../../../domain/preparation.ts';
import { professionCodes } from '../../../domain/professions.ts';
import { enoughHours } from '../../../domain/test-facts.ts';
import { instantOf, sampleForeign } from './lifecycle-drafts.ts';
import {
  miswritten,
  type ModelApplication,
  type Move,
  type Officer,
  thePerson,
  type World,
} from './lifecycle-model.ts';

type Act = Extract<Move, { kind: 'act' }>;

const companyQualification = { type: '工程设计综合资质', number: 'A132000001' } as const;

/** A company that has filled in everything, and is where a zone wants it. */
export const employer = {
  name: '演示企业',
  creditCode: '',
  representative: '李演示',
  division: '320509',
  address: '江苏省苏州市演示路2号',
  contactName: '王演示',
  contactMobile: '13900000002',
  qualifications: [companyQualification],
};

/** Texts are their own digests here: the same for the same content. */
export const digest = (text: string): string => text;

/** Who acts in a world, and when. */
export function byOf({ today }: World, actor: Actor, officer?: Officer): By {
  const known = officer && { staffId: officer.id, personId: officer.self === true ? thePerson : null };
  return { actor, actorName: actor, officer: known, version: null, now: new Date(instantOf(today)) };
}

/** What a world knows of one of its applications. */
export function factsOf({ acts }: World, application: ModelApplication): CaseFacts {
  const known = acts[application.id] ?? [];
  const notices = known.filter(({ action }) => action === 'request-correction').length;
  const nothing = {
    openedAt: null,
    claim: null,
    hold: null,
    isIssued: false,
    openObjections: 0,
    owesQualification: false,
    incomplete: {},
    fileNames: {},
  };
  return { application, acts: known, notices, ...nothing, digest };
}

/** The command that a move of somebody on an application is, with everything that it needs to be decided. */
export function commandOf(world: World, move: Act, application: ModelApplication): StepCommand {
  const { action, actor } = move;
  // A role of the department acts as somebody, also in a move that names nobody.
  const officer = move.officer ?? (isStaffRole(actor) ? { id: `${actor}-0`, roles: [] } : undefined);
  const by = byOf(world, actor, officer);
  const reason = '见意见。';
  switch (action) {
    case 'submit':
      return { ...by, action, ...sent(world, application, by.now) };
    case 'answer-correction': {
      const answers = (application.correction?.items ?? []).map(() => '已补正。');
      if (actor === 'employer') {
        const { attachments } = application;
        return { ...by, action, actor, answers, employer, supplement: null, attachments };
      }
      return { ...by, action, actor: 'practitioner', answers, ...sent(world, application, by.now) };
    }
    case 'confirm': {
      const sealedForm = { id: `${application.version}`, status: 'ready', message: null, isOfThisStep: true } as const;
      const named = { ...employer, ...vouchedFor(application) };
      return { ...by, action, employer: named, sealedForm, supplement: supplementOf(application) };
    }
    case 'correct-employer':
      return { ...by, action, employer: vouchedFor(application) };
    case 'request-correction': {
      const { field = null, addressee = 'practitioner' } = move;
      return { ...by, action, addressee, items: [{ field, subject: '', problem: '' }], laterReason: reason };
    }
    case 'recommend': {
      const who = { reviewerId: officer?.id ?? '', reviewerName: actor };
      return { ...by, action, recommendation: { outcome: 'approve', opinion: reason, ...who } };
    }
    case 'approve':
    case 'conclude-publicity':
      return { ...by, action, reason, holder: holderOf(world, application) };
    case 'give-statement':
      return { ...by, action, statement: reason, evidence: null };
    case 'documents-ready':
    case 'return':
    case 'release':
    case 'object':
    case 'lapse-release':
    case 'lapse-statement':
    case 'lapse-correction':
    case 'extend-review':
    case 'accept':
    case 'deem-accepted':
    case 'refuse':
    case 'reject':
    case 'uphold-objection':
      return { ...by, action, reason, falseMaterial: move.falseMaterial ?? false };
    case 'send-back':
    case 'withdraw':
    case 'expire':
      return { ...by, action, reason };
  }
}

/** What the applicant sends, having read it just before. */
function sent(world: World, application: ModelApplication, now: Date) {
  const person = personOf(world, application);
  return { person, formDigest: digest(textToRead(prepare(application, person, now).application)) };
}

function personOf(world: World, application: ModelApplication): PersonFacts {
  const { profession } = application;
  const row = rowOf(application);
  const attachments = Object.fromEntries(
    row.practitionerFiles.map((slot) => [slot, `${slot} ${application.uploads[slot] ?? 0}`]),
  );
  const profile = world.profile;
  const entered = row.practitionerFiles.includes('qualification-certificate')
    ? { ...sampleForeign(world, profession), id: `entered ${profession}` }
    : null;
  return {
    content: contentToSend(application, { profile, attachments, attachedSince: attachments }),
    qualifications: world.qualifications,
    entries: world.entries,
    education: enoughHours(world.today),
    insured: [],
    bars: world.bars,
    others: row.lock === 'profession' && row.asksEmployment ? otherLocks(world, profession) : null,
    entered,
    certificateTaken: !isCorrecting(application) && isEntered(world, profession),
    employerDivision: employer.division,
    successor: null,
    former: null,
  };
}

function otherLocks({ locks }: World, profession: string): OtherLocks {
  return new Map(
    professionCodes.filter((code) => code !== profession).map((code) => [code, locks[code] ?? null] as const),
  );
}

function isEntered({ qualifications }: World, wanted: string): boolean {
  return qualifications.some(({ source, profession }) => source === 'out-of-province' && profession === wanted);
}

/** Who the identity platform says the employer of an application is, however its name is written there. */
function vouchedFor({ draft }: ModelApplication): KnownEmployer {
  const { employerName, employerCreditCode } = draft.employment;
  return { name: (employerName ?? '').replace(miswritten, ''), creditCode: employerCreditCode ?? '' };
}

function holderOf({ entries, qualifications, bars }: World, application: ModelApplication): HolderFacts {
  const held = qualifications.map((each) => ({ ...each, personId: thePerson, holderName: '' }));
  return {
    ...{ personId: thePerson, entries, qualifications: held, bars, isBusy: false, owed: [] },
    ...{ certificateHolder: null, verificationCode: 'first' },
    employer: application.employerCreditCode === null ? null : vouchedFor(application),
    registeredWith: null,
    newCodes: new Map(entries.map(({ number, version }) => [number, `code ${version}`])),
  };
}

function supplementOf(application: ModelApplication): Supplement {
  const kind = rowOf(application).supplement;
  switch (kind) {
    case 'company-qualification':
      return { kind, qualification: companyQualification };
    case 'cost-consultancy':
      return { kind, isCostConsultancy: false };
    case 'none':
      return { kind };
  }
}
