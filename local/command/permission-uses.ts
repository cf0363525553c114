import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Grant } from '../assembly/policy/access.ts';

/** Name of the file in the data folder that says what the policies of the functions grant, and which of it was used since the start. */
export const usesFile = 'permissions.jsonl';

/** What has become of the grants. */
export interface Uses {
  /** Begins anew with everything that is granted. */
  readonly declare: (grants: readonly Grant[]) => void;
  /** Notes a grant that was used. The function is left out where a service used it at the start, on behalf of a role. */
  readonly note: (grant: Pick<Grant, 'place' | 'action'>) => void;
}

/** Keeps the uses in a file of one JSON line each: `{"granted": …}` first, `{"used": …}` as they come. */
export function openUses(file: string): Uses {
  const line = (kind: 'granted' | 'used', { place, action }: Pick<Grant, 'place' | 'action'>, name?: string): string =>
    `${JSON.stringify({ [kind]: { ...(name !== undefined && { function: name }), place, action } })}\n`;
  return {
    declare: (grants) => {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, grants.map((grant) => line('granted', grant, grant.function)).join(''));
    },
    note: (grant) => {
      try {
        appendFileSync(file, line('used', grant));
      } catch {
        // A full disk: the report lacks a use, and nothing else does.
      }
    },
  };
}
