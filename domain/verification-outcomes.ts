import { shownStatuses } from './holds.ts';

/** What a look at a certificate found, as it is counted: how an existing certificate stands, that another took its place, or that its code was wrong. */
export const verificationOutcomes = [...shownStatuses, 'replaced', 'code-not-matching'] as const;
export type VerificationOutcome = (typeof verificationOutcomes)[number];
