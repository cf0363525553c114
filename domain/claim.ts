import { refuse, type Refused } from './refusal.ts';

// Longer than anybody reads one case, shorter than a lunch break: what is left lying goes back to everybody within the half hour.
export const leaseMinutes = 30;

/** 领办: an open step that an officer has taken. It holds until its instant (ISO 8601) and needs nobody to end it. */
export interface Claim {
  readonly staffId: string;
  readonly name: string;
  readonly until: string;
}

/** What a note in the history of a case tells that only staff see. */
export const noteKinds = ['note', 'taken-over', 'released', 'assigned', 'identity-shown', 'held', 'resumed'] as const;
export type NoteKind = (typeof noteKinds)[number];

/** The claim as it holds at an instant; null once its lease is over. */
export function standingClaim(claim: Claim | null, now: Date): Claim | null {
  return claim !== null && claim.until > now.toISOString() ? claim : null;
}

/** The claim of whoever takes a case or acts on it now. */
export function claimOf({ staffId, name }: Omit<Claim, 'until'>, now: Date): Claim {
  return { staffId, name, until: new Date(now.getTime() + leaseMinutes * 60_000).toISOString() };
}

/** The refusal of a case that somebody else is handling; undefined where nobody is, or the officer. */
export function refusedClaim(
  claim: Claim | null,
  { staffId }: Pick<Claim, 'staffId'>,
  now: Date,
): Refused<'claimed'> | undefined {
  const standing = standingClaim(claim, now);
  if (standing === null || standing.staffId === staffId) return undefined;
  return refuse(
    'claimed',
    `这件申请正由${standing.name}办理。请办理其他申请；确需由您办理的，请填写理由后接办，或者请${standing.name}放回。`,
  );
}
