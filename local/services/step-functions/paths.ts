const member = String.raw`(?:\.[A-Za-z_][A-Za-z0-9_]*|\['[A-Za-z0-9_ -]+'\]|\[\d+\])`;
const inputPath = new RegExp(String.raw`^\$${member}*$`);
const contextPath = new RegExp(
  String.raw`^\$\$\.(?:Task\.Token|State\.(?:Name|EnteredTime|RetryCount)|StateMachine\.(?:Id|Name)|Execution\.(?:Id|Name|RedriveCount|Input${member}*))$`,
);

/**
 * Whether a path is `$` followed by member names and indexes only. Filters, wildcards and slices are left out: the library's
 * JSONPath differs from AWS's in what they select and in what an empty selection means.
 */
export function isInputPath(path: string): boolean {
  return inputPath.test(path);
}

/** Whether a path reads a part of the context object (`$$.…`) that the engine fills as AWS does. */
export function isContextPath(path: string): boolean {
  return contextPath.test(path);
}

/** Whether a ResultPath is `$.a.b`: the library writes any other form, also a lone `$`, to a wrong place. */
export function isResultPath(path: string): boolean {
  return /^\$(?:\.[A-Za-z_][A-Za-z0-9_]*)+$/.test(path);
}

/** Intrinsic functions whose results in the library were compared with the examples of AWS's documentation. */
const supportedIntrinsics = [
  'States.Format',
  'States.StringToJson',
  'States.JsonToString',
  'States.Array',
  'States.ArrayContains',
  'States.ArrayGetItem',
  'States.ArrayLength',
  'States.MathAdd',
  'States.StringSplit',
] as const;

/** What is wrong with the right-hand side of a `"name.$"` field, or undefined. */
function expressionProblem(expression: string): string | undefined {
  if (expression.startsWith('$')) {
    return isInputPath(expression) || isContextPath(expression) ? undefined : `path ${expression} is not supported`;
  }
  // The library's argument splitter counts parentheses inside quoted text, so those and escapes stay out.
  const unquoted = expression.replaceAll(/'[^'()\\]*'/g, '');
  if (/['\\]/.test(unquoted)) return `quoted text with parentheses or escapes is not supported in ${expression}`;
  const wrong = unquoted.split(/[(),\s]+/).find((token) => token !== '' && !isIntrinsicToken(token));
  return wrong === undefined ? undefined : `${wrong} is not supported in ${expression}`;
}

function isIntrinsicToken(token: string): boolean {
  return (
    supportedIntrinsics.some((name) => name === token) ||
    isInputPath(token) ||
    isContextPath(token) ||
    /^(?:-?\d+(?:\.\d+)?|true|false|null)$/.test(token)
  );
}

/** Everything wrong in a payload template (`Parameters`, `ResultSelector`), in the order of the text. */
export function templateProblems(template: unknown): string[] {
  if (typeof template !== 'object' || template === null) return [];
  if (Array.isArray(template)) return template.flatMap(templateProblems);
  return Object.entries(template).flatMap(([key, value]: [string, unknown]) => {
    if (!key.includes('.$')) return templateProblems(value);
    if (key.indexOf('.$') !== key.length - 2) return [`field name ${key} has ".$" before its end`];
    if (typeof value !== 'string') return [`field ${key} is not a path or intrinsic function`];
    const problem = expressionProblem(value);
    return problem === undefined ? [] : [problem];
  });
}
