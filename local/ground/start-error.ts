/**
 * A reason why the local cloud cannot start or go on, worded for the person at the terminal. It is shown as one line,
 * without a stack trace, and ends the process with exit code 1.
 */
export class StartError extends Error {
  override readonly name = 'StartError';
}
