/**
 * The line of a failed program's output that says why: the first that begins like an error, else the first that mentions
 * one, else the last. Never longer than 500 characters.
 */
export function failureLine(said: string): string {
  const lines = said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line.length <= 500);
  return (
    lines.find((line) => /^(?:\w*Error:|\[ERROR\]|«|✘)/u.test(line)) ??
    lines.find((line) => /error|cannot|failed/iu.test(line)) ??
    lines.at(-1) ??
    'it said nothing'
  );
}
