/** The part of asl-validator used here; the package ships without types. */
declare module 'asl-validator' {
  /** Checks a definition against the Amazon States Language. Writes a `QueryLanguage` into every state it is given. */
  export default function aslValidator(
    definition: unknown,
    options?: { checkPaths?: boolean; checkArn?: boolean },
  ): { isValid: boolean; errorsText: (separator?: string) => string };
}
