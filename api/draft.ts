import * as z from 'zod';
import { companyQualificationTypes } from '../domain/application-parts.ts';
import { contractKinds } from '../domain/contract-kinds.ts';
import { declarationCodes } from '../domain/declarations.ts';
import { endingMatters, endsSpecialties } from '../domain/catalogue.ts';
import { cancellationGrounds } from '../domain/grounds.ts';
import { provinces } from '../domain/provinces.ts';
import { typedCreditCode } from '../domain/typed.ts';
import {
  dateField,
  idField,
  line,
  identityNumberLine,
  numberLine,
  registrationNumberLine,
  paragraph,
} from './fields.ts';

const provinceField = z.enum(provinces, '请选择省级行政区');

/** A qualification of another province to be entered (manual 一（二）1（2）); null is not filled in yet. */
export const entrySchema = z.strictObject({
  certificateNumber: numberLine(30).nullable(),
  examinationProvince: provinceField.nullable(),
  passedYear: z.number('请填写四位数的年份').int().min(1900, '请填写四位数的年份').max(2200).nullable(),
  issuedOn: dateField.nullable(),
  issuer: line(60).nullable(),
  registeredBefore: z.boolean('请选择“是”或“否”').nullable(),
  priorRegistration: z
    .strictObject({
      number: numberLine(30).nullable(),
      employerName: line(100).nullable(),
      validFrom: dateField.nullable(),
      validUntil: dateField.nullable(),
      province: provinceField.nullable(),
    })
    .nullable(),
});

const specialtiesField = z
  .array(line(20))
  .max(10, '专业不能超过10个')
  .refine((all) => new Set(all).size === all.length, '专业不能重复');

/** Why a registration is to be cancelled; null is not filled in yet. */
export const cancellationSchema = z.strictObject({
  ground: z.enum(cancellationGrounds, '请选择注销原因').nullable(),
  statement: paragraph(500).nullable(),
  /** Of a ground that rests on a decision, named by the department. */
  document: line(100).nullable().default(null),
  decidedOn: dateField.nullable().default(null),
});

/** What an employer or the department wants to end: the registration, or some specialties of it while the others stay. */
export const endingSchema = cancellationSchema
  .extend({
    matter: z.enum(endingMatters, '请选择注销整个注册还是部分专业').default('cancellation'),
    specialties: specialtiesField.default([]),
    /** What shows the ground, where the ground asks for that. */
    evidence: z.strictObject({ folder: idField, fileId: idField }).nullable().default(null),
  })
  .refine(({ matter, specialties }) => endsSpecialties(matter) || specialties.length === 0, {
    path: ['specialties'],
    message: '注销整个注册的，不需要选择专业',
  });

/** What a practitioner has filled in so far; null is not filled in yet. Rules are checked at submission, forms here. */
export const draftSchema = z.strictObject({
  qualificationId: idField.nullable(),
  specialties: specialtiesField,
  employment: z.strictObject({
    employerName: line(100).nullable(),
    employerCreditCode: z.string().overwrite(typedCreditCode).pipe(line(18)).nullable(),
    contractKind: z.enum(contractKinds, '请选择合同类型').nullable(),
    contractStart: dateField.nullable(),
    contractEnd: dateField.nullable(),
    employmentStart: dateField.nullable(),
    employmentEnd: dateField.nullable(),
    position: line(50).nullable(),
  }),
  /** Only of 省外资格信息录入. */
  entry: entrySchema.nullable().default(null),
  /** Only of matters about a registration: its number. */
  registrationNumber: registrationNumberLine(40).nullable().default(null),
  /** Only of a change of personal data: the number of the former identity document, when that has changed. */
  formerIdNumber: identityNumberLine(20).nullable().default(null),
  /** Only of a cancellation. */
  cancellation: cancellationSchema.nullable().default(null),
  /** Which grounds of refusal exist: true, it does. */
  declarations: z.partialRecord(z.enum(declarationCodes), z.boolean('请选择“无此情形”或“有此情形”')).default({}),
});

/** A construction qualification of a company. */
export const companyQualificationSchema = z.strictObject({
  type: z.enum(companyQualificationTypes, '请选择资质类型'),
  number: line(40),
});

/** What the employer adds at confirmation (manual 二（二）2). */
export const supplementSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('company-qualification'), qualification: companyQualificationSchema.nullable() }),
  z.strictObject({ kind: z.literal('cost-consultancy'), isCostConsultancy: z.boolean('请选择“是”或“否”') }),
  z.strictObject({ kind: z.literal('none') }),
]);
