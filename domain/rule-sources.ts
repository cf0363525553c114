import type { ViolationCode } from './violation.ts';

/** Where a rule comes from, and what it asks for. */
export interface RuleSource {
  /** The section of the operating manual, the law or regulation, or the standard; several with the nearest first. */
  readonly source: string;
  /** The rule as one sentence. */
  readonly asks: string;
}

const ofHolder = 'Administrative Licensing Law art. 49 (the holder applies to amend its licence)';
const toldOnce = 'Administrative Licensing Law art. 32 (4) (everything to mend is told at once)';
const truthful = 'Administrative Licensing Law art. 31 (true and complete material)';

/** The source of every rule. A new reason code does not compile before it has one; docs/rules.md shows the table. */
export const ruleSources = {
  'profile-incomplete': {
    source: 'manual 一（二）2（2）①, 一（三）2（2）①',
    asks: 'The personal profile is complete before anything is applied for.',
  },
  'company-profile-incomplete': {
    source: 'manual 二（一）',
    asks: 'The company profile is complete before the employer confirms.',
  },
  'employer-name-differs': {
    source:
      '《企业名称登记管理规定》 (a company has the one name that it is registered with); Administrative Licensing Law art. 31 (true and complete material)',
    asks: 'The employer confirms under the name that the identity platform vouches for; another one is corrected and read anew.',
  },
  'employer-succeeded': {
    source: 'Company Law (a company that is merged into another ends); Administrative Licensing Law art. 49',
    asks: 'No application names an employer that has been merged into another one: the other one employs its people.',
  },
  'company-name-unchanged': {
    source: 'Administrative Licensing Law art. 49 (the holder applies to amend its licence)',
    asks: 'A company changes its registrations when the identity platform vouches for another name than they bear.',
  },
  'qualification-missing': {
    source: 'manual 一（二）1, 一（三）1',
    asks: 'The application names the qualification that it rests on.',
  },
  'qualification-not-held': {
    source: 'manual 一（二）1',
    asks: 'The applicant holds the named qualification, and it is one of the profession.',
  },
  'qualification-origin': {
    source: 'manual 一（三）1, 一（二）1',
    asks: 'The qualification was obtained where the matter wants it, or its out-of-province entry is approved.',
  },
  'employer-not-in-zone': {
    source: 'manual 一（三）1',
    asks: 'The employer of a demonstration zone registration is in 苏州市吴江区.',
  },
  'specialties-missing': {
    source: 'Decree 153 on registered constructors (registration by specialty)',
    asks: 'A profession with specialties registers at least one of them.',
  },
  'specialty-not-held': {
    source: 'Decree 153 on registered constructors (registration by specialty)',
    asks: 'Every specialty applied for stands on the qualification certificate.',
  },
  'specialty-elsewhere': {
    source: '《造价工程师职业资格制度规定》 art. 20 (建人〔2018〕67号)',
    asks: 'No specialty is applied for that another department registers: cost engineers of transport and of water.',
  },
  'too-old': {
    source:
      '《注册建造师管理规定》 art. 15 (10), 16 (6) (over 65 years); that the birthday is the last day is the row’s own reading',
    asks: 'A constructor applies through the 65th birthday, and not from the day after it.',
  },
  'registered-with-another-employer': {
    source: 'Decree 153 on registered constructors (no registration with two employers)',
    asks: 'All valid registrations of a person sit with one employer.',
  },
  'already-registered': {
    source: 'Administrative Licensing Law art. 50 (a licence that runs is extended, not granted again)',
    asks: 'No valid registration of the profession, provincial or of the zone, is held already.',
  },
  'declaration-missing': {
    source: `${truthful}; the regulation of the profession, as domain/declaration-texts.ts names it`,
    asks: 'Each ground of refusal of the profession is answered by itself.',
  },
  'declaration-bars': {
    source:
      '条例 on registered architects art. 13; 《注册建造师管理规定》 art. 15; 《注册造价工程师管理办法》 art. 12; 《勘察设计注册工程师管理规定》; Administrative Licensing Law art. 78, 79',
    asks: 'Nobody applies who declares that a ground of refusal exists.',
  },
  'field-missing': {
    source: 'manual 一（二）2（2）③, 一（二）1（2）②③',
    asks: 'Every field with a star is filled in.',
  },
  'credit-code-invalid': {
    source: 'GB 32100-2015',
    asks: 'The unified social credit code of the employer has 18 characters and the right check character.',
  },
  'contract-dates-reversed': {
    source: 'manual 一（二）2（2）③; Labor Contract Law art. 17',
    asks: 'The labor contract does not end before it begins.',
  },
  'contract-not-begun': {
    source: 'manual 一（二）2（2）③; Labor Contract Law art. 7',
    asks: 'The labor contract has begun on the date of application.',
  },
  'contract-too-short': {
    source: 'manual 一（二）2（2）③, 一（三）2（2）③; Civil Code art. 202',
    asks: 'The labor contract runs for three months or more from the date of application.',
  },
  'labor-contract-after-retirement': {
    source:
      'Regulation on the Labor Contract Law art. 21; 《国务院关于渐进式延迟法定退休年龄的办法》; ages and years are values of domain/retirement.ts',
    asks: 'Who has been past retirement age for longer than retirement can be put off works under another agreement than a labor contract.',
  },
  'service-agreement-too-early': {
    source: 'Labor Contract Law art. 12; 《国务院关于渐进式延迟法定退休年龄的办法》',
    asks: 'Who is younger than anybody retires has a labor contract of one of the three terms.',
  },
  'elsewhere-proof-missing': {
    source:
      'manual 一（二）1（2）③; Decree 153 on registered constructors (no registration with two employers) and the regulations of the other professions',
    asks: 'A registration in another province that is still valid is shown to be cancelled or transferred before one is granted here.',
  },
  'retirement-proof-missing': {
    source: 'Regulation on the Labor Contract Law art. 21; 《国务院关于渐进式延迟法定退休年龄的办法》',
    asks: 'Whoever works past retirement age proves the retirement, or the agreement to put it off.',
  },
  'release-proof-missing': {
    source:
      'Labor Contract Law art. 50 (proof of the end of the contract); Decree 153 on registered constructors (change of the employing unit)',
    asks: 'A change to which the former employer objects is accepted and granted only with proof that the contract has ended, an award, or proof that the former employer exists no more.',
  },
  'employment-differs-from-contract': {
    source: 'manual 一（二）2（2）③, 一（三）2（2）③; Labor Contract Law art. 14',
    asks: 'The employment has the dates of the contract; neither ends when the contract is open-ended.',
  },
  'material-missing': {
    source: 'manual 一（二）2（2）②, 一（三）2（2）②; Administrative Licensing Law art. 31',
    asks: 'Every file that the matter asks for is uploaded, inspected and ready.',
  },
  'text-unprintable': {
    source: 'GB 18030-2022; the fonts that the documents are printed with',
    asks: 'Everything that the documents say can be printed, names from the identity platform included.',
  },
  'supplement-missing': {
    source: 'manual 二（二）2（1）, 二（二）2（2）',
    asks: 'The employer gives the supplement of the profession: a company qualification or 无, or 是 or 否.',
  },
  'supplement-not-own': {
    source: 'manual 二（二）2（1）',
    asks: 'The company qualification that is named stands in the list of the employer itself.',
  },
  'certificate-number-invalid': {
    source: 'manual 一（二）1（2）②',
    asks: 'The number of the certificate to be entered has the form of one.',
  },
  'certificate-taken': {
    source: 'manual 一（二）1; Administrative Licensing Law art. 31',
    asks: 'A certificate is granted once: not when the provincial list or an approved entry has it. Whoever else enters it is put before an officer.',
  },
  'examination-province-home': {
    source: 'manual 一（二）1',
    asks: 'The qualification to be entered was obtained in another province.',
  },
  'passed-year-implausible': {
    source: 'manual 一（二）1（2）②',
    asks: 'The year of passing lies after the year of birth and is not to come.',
  },
  'issued-in-future': {
    source: `manual 一（二）1（2）②; ${truthful}`,
    asks: 'The certificate was issued by the date of application.',
  },
  'issued-before-passed': {
    source: `manual 一（二）1（2）②; ${truthful}`,
    asks: 'The certificate was not issued before the year of passing.',
  },
  'registration-number-invalid': {
    source: 'manual 一（二）1（2）③',
    asks: 'The number of the original registration has the form of one.',
  },
  'prior-province-home': {
    source: 'manual 一（二）1（2）③',
    asks: 'The original registration is one of another province.',
  },
  'prior-dates-reversed': {
    source: `manual 一（二）1（2）③; ${truthful}`,
    asks: 'The original registration does not end before it begins.',
  },
  'prior-before-passed': {
    source: `manual 一（二）1（2）③; ${truthful}`,
    asks: 'The original registration did not begin before the year of passing.',
  },
  'prior-in-future': {
    source: `manual 一（二）1（2）③; ${truthful}`,
    asks: 'The original registration had begun by the date of application.',
  },
  'registered-before': {
    source:
      'Administrative Licensing Law art. 70 (1), (4); Decree 153 on registered constructors (what has ended is registered again)',
    asks: 'Who was registered before and is not any more applies for registration again, not for the first time.',
  },
  'not-registered-before': {
    source:
      'Administrative Licensing Law art. 70 (1), (4); Decree 153 on registered constructors (what has ended is registered again)',
    asks: 'Registration again follows one that has expired or was cancelled.',
  },
  'registration-missing': {
    source: ofHolder,
    asks: 'A matter about a registration names it.',
  },
  'registration-not-held': {
    source: ofHolder,
    asks: 'The named registration is one of the applicant, of the profession.',
  },
  'registration-cancelled': {
    source: 'Administrative Licensing Law art. 70 (a licence that was cancelled has ended)',
    asks: 'What was cancelled cannot be amended any more.',
  },
  'registration-expired': {
    source: 'Administrative Licensing Law art. 50, 70 (1) (what is not renewed in time ends)',
    asks: 'A registration is amended or renewed through its last day, not after it.',
  },
  'registration-moved': {
    source: ofHolder,
    asks: 'An amendment is decided on the registration that it was applied for, with the same employer.',
  },
  'renewal-too-early': {
    source:
      'Administrative Licensing Law art. 50; Decree 153 on registered constructors (renewal before the end); the 90 days are the catalogue’s own',
    asks: 'A registration is renewed from 90 days before its last day on.',
  },
  'education-hours-missing': {
    source:
      'Decree 153 on registered constructors art. 23 and 建市〔2010〕192号; Decrees 167, 137 and 150 on the other professions (continuing education); hours and years are values of domain/professions.ts',
    asks: 'The hours of continuing education are there: of the term for a renewal, of the last years for a registration again or a first one that comes late.',
  },
  'insured-elsewhere': {
    source:
      'Decree 153 on registered constructors (employed by the unit that it registers with); Social Insurance Law art. 58, 60 (the employing unit pays); 建办市〔2018〕57号 (挂证)',
    asks: 'The social insurance of the last full month was paid by the employer that the application names; otherwise the applicant is told, and the officer sees it marked red.',
  },
  'renewal-late': {
    source:
      'Administrative Licensing Law art. 50; 条例 on registered architects art. 17; that a late renewal is refused is a choice of the row',
    asks: 'Where the row refuses late renewals, one is applied for at least as many days before the last day as the row says.',
  },
  'renewal-past-age': {
    source: '《注册建造师管理规定》 art. 15 (10), 16 (6) (over 65 years)',
    asks: 'A registration that lasts through the 65th birthday already is not renewed: no later day can be had.',
  },
  'same-employer': {
    source: 'Decree 153 on registered constructors (change of the employing unit)',
    asks: 'A change of employer names another one than the registrations are with.',
  },
  'applying-with-another-employer': {
    source: 'Decree 153 on registered constructors (no registration with two employers)',
    asks: 'All open applications of a person name the same employer.',
  },
  'specialty-registered': {
    source: 'Decree 153 on registered constructors (registration by specialty)',
    asks: 'An addition asks for specialties that are not registered yet.',
  },
  'specialty-not-registered': {
    source: 'Decree 153 on registered constructors (registration by specialty)',
    asks: 'A renewal, or a cancellation of specialties, names specialties that the registration has and that are not cancelled.',
  },
  'specialty-expired': {
    source: 'Administrative Licensing Law art. 50, 70 (1) (what is not renewed in time ends)',
    asks: 'A specialty is renewed or cancelled through its last day; what has ended is added again.',
  },
  'last-specialty': {
    source: 'Decree 153 on registered constructors (registration by specialty)',
    asks: 'Who has specialties cancelled keeps a valid one; the last ones end with the registration.',
  },
  'one-specialty': {
    source: '《造价工程师职业资格制度规定》 (建人〔2018〕67号): the number names the specialty',
    asks: 'Where each specialty is a registration of its own, an application asks for one.',
  },
  'former-identity-invalid': {
    source: 'GB 11643-1999; the forms of permits and passports (domain/identity-documents.ts)',
    asks: 'The number of the former identity document is one.',
  },
  'former-identity-same': {
    source: truthful,
    asks: 'The former identity document is another than the present one.',
  },
  'not-named-in-notice': {
    source: toldOnce,
    asks: 'An answer to a notice of correction changes only what the notice names: others committed to the rest.',
  },
  'former-identity-unmatched': {
    source: 'Administrative Licensing Law art. 34 (the department verifies); PIPL art. 6 (no more data than needed)',
    asks: 'What is claimed under a former identity number is what the register says: number, registration, employer, valid on the day of application.',
  },
  'nothing-changed': {
    source: ofHolder,
    asks: 'A change of personal data needs a change of name or of identity document.',
  },
  'ground-missing': {
    source: 'Administrative Licensing Law art. 70 (the grounds of cancellation)',
    asks: 'A cancellation names a ground that is open to whoever begins it.',
  },
  'registration-locked': {
    source:
      '《注册建造师执业管理办法（试行）》 (建市〔2008〕48号: nobody leaves the enterprise before the project is handed over); the other professions: this platform',
    asks: 'A registration that a project under construction holds neither moves to another employer nor is cancelled, unless by a ground that no project outweighs. A merger of its company leaves it there until it is freed.',
  },
  barred: {
    source:
      'Administrative Licensing Law art. 78, 79; 《中华人民共和国注册建筑师条例》 art. 13 (4); Decree 153 on registered constructors, art. 15 (7); 《注册造价工程师管理办法》; 《建设工程质量管理条例》 art. 72; 《建设工程安全生产管理条例》 art. 58',
    asks: 'Nothing is registered for who is barred: after a revocation, an annulment for fraud, or false material, for the years that the ground has.',
  },
  'decision-missing': {
    source: 'Administrative Licensing Law art. 8, 69, 70 (4); Administrative Penalties Law (decisions in writing)',
    asks: 'A cancellation by the department that rests on a decision names it, with a day that is not to come.',
  },
  'correction-subject-unknown': {
    source: toldOnce,
    asks: 'An item of a notice of correction names a field that the addressed party can mend.',
  },
  'later-reason-missing': {
    source: toldOnce,
    asks: 'A later notice of correction says why the first could not have contained it.',
  },
  'evidence-missing': {
    source: 'Administrative Licensing Law art. 31, 70; the regulation of the profession, as domain/ground-rows.ts says',
    asks: 'Who begins the cancellation of somebody else uploads what shows the ground, where the ground asks for that.',
  },
  'ground-unfounded': {
    source: 'Administrative Licensing Law art. 70 (1); 《注册建造师管理规定》 art. 16 (6)',
    asks: 'A registration is cancelled as not renewed only after its last day, and for its holder’s age only after the last day of that age.',
  },
} as const satisfies Record<ViolationCode, RuleSource>;
