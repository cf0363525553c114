import { makeTerms } from './test-facts.ts';
import { describe, expect, it } from 'vitest';
import { effectCodes, effects } from './catalogue.ts';
import type { Effect } from './matters/effect.ts';
import type { RegisterEntry } from './registration.ts';
import { certifiedAnew, replacedCertificate } from './replaced-certificates.ts';

const entry: RegisterEntry = {
  ...{ number: '苏建2322026000001', profession: 'constructor-2', specialties: [], zone: null, personId: 'person-1' },
  terms: makeTerms('constructor-2'),
  ...{ holderName: '张演示', employerName: '甲公司', employerCreditCode: 'A', employerQualification: null },
  ...{ validFrom: '2026-01-01', validUntil: '2028-12-31', qualificationId: null, version: 3 },
  ...{ cancelledOn: null, cancellationGround: null, applicationId: 'a', supplementApplicationId: null },
  ...{ protection: null, lapsedOn: null, suspension: null, lock: null },
  ...{ verificationCode: 'abcd-EFGH', certificateDocumentId: 'certificate-1' },
};

describe('a certificate whose place another takes', () => {
  it('is kept by number and code, with since when and why, and without anything of its holder', () => {
    expect(replacedCertificate(entry, '延续注册', '2026-03-02')).toEqual({
      number: entry.number,
      code: 'ABCDEFGH',
      replacedOn: '2026-03-02',
      reason: '延续注册',
    });
  });

  it('leaves the entry with the code of the new one, which is not rendered yet', () => {
    const after = certifiedAnew(entry, new Map([[entry.number, 'NEW']]));
    expect(after).toEqual({ ...entry, verificationCode: 'NEW', certificateDocumentId: null });
    expect(() => certifiedAnew(entry, new Map())).toThrow('no code');
  });

  it.each(effectCodes)('%s says why, exactly when a certificate follows an amendment', (code) => {
    const effect: Effect = effects[code];
    expect(effect.replacementReason !== null).toBe(effect.certifies && effect.amends !== 'none');
  });
});
