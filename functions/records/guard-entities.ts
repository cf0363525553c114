import { Entity } from 'electrodb';
import { model, optional, primary, required } from './attributes.ts';

/** A value that may be taken only once, and by which application or person it is taken. */
export const GuardEntity = new Entity({
  model: model('guard'),
  attributes: {
    kind: {
      type: [
        'open-application',
        'application-number',
        'certificate-number',
        'registration-number',
        'company-change',
      ] as const,
      required: true,
    },
    value: required,
    holder: required,
    /** Of an open application that has been submitted: the employer that it names. */
    employerCreditCode: optional,
  },
  indexes: {
    guard: { pk: { field: primary.pk, composite: ['kind', 'value'] }, sk: { field: primary.sk, composite: [] } },
  },
});

/**
 * That a pending entry names a certificate. Unlike a guard it keeps nobody else from it: any number of applications may name one, the provincial
 * list passes over them, and the officer who decides on one is shown the others.
 */
export const CertificateClaimEntity = new Entity({
  model: model('certificateClaim'),
  attributes: {
    /** Profession and number, as the certificate's guard writes them. */
    certificate: required,
    applicationId: required,
    personId: required,
  },
  indexes: {
    certificate: {
      pk: { field: primary.pk, composite: ['certificate'] },
      sk: { field: primary.sk, composite: ['applicationId'] },
    },
  },
});

/** A counter from which numbers are drawn. */
export const CounterEntity = new Entity({
  model: model('counter'),
  attributes: { name: required, value: { type: 'number', required: true, default: 0 } },
  indexes: { counter: { pk: { field: primary.pk, composite: ['name'] }, sk: { field: primary.sk, composite: [] } } },
});

/** How often an owner has used a quota within one window of time (domain/quotas.ts). */
export const QuotaEntity = new Entity({
  model: model('quota'),
  attributes: {
    quota: required,
    /** A person, a company, or one side of a case. */
    owner: required,
    period: required,
    used: { type: 'number' },
    /** When the table may forget it, seconds since 1970 (DynamoDB's time to live). */
    expiresAt: { type: 'number', required: true },
  },
  indexes: {
    quota: {
      pk: { field: primary.pk, composite: ['quota', 'owner'] },
      sk: { field: primary.sk, composite: ['period'] },
    },
  },
});
