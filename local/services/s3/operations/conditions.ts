import { S3Error } from '../errors.ts';
import { hasContent, type ObjectVersion, type Version } from '../storage/versions.ts';

/** Header names of one set of conditions. */
interface ConditionNames {
  readonly match: string;
  readonly noneMatch: string;
  readonly modifiedSince: string;
  readonly unmodifiedSince: string;
}

/** Conditions on the object that is read. */
export const readConditions = {
  match: 'if-match',
  noneMatch: 'if-none-match',
  modifiedSince: 'if-modified-since',
  unmodifiedSince: 'if-unmodified-since',
} as const satisfies ConditionNames;

/** Conditions on the object that is replaced. */
export const writeConditions = ['if-match', 'if-none-match'] as const;

function listsEtag(list: string, etag: string): boolean {
  return list
    .split(',')
    .map((entry) =>
      entry
        .trim()
        .replace(/^W\//, '')
        .replace(/^"(.*)"$/, '$1'),
    )
    .some((entry) => entry === '*' || entry === etag);
}

function failed(condition: string): S3Error {
  return new S3Error('PreconditionFailed', { details: { Condition: condition } });
}

/** Whole seconds: dates in headers have no fraction. Undefined when it is no date, which is then ignored (RFC 9110). */
function seconds(date: string | undefined): number | undefined {
  const time = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000);
}

/**
 * Evaluates the conditions in the order of RFC 9110 (a tag outweighs a date). Answers `unchanged` when what the client
 * has is still right; throws PreconditionFailed.
 */
export function evaluateConditions(
  headers: ReadonlyMap<string, string>,
  names: ConditionNames,
  version: ObjectVersion,
): 'proceed' | 'unchanged' {
  const [match, noneMatch] = [headers.get(names.match), headers.get(names.noneMatch)];
  const changed = Math.floor(version.createdAt.getTime() / 1000);
  const [since, until] = [seconds(headers.get(names.modifiedSince)), seconds(headers.get(names.unmodifiedSince))];
  if (match !== undefined) {
    if (!listsEtag(match, version.etag)) throw failed('If-Match');
  } else if (until !== undefined && changed > until) throw failed('If-Unmodified-Since');
  if (noneMatch !== undefined) return listsEtag(noneMatch, version.etag) ? 'unchanged' : 'proceed';
  return since !== undefined && changed <= since ? 'unchanged' : 'proceed';
}

/** Holds the newest version of a key to `If-None-Match: *` and `If-Match` of a write. Throws what S3 answers. */
export function checkWriteConditions(headers: ReadonlyMap<string, string>, newest: Version | undefined): void {
  const [match, noneMatch] = [headers.get('if-match'), headers.get('if-none-match')];
  if (noneMatch !== undefined && noneMatch !== '*') throw new S3Error('NotImplemented');
  if (noneMatch !== undefined && hasContent(newest)) throw failed('If-None-Match');
  if (match === undefined) return;
  if (!hasContent(newest)) throw new S3Error('NoSuchKey');
  if (!listsEtag(match, newest.etag)) throw failed('If-Match');
}
