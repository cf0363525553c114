import type { CaseRecord } from '../../domain/case-record.ts';
import { rowOf } from '../../domain/catalogue.ts';
import { maskIdentityNumber } from '../../domain/identifiers.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { publicityWindow } from '../../domain/public-batches.ts';
import { environment } from '../platform/environment.ts';
import type { PublicityEntryItem, TransactionEntities } from '../records/entities.ts';
import { batchToJoin, type JoinedBatch, newBatchOperations } from '../records/public-batches.ts';
import type { Case } from './case.ts';

type Ending = Pick<Outcome, 'publicity' | 'after'>;

/** The batch in which a case that is decided now stands in publicity; null for any other outcome. */
export async function publicityBatchOf({ publicity, after }: Ending, now: Date): Promise<JoinedBatch | null> {
  if (publicity !== 'begins' || after === null) return null;
  const { publicityDays } = rowOf(after);
  return await batchToJoin('publicity', publicityWindow(publicityDays, now, environment.publicityDaySeconds()), now);
}

/** What becomes of the publicity of a case, within the transaction of its decision: it joins its batch, or is marked as over. */
export function publicityOperations(
  entities: TransactionEntities,
  { publicity, after }: Ending,
  joined: JoinedBatch | null,
  found: Case | undefined,
) {
  if (publicity === null || after === null) return [];
  if (joined !== null) {
    return [...newBatchOperations(entities, joined), entities.publicityEntry.create(entryOf(after, joined)).commit()];
  }
  const entry = found?.publicity;
  // What was decided before there were batches stands in none.
  if (entry === undefined || publicity === 'begins') return [];
  return [
    entities.publicityEntry
      .patch({ applicationId: entry.applicationId })
      .set({ status: publicity })
      .where(({ status, openObjections }, { eq, notExists }) =>
        publicity === 'ended'
          ? eq(status, 'open')
          : `${eq(status, 'open')} AND (${notExists(openObjections)} OR ${eq(openObjections, 0)})`,
      )
      .commit(),
  ];
}

function entryOf(application: CaseRecord, { batch }: JoinedBatch): PublicityEntryItem {
  const { id: applicationId, number, profession, matter, applicant, draft, employerCreditCode } = application;
  const { year, number: inYear, publishAt, endsAt } = batch;
  if (number === null || endsAt === undefined) throw new Error('a publicity without number or end');
  return {
    ...{ applicationId, year, batch: inYear, publishAt, endsAt, status: 'open', number, profession, matter },
    ...{ applicantName: applicant.name, maskedIdNumber: maskIdentityNumber(applicant.idNumber) },
    ...{ employerName: draft.employment.employerName ?? '', specialties: [...draft.specialties] },
    ...(employerCreditCode === null ? {} : { employerCreditCode }),
  };
}
