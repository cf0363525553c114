import type { Qualification } from '../../domain/application.ts';
import { rowOf } from '../../domain/catalogue.ts';
import { type ApplicationState, isFinal } from '../../domain/states.ts';
import { certificateGoneElsewhere } from '../../domain/entry-rules.ts';
import { done, refuseViolations, type Result } from '../platform/refusal.ts';
import {
  type ApplicationItem,
  GuardEntity,
  QualificationEntity,
  type QualificationItem,
  type TransactionEntities,
} from '../records/entities.ts';
import { certificateClaim, certificateGuard } from '../records/qualifications.ts';

/** What a step of an out-of-province entry does besides the application; null is nothing. */
export interface EntryEffect {
  /** The certificate that the application claims from now on, and the one that it does not claim any more. */
  readonly claims: Qualification | null;
  readonly drops: Qualification | null;
  /** What the person holds from now on, with the certificate's guard. */
  readonly grants: QualificationItem | null;
}

/**
 * What follows from a step: a submission claims the certificate, a corrected number takes the place of the old one, every end drops the claim, and
 * an approval alone takes the certificate's guard and grants the qualification. What the provincial list has learnt of meanwhile stays as the list
 * says. Refused when the certificate has become somebody else's: the list and an earlier approval come before a claim.
 */
export async function entryEffect(
  before: ApplicationItem,
  after: Pick<ApplicationItem, 'qualification'>,
  to: ApplicationState,
): Promise<Result<EntryEffect>> {
  const nothing = { claims: null, drops: null, grants: null };
  if (rowOf(before).effect !== 'qualification') return done(nothing);
  const [held, wanted] = [before.qualification, after.qualification];
  if (to === 'approved') {
    if (wanted === null) throw new Error('an entry without a qualification');
    const { data: taken } = await GuardEntity.get(certificateGuard(wanted)).go({ consistent: true });
    if (taken !== null && taken.holder !== before.personId) return refuseViolations([certificateGoneElsewhere]);
    const grants = {
      ...grantedTo(before, wanted),
      ...(await listed(before, wanted)),
      source: 'out-of-province',
    } as const;
    return done({ ...nothing, drops: wanted, grants });
  }
  if (isFinal(to)) return done({ ...nothing, drops: held });
  if (held?.id === wanted?.id) return done(nothing);
  return done({ ...nothing, claims: wanted, drops: held });
}

/** The operations of an effect within the transaction of its application: of two approvals of one certificate, one is lost. */
export function entryOperations(
  entities: TransactionEntities,
  item: ApplicationItem,
  { claims, drops, grants }: EntryEffect,
) {
  const { personId } = item;
  return [
    ...(claims === null
      ? []
      : [entities.certificateClaim.put({ ...certificateClaim(claims, item), personId }).commit()]),
    ...(drops === null ? [] : [entities.certificateClaim.delete(certificateClaim(drops, item)).commit()]),
    ...(grants === null
      ? []
      : [
          entities.guard
            .put({ ...certificateGuard(grants), holder: personId })
            .where(({ holder }, { eq, notExists }) => `${notExists(holder)} OR ${eq(holder, personId)}`)
            .commit(),
          entities.qualification.put(grants).commit(),
        ]),
  ];
}

async function listed(
  { personId, profession }: ApplicationItem,
  { id }: Qualification,
): Promise<QualificationItem | undefined> {
  const key = { personId, profession, qualificationId: id };
  const { data } = await QualificationEntity.get(key).go({ consistent: true });
  return data ?? undefined;
}

function grantedTo({ personId, applicant }: ApplicationItem, granted: Qualification): QualificationItem {
  const { id, profession, certificateNumber, specialties, obtainedOn, province } = granted;
  return {
    personId,
    qualificationId: id,
    profession,
    certificateNumber,
    specialties: [...specialties],
    obtainedOn,
    province,
    holderName: applicant.name,
  };
}
