/** The decisions of which an officer can have an opinion that is not finished. */
export const draftedDecisions = [
  'accept',
  'recommend-approve',
  'recommend-reject',
  'approve',
  'reject',
  'send-back',
  'extend',
  'correction',
  'refuse',
  'uphold',
  'withdraw',
] as const;
export type DraftedDecision = (typeof draftedDecisions)[number];

/** How long an opinion that nobody finishes is kept, in days: longer than any step, extended. */
export const opinionDays = 60;
