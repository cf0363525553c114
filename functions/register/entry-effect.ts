import { type Qualification, rowOf } from '../../domain/application.ts';
import { type ApplicationState, isFinal } from '../../domain/lifecycle.ts';
import { type ApplicationItem, QualificationEntity, type QualificationItem } from '../records/entities.ts';

/** What a step of an out-of-province entry does besides the application; null is nothing. */
export interface EntryEffect {
  /** The certificate that nobody else may enter from now on. */
  readonly takes: Qualification | null;
  /** The certificate that may be entered again. */
  readonly releases: Qualification | null;
  /** What the person holds from now on. */
  readonly grants: QualificationItem | null;
}

/**
 * What follows from a step: the first submission takes the certificate, a corrected number takes the place of the old one, an approval
 * grants the qualification and keeps the certificate, every other end releases it. The application's `qualification` is the
 * certificate that it has taken. When the provincial list has learnt of it meanwhile, what the list says stays.
 */
export async function entryEffect(
  before: ApplicationItem,
  after: Pick<ApplicationItem, 'qualification'>,
  to: ApplicationState,
): Promise<EntryEffect> {
  const nothing = { takes: null, releases: null, grants: null };
  if (rowOf(before).effect !== 'qualification') return nothing;
  const [held, wanted] = [before.qualification, after.qualification];
  if (to === 'approved') {
    if (wanted === null) throw new Error('an entry without a qualification');
    return {
      ...nothing,
      grants: { ...grantedTo(before, wanted), ...(await listed(before, wanted)), source: 'out-of-province' },
    };
  }
  if (isFinal(to)) return { ...nothing, releases: await releasable(before, held) };
  if (held?.id === wanted?.id) return nothing;
  return { ...nothing, takes: wanted, releases: await releasable(before, held) };
}

async function releasable(item: ApplicationItem, held: Qualification | null): Promise<Qualification | null> {
  return held === null || (await listed(item, held)) !== undefined ? null : held;
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
