import { createHash } from 'node:crypto';
import type { Application } from '../../domain/application.ts';
import type { Action, Actor } from '../../domain/lifecycle.ts';
import { commitmentsGiven, coveredContent } from '../../domain/commitments.ts';
import type { CommitmentKind, Standing } from '../../domain/standing.ts';
import type { CommitmentRecords } from '../records/commitment-records.ts';
import type { ApplicationItem } from '../records/entities.ts';

/** Which commitments cover the application as it is, each given by the party whose it is now. */
export function standingOf(application: Application, item: ApplicationItem): Standing {
  const stands = (kind: CommitmentKind) => {
    const given = item.commitments?.[kind];
    return given?.party === partyOf(kind, item) && given?.digest === digestOf(kind, application);
  };
  return { read: stands('read'), sealed: stands('sealed'), released: stands('released') };
}

/**
 * The commitments of an application after an action at a version: those that the action gives, over the content that the action leaves. A new
 * submission forgets what was committed to the one before.
 */
export function commitmentsAfter(
  action: Action | 'supplement',
  actor: Actor,
  { item, application }: { readonly item: ApplicationItem; readonly application: Application },
  version: number,
): CommitmentRecords {
  const kept = action === 'submit' ? {} : (item.commitments ?? {});
  const given = commitmentsGiven(action, actor).flatMap((kind) => {
    const party = partyOf(kind, item);
    if (party === undefined) return [];
    return [[kind, { party, submission: item.submission, version, digest: digestOf(kind, application) }] as const];
  });
  return { ...kept, ...Object.fromEntries(given) };
}

/** Whose commitment it is, by person id or credit code; undefined where nobody is asked for it. */
function partyOf(kind: CommitmentKind, item: ApplicationItem): string | undefined {
  switch (kind) {
    case 'read':
      return item.personId;
    case 'sealed':
      return item.employerCreditCode;
    case 'released':
      return item.release?.party === 'former-identity' ? item.formerPersonId : item.release?.employerCreditCode;
  }
}

function digestOf(kind: CommitmentKind, application: Application): string {
  return createHash('sha256').update(coveredContent(kind, application)).digest('base64url');
}
