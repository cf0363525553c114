import { CustomAttributeType, Entity } from 'electrodb';
import { type CaseCounter, caseCounters } from '../../domain/figure-counters.ts';
import type { VerificationOutcome } from '../../domain/verification-outcomes.ts';
import { verificationOutcomes } from '../../domain/verification-outcomes.ts';
import { model, primary, required } from './attributes.ts';

/** A counter of a cell. */
export type FigureCounter = CaseCounter | VerificationOutcome;

/** An attribute of each counter; where a cell does not count something it has none. */
function countersOf(): Readonly<Record<FigureCounter, { readonly type: 'number' }>>;
function countersOf(): object {
  return Object.fromEntries([...caseCounters, ...verificationOutcomes].map((name) => [name, { type: 'number' }]));
}

/**
 * A cell of the figures (domain/figures.ts): of what was first sent in a month, or verified in it, how many of each. Months are split, so that two changes seldom
 * meet at one cell. Every transaction that changes the cell makes it one `turn` older, by which who looks twice knows whether it has changed.
 */
export const FigureEntity = new Entity({
  model: model('figure'),
  attributes: {
    month: required,
    shard: required,
    kind: { type: ['application', 'step', 'verification'] as const, required: true },
    city: required,
    /** Profession/matter, `all` of the steps, or one of the places among which verifications are spread. */
    row: required,
    turn: { type: 'number' },
    ...countersOf(),
  },
  indexes: {
    figure: {
      pk: { field: primary.pk, composite: ['month', 'shard'] },
      sk: { field: primary.sk, composite: ['kind', 'city', 'row'] },
    },
  },
});

/** What is counted of a case, written by the transactions that count it. */
export const CountedCaseEntity = new Entity({
  model: model('countedCase'),
  attributes: {
    applicationId: required,
    month: required,
    turn: { type: 'number', required: true },
    version: { type: 'number', required: true },
    /** Absent: nothing of the application itself. */
    application: { type: 'string' },
    steps: { type: CustomAttributeType<readonly string[]>('any'), required: true },
  },
  indexes: {
    countedCase: { pk: { field: primary.pk, composite: ['applicationId'] }, sk: { field: primary.sk, composite: [] } },
  },
});

/** What the nightly reconciliation knows of a month: when its figures were last proved, and whether anything in it can still change. */
export const FigureMonthEntity = new Entity({
  model: model('figureMonth'),
  attributes: {
    month: required,
    checkedAt: required,
    /** Every case of it is finished, and its counters were equal to what the cases say. */
    settled: { type: 'boolean', required: true },
  },
  indexes: {
    month: { pk: { field: primary.pk, composite: [] }, sk: { field: primary.sk, composite: ['month'] } },
  },
});
