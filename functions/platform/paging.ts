import * as z from 'zod';
import { refuseCursor } from './cursors.ts';
import { done, type Result } from './refusal.ts';

const pageSize = 20;
// ElectroDB's cursor is the key of the last item: its attributes, all of them texts, as JSON in base64url.
const attribute = z
  .string()
  .max(2048)
  .refine((text) => text.isWellFormed()); // DynamoDB: a key has at most 2,048 bytes, of UTF-8
const keySchema = z.object({ pk: attribute, sk: attribute }).catchall(attribute);

/** What every ElectroDB query answers with, as far as paging needs it. */
interface Answer<Item> {
  readonly data: readonly Item[];
  readonly cursor: string | null;
}

/**
 * One page of a query as views. A cursor that is not one of this list's is refused, never an error. The items that an index names are read from the
 * table (`hydrate`), and those of which `isListed` does not hold any more are left out.
 */
export async function readPage<Item, View>(
  cursor: string | undefined,
  query: (options: { cursor: string | null; limit: number; hydrate: true }) => Promise<Answer<Item>>,
  view: (item: Item) => View,
  isListed: (item: Item) => boolean = () => true,
): Promise<Result<{ items: View[]; cursor: string | null }>> {
  if (cursor !== undefined && !isKey(cursor)) return refuseCursor();
  try {
    const answer = await query({ cursor: cursor ?? null, limit: pageSize, hydrate: true });
    return done({ items: answer.data.filter(isListed).map(view), cursor: answer.cursor });
  } catch (error) {
    // A place outside of the list that is asked for. Whatever else fails is no fault of the cursor.
    if (cursor !== undefined && isRefusedPlace(error)) return refuseCursor();
    throw error;
  }
}

function isKey(cursor: string): boolean {
  try {
    return keySchema.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))).success;
  } catch {
    return false;
  }
}

function isRefusedPlace(error: unknown): boolean {
  const cause: unknown = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && cause.name === 'ValidationException';
}
