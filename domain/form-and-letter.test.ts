import { emptyDraft } from './application-parts.ts';
import { matterNames, type MatterRow, asks, effectOf, matterRows } from './catalogue.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Application } from './application.ts';
import { initiatorNames, initiators } from './initiators.ts';
import { professions } from './professions.ts';
import { registrationFields } from './documents/amendment.ts';
import { chineseDate } from './calendar-dates.ts';
import { emptyCancellation } from './cancellation.ts';
import { cancellationGrounds, groundOf } from './grounds.ts';
import type { DocumentContent } from './documents.ts';
import { formOf, letterOf } from './form-and-letter.ts';
import { unprintableCharacters } from './printable.ts';
import { makeApplication, makeQualification, makeRegistration, sampleEmployment, samplePerson } from './test-facts.ts';

const registered = matterRows.filter(({ standing }) => standing === 'registered');
const withEmployment = registered.filter(({ asksEmployment }) => asksEmployment);
const cancelling = matterRows.filter(({ effect }) => asks(effect, 'cancellation'));
const statement = '双方已于上月解除劳动合同。';

describe('the form of an application about a registration', () => {
  it.each(registered)('of $profession × $matter says what it is about: number, employer, expiry', (row) => {
    const form = formOf(applicationFor(row));
    expect(form.title).toBe(`江苏省${professions[row.profession].name}${matterNames[row.matter]}申请表`);
    expect(form.withPhoto).toBe(row.practitionerFiles.includes('photo'));
    const { number, employerName, employerCreditCode, validUntil } = registrationFor(row);
    for (const value of [number, employerName, employerCreditCode, chineseDate(validUntil)]) {
      expect(valuesOf(form)).toContain(value);
    }
    expect(letterOf(applicationFor(row)).statements[0]).toContain(number);
  });

  it.each(withEmployment)('of $profession × $matter names the employer applied for, in form and letter', (row) => {
    const [form, letter] = documentsOf(applicationFor(row));
    expect(valuesOf(form)).toContain('乙公司');
    expect(letter.statements[0]).toContain('聘用企业为乙公司');
    expect(letter.statements.join('')).toContain('挂证');
  });

  it.each(registered.filter(({ asksQualification }) => asksQualification))(
    'of $profession × addition names the specialties',
    (row) => {
      const [, second = ''] = professions[row.profession].specialties;
      expect(fieldsOf(formOf(applicationFor(row)))).toContainEqual(['申请增加的专业', second]);
    },
  );

  it.each(registered.filter(({ effect }) => asks(effect, 'formerIdNumber')))(
    'of $profession × change-personal says what was and what is',
    (row) => {
      const application = applicationFor(row);
      const fields = fieldsOf(formOf(application));
      for (const field of [
        ['原姓名', '张旧名'],
        ['现姓名', samplePerson.name],
        ['原证件号码', '320205199207080027'],
        ['现证件号码', samplePerson.idNumber],
      ]) {
        expect(fields).toContainEqual(field);
      }
      const nameOnly = { ...application, draft: { ...application.draft, formerIdNumber: null } };
      expect(fieldsOf(formOf(nameOnly)).map(([label]) => label)).not.toContain('原证件号码');
    },
  );

  it('of a change lists all registrations that move together, apart', () => {
    const row = withEmployment.find(({ release }) => release)!;
    const both = [registrationFor(row), makeRegistration({ profession: 'cost-2', number: '苏价2322026000009' })];
    const form = formOf({ ...applicationFor(row), registrations: both });
    expect(form.sections.map(({ heading }) => heading)).toEqual([
      '一、基本信息',
      '二、注册信息',
      '三、一并变更的注册',
      '四、聘用信息',
      '五、不予注册情形声明',
    ]);
    expect(valuesOf(form)).toContain('苏价2322026000009');
  });

  it('states the zone of a registration that is confined to one', () => {
    const zone = '长三角生态绿色一体化发展示范区（苏州市吴江区）';
    expect(registrationFields(makeRegistration({ zone }))).toContainEqual({
      label: '注册范围',
      value: zone,
      wide: true,
    });
    expect(registrationFields(makeRegistration()).map(({ label }) => label)).not.toContain('注册范围');
  });
});

describe('the form of a cancellation', () => {
  const by = (row: MatterRow, initiator: Application['initiator']) => ({ ...applicationFor(row), initiator });

  it.each(cancelling)('of $profession says by whom, on which ground and by which law', (row) => {
    for (const initiator of initiators) {
      const fields = fieldsOf(formOf(by(row, initiator)));
      expect(fields).toContainEqual(['申请人', initiatorNames[initiator]]);
      expect(fields).toContainEqual(['注销原因', groundOf('employment-ended', row.profession)?.name]);
      expect(fields).toContainEqual(['法律依据', groundOf('employment-ended', row.profession)?.source]);
      expect(fields).toContainEqual(['情况说明', statement]);
    }
  });

  it.each(cancelling)('of $profession by employer or department carries no personal data but the name', (row) => {
    const secrets = Object.values(samplePerson).filter(
      (value) => value !== null && value !== samplePerson.name && value !== samplePerson.idType,
    );
    expect(secrets.length).toBeGreaterThan(8);
    const own = JSON.stringify(formOf(by(row, 'practitioner')));
    expect(own).toContain(samplePerson.idNumber);
    for (const initiator of ['employer', 'department'] as const) {
      const text = JSON.stringify(formOf(by(row, initiator)));
      expect(text).toContain(samplePerson.name);
      for (const secret of secrets) expect(text).not.toContain(secret);
      expect(text).not.toContain('出生日期');
    }
  });

  it('is signed by whoever begins it', () => {
    const [row] = cancelling;
    const parties = initiators.map((initiator) => formOf(by(row!, initiator)).signatures.map(({ party }) => party));
    expect(parties).toEqual([['申请人'], ['聘用企业'], ['经办人']]);
  });
});

describe('every row of the catalogue', () => {
  it.each(matterRows)('$profession × $matter has names and a form with a title of its own', (row) => {
    expect(matterNames[row.matter]).toMatch(/^\p{Script=Han}/u);
    expect(effectOf(row).verb).toMatch(/^\p{Script=Han}+$/u);
    const { title } = formOf(applicationFor(row));
    const titles = matterRows.map((each) => formOf(applicationFor(each)).title);
    expect(titles.filter((other) => other === title)).toHaveLength(1);
    expect(title).toContain(professions[row.profession].name);
  });

  it('has documents that can be printed, without an empty label, heading or statement, however much is filled in', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...matterRows),
        fc.constantFrom(...initiators),
        someFacts,
        (row, initiator, facts) => {
          const filled = applicationFor(row);
          const draft = facts.isEmpty ? emptyDraft : { ...filled.draft, cancellation: facts.cancellation };
          const registrations = filled.registrations.slice(0, facts.registrations);
          const application = { ...filled, initiator, draft, registrations, applicant: facts.applicant };
          for (const document of documentsOf(application)) {
            const fields = document.sections.flatMap((section) => section.fields);
            const signatures = document.signatures.flatMap(({ party, lines }) => [party, ...lines]);
            const headings = document.sections.map(({ heading }) => heading);
            const texts = [document.title, ...headings, ...document.statements, ...signatures];
            for (const text of [...texts, ...fields.map(({ label }) => label)]) expect(text.trim()).not.toBe('');
            expect(
              unprintableCharacters([...texts, ...fields.flatMap(({ label, value }) => [label, value])].join('')),
            ).toEqual([]);
            expect(JSON.stringify(document)).not.toMatch(/undefined|null(?!,|\})|NaN|\[object/);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

const optional = <Value>(value: Value) => fc.constantFrom(value, null);
const someFacts = fc.record({
  isEmpty: fc.boolean(),
  registrations: fc.constantFrom(0, 1, 2),
  cancellation: fc.option(
    fc.record({
      ground: fc.option(fc.constantFrom(...cancellationGrounds)),
      statement: optional(statement),
      document: fc.constant(null),
      decidedOn: fc.constant(null),
    }),
  ),
  applicant: fc.record({
    name: fc.constant(samplePerson.name),
    idType: fc.constant(samplePerson.idType),
    idNumber: fc.constant(samplePerson.idNumber),
    birthDate: fc.constant(null),
    sex: fc.constant(null),
    mobile: optional(samplePerson.mobile),
    email: optional(samplePerson.email),
    ethnicity: optional(samplePerson.ethnicity),
    education: optional(samplePerson.education),
    school: optional(samplePerson.school),
    major: optional(samplePerson.major),
    graduatedOn: optional(samplePerson.graduatedOn),
    address: optional(samplePerson.address),
  }),
});

function registrationFor({ profession }: MatterRow) {
  return makeRegistration({ profession, holderName: '张旧名' });
}

/** An application of a row with everything filled in that any row can ask for. */
function applicationFor(row: MatterRow): Application {
  const { profession, matter } = row;
  const chosen = registrationFor(row);
  const moved = makeRegistration({ profession: 'cost-2', number: '苏价2322026000009' });
  return makeApplication({
    profession,
    matter,
    registrations: row.standing === 'registered' ? [chosen, moved] : [],
    qualification: makeQualification(profession),
    draft: {
      ...emptyDraft,
      specialties: professions[profession].specialties.slice(1, 2),
      employment: { ...sampleEmployment, employerName: '乙公司', employerCreditCode: '91320000MA1DEM0X0X' },
      registrationNumber: chosen.number,
      formerIdNumber: '320205199207080027',
      cancellation: { ...emptyCancellation, ground: 'employment-ended', statement },
    },
  });
}

function documentsOf(application: Application) {
  return [formOf(application), letterOf(application)] as const;
}

function fieldsOf(form: DocumentContent): (readonly [string, string])[] {
  return form.sections.flatMap(({ fields }) => fields.map(({ label, value }) => [label, value] as const));
}

function valuesOf(form: DocumentContent): string[] {
  return fieldsOf(form).map(([, value]) => value);
}
