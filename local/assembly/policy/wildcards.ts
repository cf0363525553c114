const compiled = new Map<string, RegExp>();

/** Whether a text fits a pattern of a policy, in which `*` stands for any text and `?` for one character. */
export function fits(pattern: string, text: string): boolean {
  if (!/[*?]/u.test(pattern)) return pattern === text;
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    const source = pattern
      .replaceAll(/[\\^$+.()|{}[\]]/gu, String.raw`\$&`)
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    expression = new RegExp(`^${source}$`, 'su');
    compiled.set(pattern, expression);
  }
  return expression.test(text);
}
