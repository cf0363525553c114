import { emptyDraft, type Supplement } from './application-parts.ts';
import { describe, expect, it } from 'vitest';
import type { CaseRecord } from './case-record.ts';
import type { CaseFacts } from './case-facts.ts';
import type { CaseCommand } from './command.ts';
import { decide } from './decide.ts';
import type { Outcome } from './outcome.ts';
import { prepare, textToRead } from './preparation.ts';
import {
  enoughHours,
  makeApplication,
  makeQualification,
  nothingBars,
  sampleEmployment,
  samplePerson,
} from './test-facts.ts';

const now = new Date('2026-03-02T01:00:00.000Z');
const digest = (text: string) => text;

function facts(overrides: Partial<CaseRecord>, more: Partial<CaseFacts> = {}): CaseFacts {
  const draft = overrides.draft ?? emptyDraft;
  const application: CaseRecord = {
    ...makeApplication(),
    ...{ personId: 'person-1', formerPersonId: null, employerCreditCode: 'A', working: draft, commitments: {} },
    ...{ stateVersion: 1, registrationNumbers: [], period: null, draft },
    ...overrides,
  };
  const nothing = {
    acts: [],
    notices: 0,
    openedAt: null,
    claim: null,
    hold: null,
    isIssued: false,
    openObjections: 0,
    owesQualification: false,
    incomplete: {},
    fileNames: {},
    digest,
  };
  return { application, ...nothing, ...more };
}

function outcome(given: CaseFacts, command: CaseCommand): Outcome {
  const decision = decide(given, command);
  if (!decision.ok) throw new Error(decision.refusal.detail);
  return decision.value;
}

const applicant = { actor: 'practitioner', actorName: '张演示', version: null, now } as const;
const company = { actor: 'employer', actorName: '甲公司', version: null, now } as const;

describe('what a command leaves for the timeline', () => {
  const qualification = makeQualification('architect-2');
  const filled = { qualificationId: qualification.id, employment: sampleEmployment, declarations: nothingBars };
  const draft = { ...emptyDraft, ...filled };
  const changed = { ...draft, employment: { ...sampleEmployment, position: '技术负责人' } };
  const fileNames = { 'file-1': '合同.pdf', 'file-2': '续签合同.pdf' };
  const items = [{ field: 'employment.position', subject: '', problem: '', answer: null }];
  const notice = { from: 'under-review', addressee: 'practitioner', items, laterReason: null } as const;

  /** The applicant sends the draft that they are working on with another contract. */
  function sent(given: CaseFacts, action: 'submit' | 'answer-correction') {
    const { application } = given;
    const person = {
      content: { draft: application.working, profile: samplePerson, attachments: { photo: 'p', contract: 'file-2' } },
      ...{
        qualifications: [qualification],
        entries: [],
        bars: [],
        others: null,
        entered: null,
        certificateTaken: false,
      },
      ...{ employerDivision: null, successor: null, former: null, education: enoughHours('2026-01-05'), insured: [] },
    };
    const formDigest = textToRead(prepare(application, person, now).application);
    const command = { ...applicant, person, formDigest };
    return outcome(given, action === 'submit' ? { ...command, action } : { ...command, action, answers: ['已改。'] })
      .event?.changes;
  }

  const submitted = {
    draft,
    working: changed,
    qualification,
    applicant: samplePerson,
    attachments: { photo: 'p', contract: 'file-1' },
  };

  it.each([
    ['submit', { state: 'returned' }],
    ['answer-correction', { state: 'awaiting-correction', correction: notice }],
  ] as const)('%s: what differs from the last submission, though the draft was saved since', (action, at) => {
    const given = facts({ ...submitted, ...at, submittedAt: now.toISOString() }, { fileNames });
    expect(sent(given, action)).toEqual([
      { label: '工作岗位', before: sampleEmployment.position, after: '技术负责人' },
      { label: '劳动合同', before: '合同.pdf', after: '续签合同.pdf' },
    ]);
  });

  it('nothing to compare at the first submission', () => {
    expect(sent(facts({ ...submitted, state: 'draft', submission: 0 }, { fileNames }), 'submit')).toBeNull();
  });
});

describe('the qualification that an employer owes', () => {
  const owed: Supplement = { kind: 'company-qualification', qualification: null };
  const own = { type: '工程设计综合资质', number: 'A132000001' } as const;
  const named: Supplement = { kind: 'company-qualification', qualification: own };
  const employer = {
    ...{ name: '甲公司', creditCode: 'A', representative: '李演示', division: '320105', address: '演示路2号' },
    ...{ contactName: '王演示', contactMobile: '13900000002', qualifications: [own] },
  };
  const sealedForm = { id: 'sealed', status: 'ready', message: null, isOfThisStep: true } as const;
  const items = [{ field: 'supplement', subject: '', problem: '', answer: null }];
  const correction = { from: 'under-review', addressee: 'employer', items, laterReason: null } as const;
  const confirm = (supplement: Supplement) =>
    ({ ...company, action: 'confirm', employer, sealedForm, supplement }) as const;
  const answer = (supplement: Supplement) =>
    ({ ...company, action: 'answer-correction', answers: ['已改。'], employer, supplement, attachments: {} }) as const;
  const officer = { staffId: 'acceptance-1', personId: null };
  const accept = { ...company, action: 'accept', actor: 'acceptance', officer, reason: null } as const;
  const withdraw = { ...applicant, action: 'withdraw', reason: null } as const;

  it.each([
    ['the choice of 无 opens it', false, 'awaiting-employer', null, confirm(owed), 'open'],
    ['also in a correction', false, 'awaiting-correction', null, answer(owed), 'open'],
    ['not in other steps', false, 'awaiting-acceptance', owed, accept, null],
    ['a qualification named in a correction closes it', true, 'awaiting-correction', owed, answer(named), 'close'],
    ['it stays while it is owed', true, 'awaiting-correction', owed, answer(owed), null],
    ['but not when the application ends otherwise than by an approval', true, 'under-review', owed, withdraw, 'close'],
    ['nothing is owed by who has named one', false, 'awaiting-employer', null, confirm(named), null],
  ] as const)('%s', (_, owesQualification, state, supplement, command, step) => {
    const given = facts(
      {
        ...{ state, supplement },
        draft: { ...emptyDraft, employment: { ...sampleEmployment, employerName: '甲公司', employerCreditCode: 'A' } },
        correction: state === 'awaiting-correction' ? correction : null,
      },
      { owesQualification },
    );
    expect(outcome(given, command).owedQualification).toBe(step);
  });
});
