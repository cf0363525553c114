import { expect, it } from 'vitest';
import { emptyDraft } from './application-parts.ts';
import { caseFindings, type FindingFacts } from './case-findings.ts';
import { makeApplication, makeQualification, sampleEmployment } from './test-facts.ts';

const nobody = { photo: [], mobile: [], certificate: [] };

function tones(over: Partial<FindingFacts> = {}): Record<string, string> {
  const qualification = makeQualification('architect-2');
  const application = {
    ...makeApplication({
      state: 'under-review',
      qualification,
      draft: { ...emptyDraft, employment: sampleEmployment },
    }),
    ...{ personId: 'person-1', formerPersonId: null, employerCreditCode: 'A', working: emptyDraft, commitments: {} },
    ...{ stateVersion: 1, period: null, registrationNumbers: [] },
  };
  const employer = { name: sampleEmployment.employerName ?? '', successor: null };
  const facts = { application, today: '2026-03-02', entries: [], bars: [], employer, others: nobody } as const;
  const findings = caseFindings({ ...facts, confirmations: 1, refused: [], ...over });
  for (const { reason, source } of findings) expect(reason.length * source.length).toBeGreaterThan(0);
  return Object.fromEntries(findings.map(({ code, tone }) => [code, tone]));
}

it('an application in order has nothing to look at', () => {
  expect(Object.entries(tones()).filter(([, tone]) => tone === 'warn' || tone === 'bad')).toEqual([]);
});

it.each([
  ['the employer bears another name', { employer: { name: '江苏另一有限公司', successor: null } }, 'employer', 'warn'],
  ['the employer was merged', { employer: { name: '甲', successor: '乙公司' } }, 'employer', 'bad'],
  ['the employer is not known', { employer: null }, 'employer', 'info'],
  ['the employer confirms many on one day', { confirmations: 10 }, 'confirmations', 'warn'],
  ['another person has the photo', { others: { ...nobody, photo: ['甲'] } }, 'duplicate-photo', 'warn'],
  ['another person has the number', { others: { ...nobody, mobile: ['甲'] } }, 'duplicate-mobile', 'warn'],
  ['it was refused within a year', { refused: [{ number: 'N', on: '2025-03-02' }] }, 'refused-before', 'warn'],
  ['it was refused before that', { refused: [{ number: 'N', on: '2025-03-01' }] }, 'refused-before', 'good'],
  [
    'the person is barred',
    {
      bars: [
        {
          personId: 'person-1',
          profession: 'architect-2',
          applicationId: 'b',
          reason: 'false-material',
          from: '2026-01-01',
          until: '2027-01-01',
        },
      ],
    },
    'bars',
    'bad',
  ],
] as const)('that %s is told', (_, over, code, tone) => {
  expect(tones(over)[code]).toBe(tone);
});
