import * as z from 'zod';
import { isPassing } from './passing-error.ts';
import { done, refuse, type Result } from './refusal.ts';

const pageSize = 20;
// ElectroDB's cursor is the key of the last item: its attributes, all of them texts, as JSON in base64url.
const keySchema = z.object({ pk: z.string(), sk: z.string() }).catchall(z.string());

/** What every ElectroDB query answers with, as far as paging needs it. */
interface Answer<Item> {
  readonly data: readonly Item[];
  readonly cursor: string | null;
}

/** One page of a query as views. A cursor that is not one of this list's is refused, never an error. */
export async function readPage<Item, View>(
  cursor: string | undefined,
  query: (options: { cursor: string | null; limit: number }) => Promise<Answer<Item>>,
  view: (item: Item) => View,
): Promise<Result<{ items: View[]; cursor: string | null }>> {
  if (cursor !== undefined && !isKey(cursor)) return refuseCursor();
  try {
    const answer = await query({ cursor: cursor ?? null, limit: pageSize });
    return done({ items: answer.data.map(view), cursor: answer.cursor });
  } catch (error) {
    if (cursor === undefined || isPassing(error)) throw error;
    return refuseCursor();
  }
}

function isKey(cursor: string): boolean {
  try {
    return keySchema.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))).success;
  } catch {
    return false;
  }
}

function refuseCursor() {
  return refuse('invalid-request', '页码已失效，请回到第一页。');
}
