import { S3Error } from './errors.ts';
import type { CorsRule } from './types.ts';

const notAllowed =
  'CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource’s CORS spec.';
const varyHeader = 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method';

/** True when the text equals the pattern, in which one `*` stands for any text. */
function matches(pattern: string, text: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === text;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
}

/** The first rule that allows origin, method and each of the headers (lower case). */
function findRule(
  rules: readonly CorsRule[],
  origin: string,
  method: string,
  headers: readonly string[],
): CorsRule | undefined {
  return rules.find(
    (rule) =>
      rule.allowedOrigins.some((pattern) => matches(pattern, origin)) &&
      rule.allowedMethods.includes(method) &&
      headers.every((header) => (rule.allowedHeaders ?? []).some((pattern) => matches(pattern.toLowerCase(), header))),
  );
}

function originHeaders(rule: CorsRule, origin: string): Record<string, string> {
  const headers: Record<string, string> = {
    'access-control-allow-methods': rule.allowedMethods.join(', '),
    vary: varyHeader,
  };
  if (rule.allowedOrigins.includes('*')) headers['access-control-allow-origin'] = '*';
  else {
    headers['access-control-allow-origin'] = origin;
    headers['access-control-allow-credentials'] = 'true';
  }
  if (rule.exposedHeaders && rule.exposedHeaders.length > 0)
    headers['access-control-expose-headers'] = rule.exposedHeaders.join(', ');
  if (rule.maxAgeSeconds !== undefined) headers['access-control-max-age'] = String(rule.maxAgeSeconds);
  return headers;
}

/** Headers that let a script of the origin read the answer to this method; none when no rule allows it. */
export function corsHeaders(
  rules: readonly CorsRule[],
  origin: string | undefined,
  method: string,
): Record<string, string> {
  if (origin === undefined) return {};
  const rule = findRule(rules, origin, method, []);
  return rule ? originHeaders(rule, origin) : {};
}

/** Headers of the answer to a preflight request. Throws AccessForbidden when no rule allows what it asks for. */
export function answerPreflight(
  rules: readonly CorsRule[] | undefined,
  headers: ReadonlyMap<string, string>,
): Record<string, string> {
  const origin = headers.get('origin');
  const method = headers.get('access-control-request-method');
  if (origin === undefined)
    throw new S3Error('BadRequest', { message: 'Insufficient information. Origin request header needed.' });
  if (method === undefined) throw new S3Error('BadRequest', { message: 'Invalid Access-Control-Request-Method: null' });
  if (!rules || rules.length === 0)
    throw new S3Error('AccessForbidden', { message: 'CORSResponse: CORS is not enabled for this bucket.' });
  const asked = (headers.get('access-control-request-headers') ?? '')
    .split(',')
    .map((header) => header.trim().toLowerCase())
    .filter((header) => header !== '');
  const rule = findRule(rules, origin, method, asked);
  if (!rule) throw new S3Error('AccessForbidden', { message: notAllowed });
  const allowedHeaders = asked.length > 0 ? { 'access-control-allow-headers': asked.join(', ') } : {};
  return { ...originHeaders(rule, origin), ...allowedHeaders };
}
