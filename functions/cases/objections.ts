import type { ObjectionState } from '../../domain/objections.ts';
import { batchNumber } from '../../domain/public-batches.ts';
import {
  FileEntity,
  type FileItem,
  ObjectionEntity,
  type ObjectionItem,
  type TransactionEntities,
} from '../records/entities.ts';

/** The partition in which the files of one objector lie (api/evidence-folder.ts). No case bears such an id. */
export function evidencePlace(folder: string): string {
  return `evidence-${folder}`;
}

/** The files that came with an objection, the oldest first: those that it names, which expire no more. */
export async function evidenceOf({ evidence }: Pick<ObjectionItem, 'evidence'>): Promise<readonly FileItem[]> {
  const { data } = await FileEntity.query.file({ applicationId: evidence }).go({ pages: 'all', consistent: true });
  return data.filter(isNamed).toSorted((left, right) => (left.uploadedAt < right.uploadedAt ? -1 : 1));
}

/** True for a file that an objection names: it expires no more. */
export function isNamed({ expiresAt }: FileItem): boolean {
  return expiresAt === undefined;
}

/** An objection by its id; undefined when there is none. */
export async function readObjection(objectionId: string): Promise<ObjectionItem | undefined> {
  const { data } = await ObjectionEntity.get({ objectionId }).go({ consistent: true });
  return data ?? undefined;
}

/** The number of the batch in which what is objected to stands, as papers write it. */
export function batchOf({ year, batch: number }: Pick<ObjectionItem, 'year' | 'batch'>): string {
  return batchNumber({ kind: 'publicity', year, number });
}

/** How an objection was answered, and by whom. */
export interface ObjectionAnswer {
  readonly objection: ObjectionItem;
  readonly outcome: Exclude<ObjectionState, 'open'>;
  readonly answer: string;
  readonly officerName: string;
  readonly staffId: string;
  readonly now: Date;
}

/** Answers an objection within a transaction, under the version that was read. */
export function answerOperations(
  entities: TransactionEntities,
  { objection, outcome, answer, officerName, staffId, now }: ObjectionAnswer,
) {
  const { objectionId, version } = objection;
  return [
    entities.objection
      .patch({ objectionId })
      .set({ state: outcome, version: version + 1, answer, staffId })
      .set({ answeredAt: now.toISOString(), answeredBy: officerName })
      .where((stored, { eq }) => `${eq(stored.version, version)} AND ${eq(stored.state, 'open')}`)
      .commit(),
  ];
}
