import { educations, qualificationSources } from '../domain/application-parts.ts';
import * as z from 'zod';
import { claimView, holdView } from './claims.ts';
import { hourKinds } from '../domain/education-hours.ts';
import { shownStatuses } from '../domain/holds.ts';
import { divisionName } from '../domain/divisions.ts';
import { addressAgain, mailReturnView } from './mail-returns.ts';
import { missingCharacter } from './application.ts';
import { companyQualificationSchema } from './draft.ts';
import {
  dateField,
  emailField,
  idField,
  instantField,
  line,
  matterField,
  mobileField,
  professionField,
  versionField,
} from './fields.ts';
import { termStatusView } from './terms.ts';

/** The part of a personal profile that the person may change; the rest comes from the identity platform. */
export const profileChange = z.strictObject({
  version: versionField,
  mobile: mobileField,
  email: emailField.nullable(),
  addressAgain,
  ethnicity: line(20),
  education: z.enum(educations, '请选择学历'),
  school: line(60),
  major: line(60),
  graduatedOn: dateField,
  address: line(120),
});

/** A personal profile. `missing` lists the labels of what must be filled in before applying. */
export const profileView = z.object({
  name: z.string(),
  idType: z.string(),
  idNumber: z.string(),
  sex: z.enum(sexes).nullable(),
  birthDate: z.string().nullable(),
  mobile: z.string().nullable(),
  email: z.string().nullable(),
  mailReturn: mailReturnView,
  ethnicity: z.string().nullable(),
  education: z.string().nullable(),
  school: z.string().nullable(),
  major: z.string().nullable(),
  graduatedOn: z.string().nullable(),
  address: z.string().nullable(),
  missing: z.array(z.string()),
  version: versionField,
});
export type ProfileView = z.infer<typeof profileView>;

/** The part of a company profile that the company may change. */
export const companyChange = z.strictObject({
  version: versionField,
  division: z.string().refine((code) => divisionName(code) !== undefined, '请选择江苏省内的地区'),
  address: line(120),
  contactName: line(50),
  contactMobile: mobileField,
  contactEmail: emailField.nullable(),
  addressAgain,
  qualifications: z
    .array(companyQualificationSchema)
    .max(30, '资质不能超过30项')
    .refine((all) => new Set(all.map(({ type, number }) => `${type}/${number}`)).size === all.length, '资质不能重复'),
});

/** A company profile. */
export const companyView = z.object({
  name: z.string(),
  creditCode: z.string(),
  representative: z.string(),
  division: z.string().nullable(),
  address: z.string().nullable(),
  contactName: z.string().nullable(),
  contactMobile: z.string().nullable(),
  contactEmail: z.string().nullable(),
  mailReturn: mailReturnView,
  qualifications: z.array(companyQualificationSchema),
  missing: z.array(z.string()),
  version: versionField,
});
export type CompanyView = z.infer<typeof companyView>;

/** A qualification of the caller. */
export const qualificationView = z.object({
  id: idField,
  profession: professionField,
  certificateNumber: z.string(),
  specialties: z.array(z.string()),
  obtainedOn: z.string(),
  province: z.string(),
  /** The provincial list, or an approved entry of a qualification obtained elsewhere. */
  source: z.enum(qualificationSources),
  /** The registration in another province that was entered with it. */
  elsewhere: z.object({ number: z.string(), province: z.string(), validUntil: z.string() }).nullable(),
});
export type QualificationView = z.infer<typeof qualificationView>;

const hoursView = z.object({ compulsory: z.number(), elective: z.number() });

/** The continuing education of the caller: for what hours are needed next, how they stand, and the courses behind them. */
export const educationView = z.object({
  needs: z.array(
    z.object({
      profession: professionField,
      occasion: z.enum(['renewal', 'reregistration', 'late-initial']),
      registrationNumber: z.string().nullable(),
      /** Of a renewal: the specialties that end on the same day. */
      specialties: z.array(z.string()),
      enforced: z.boolean(),
      /** The days within which hours count. */
      from: z.string(),
      until: z.string(),
      required: hoursView,
      done: hoursView,
      missing: hoursView,
    }),
  ),
  records: z.array(
    z.object({
      profession: professionField,
      number: z.string(),
      kind: z.enum(hourKinds),
      hours: z.number(),
      completedOn: z.string(),
      provider: z.string(),
    }),
  ),
});
export type EducationView = z.infer<typeof educationView>;

/** What an entry says of how it was taken from its holder, and of a suspension: null where there is none. */
export const takenView = {
  revocation: z.enum(['revoked', 'annulled', 'withdrawn']).nullable(),
  suspendedFrom: z.string().nullable(),
  suspendedUntil: z.string().nullable(),
};

/** The same for the holder, the employer and staff, with what else holds the entry. */
const heldView = {
  ...takenView,
  suspensionReason: z.string().nullable(),
  /** The project under construction that keeps it from moving and ending. */
  lock: z.object({ project: z.string(), reason: z.string(), until: z.string() }).nullable(),
};

/** A registration in the register, with the certificate that proves it. */
export const registrationView = z.object({
  number: z.string(),
  profession: professionField,
  /** Each of its specialties with its term. */
  terms: z.array(termStatusView),
  /** The specialties that are not cancelled; of a registration that is, all. */
  specialties: z.array(z.string()),
  holderName: z.string(),
  employerName: z.string(),
  employerCreditCode: z.string(),
  /** The company qualification that the employer has named; null: none, or none is asked for. */
  employerQualification: companyQualificationSchema.nullable(),
  validFrom: z.string(),
  validUntil: z.string(),
  /** The zone to which the registration is confined; null: the whole province. */
  zone: z.string().nullable(),
  status: z.enum(shownStatuses),
  ...heldView,
  /** The day of cancellation; null: not cancelled. */
  cancelledOn: z.string().nullable(),
  /** The day on which it ended that had lasted beyond its last day while its renewal was decided; null: it has not. */
  lapsedOn: z.string().nullable(),
  /** False while the certificate is still being rendered. */
  certificateReady: z.boolean(),
  /** The application that the register's entry goes back to; null for one that was taken over from an older register. */
  applicationId: idField.nullable(),
});
export type RegistrationView = z.infer<typeof registrationView>;

/** An electronic certificate as its holder shows it to others. */
export const certificateView = registrationView
  .pick({
    ...{ number: true, profession: true, terms: true, specialties: true, holderName: true, employerName: true },
    ...{ validFrom: true, validUntil: true, zone: true, status: true, cancelledOn: true, lapsedOn: true },
    ...{ revocation: true, suspendedFrom: true, suspendedUntil: true },
  })
  .extend({
    /** The code as it is printed. */
    code: z.string(),
    /** Where the QR code leads: the page that verifies the certificate. */
    verifyUrl: z.string(),
    /** One SVG path of a square whose sides are `size` long. */
    qrCode: z.object({ path: z.string(), size: z.number().int() }),
  });
export type CertificateView = z.infer<typeof certificateView>;

/** A message to a person or company about one step of one application, or about one registration: the other is null. */
export const messageView = z.object({
  id: z.string(),
  at: instantField,
  title: z.string(),
  /** Whom and what it concerns, to tell messages of one title apart: name and matter; to the person concerned only the matter. */
  about: z.string().nullable(),
  text: z.string(),
  applicationId: idField.nullable(),
  registrationNumber: z.string().nullable(),
  leadsTo: z.enum(['profile']).nullable(),
  read: z.boolean(),
});
export type MessageView = z.infer<typeof messageView>;

/** One entry of 待办事项. */
export const workItemView = z.object({
  applicationId: idField,
  number: z.string(),
  profession: professionField,
  matter: matterField,
  title: z.string(),
  applicantName: z.string(),
  employerName: z.string(),
  openedAt: instantField,
  dueAt: instantField,
  /** For staff: who has taken it; null: nobody. */
  claim: claimView.nullable(),
  /** For staff: what it waits for; null: nothing. */
  hold: holdView.nullable(),
});
export type WorkItemView = z.infer<typeof workItemView>;

/** One entry of 材料补正: a company qualification that is still owed. It has no due time. */
export const owedQualificationView = z.object({
  applicationId: idField,
  number: z.string(),
  profession: professionField,
  matter: matterField,
  applicantName: z.string(),
  openedAt: instantField,
});
export type OwedQualificationView = z.infer<typeof owedQualificationView>;

/** An application that counts as accepted because nobody has examined it in time, and why. */
export const deemedAcceptance = owedQualificationView
  .omit({ openedAt: true })
  .extend({ at: instantField, reason: z.string() });
export type DeemedAcceptance = z.infer<typeof deemedAcceptance>;

/** A paper on which characters are to be written by hand. */
export const incompleteDocument = owedQualificationView.extend({
  documentId: z.string(),
  title: z.string(),
  missing: z.array(missingCharacter),
});
export type IncompleteDocument = z.infer<typeof incompleteDocument>;
import { sexes } from '../domain/identity-documents.ts';
