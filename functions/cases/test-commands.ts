import type { Qualification } from '../../domain/application-parts.ts';
import type { PersonFacts } from '../../domain/case-facts.ts';
import type { AnswerCommand, ConfirmCommand, SubmitCommand } from '../../domain/command.ts';
import { contentToSend, prepare, textToRead } from '../../domain/preparation.ts';
import { enoughHours } from '../../domain/test-facts.ts';
import { digest } from '../platform/digest.ts';
import type { Case } from './case.ts';

/** For tests: what there is to know of the applicant of an invented case who sends it, with every file that its matter asks for. */
export function personOf(
  { application }: Pick<Case, 'application'>,
  entered: Qualification | null = null,
): PersonFacts {
  const { applicant: profile, qualification } = application;
  const attachments = {
    photo: 'photo-1',
    contract: 'contract-1',
    'qualification-certificate': 'certificate-1',
  };
  return {
    content: contentToSend(application, { profile, attachments, attachedSince: attachments }),
    qualifications: qualification === null ? [] : [qualification],
    entries: [],
    education: enoughHours('2026-01-05'),
    insured: [],
    bars: [],
    others: null,
    entered,
    certificateTaken: false,
    employerDivision: null,
    successor: null,
    former: null,
  };
}

/** For tests: the applicant submits what they have read. */
export function submitCommand(found: Pick<Case, 'application'>, now: Date, person = personOf(found)): SubmitCommand {
  return { ...sentBy(found, now, person), action: 'submit' };
}

/** For tests: the applicant answers a notice without items. */
export function answerCommand(found: Pick<Case, 'application'>, now: Date, person = personOf(found)): AnswerCommand {
  return { ...sentBy(found, now, person), action: 'answer-correction', answers: [] };
}

function sentBy({ application }: Pick<Case, 'application'>, now: Date, person: PersonFacts) {
  const formDigest = digest(textToRead(prepare(application, person, now).application));
  const version = application.version;
  return { actor: 'practitioner', actorName: '某人', version, now, person, formDigest } as const;
}

/** For tests: the employer confirms a matter without a supplement, with a form sealed in this step. */
export function confirmCommand({ application }: Pick<Case, 'application'>, now: Date): ConfirmCommand {
  return {
    action: 'confirm',
    actor: 'employer',
    actorName: '江苏演示建设有限公司',
    version: application.version,
    now,
    supplement: { kind: 'none' },
    employer: {
      name: '江苏演示建设有限公司',
      creditCode: application.employerCreditCode ?? '',
      representative: '李演示',
      division: '320105',
      address: '江苏省南京市演示路2号',
      contactName: '王演示',
      contactMobile: '13900000002',
      qualifications: [],
    },
    sealedForm: { id: 'sealed-1', status: 'ready', message: null, isOfThisStep: true },
  };
}
