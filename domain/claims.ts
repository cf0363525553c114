import type { Officer } from './case-facts.ts';
import { type PermissionFacts, refusedAltogether } from './permission.ts';
import { type Claim, claimOf, type NoteKind, refusedClaim, standingClaim } from './claim.ts';
import { type Decision, done, refuse } from './refusal.ts';
import { type DepartmentQueue, roleOfQueue } from './staff-access.ts';

/** A member of staff as a claim names them. */
export interface Claimant extends Officer {
  readonly name: string;
}

/** What an officer wishes with the claim of a case. */
export type ClaimWish =
  /** Takes it, or renews it; from somebody else only with a reason. */
  | { readonly wish: 'claim'; readonly by: Claimant; readonly reason: string | null }
  | { readonly wish: 'release'; readonly by: Claimant }
  /** The head gives it to somebody, whoever has it. */
  | { readonly wish: 'assign'; readonly by: Claimant; readonly to: Claimant; readonly reason: string };

/** What becomes of a claim; null: nobody has it then. `note` is null where the history need not tell. */
export interface ClaimOutcome {
  readonly claim: Claim | null;
  readonly note: { readonly kind: NoteKind; readonly text: string } | null;
}

/** Decides who has a case from now on. Refused to whoever cannot do any of its open step, and of a case that somebody else has. */
export function decideClaim(
  facts: PermissionFacts & { readonly claim: Claim | null; readonly queue: DepartmentQueue },
  wish: ClaimWish,
  now: Date,
): Decision<ClaimOutcome> {
  const standing = standingClaim(facts.claim, now);
  if (wish.wish === 'release') return release(standing, wish.by);
  const taker = wish.wish === 'assign' ? wish.to : wish.by;
  const refused = refusedAltogether(facts, roleOfQueue[facts.queue], taker);
  if (refused !== undefined) return refused;
  const claim = claimOf(taker, now);
  const from = standing === null || standing.staffId === taker.staffId ? null : standing.name;
  if (wish.wish === 'assign') {
    const was = from === null ? '' : `，原由${from}办理`;
    return done({ claim, note: { kind: 'assigned', text: `交由${taker.name}办理${was}。理由：${wish.reason}` } });
  }
  if (from === null) return done({ claim, note: null });
  if (wish.reason === null) return refusedClaim(standing, taker, now) ?? done({ claim, note: null });
  return done({ claim, note: { kind: 'taken-over', text: `接办，原由${from}办理。理由：${wish.reason}` } });
}

function release(standing: Claim | null, { staffId }: Claimant): Decision<ClaimOutcome> {
  if (standing?.staffId !== staffId) {
    return refuse('not-in-this-state', '这件申请现在不在您名下，无需放回。请刷新页面查看。');
  }
  return done({ claim: null, note: null });
}
