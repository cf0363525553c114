/** Outcome of an invocation, as the Invoke API gives it: the handler's JSON, or the error it ended with. */
export type InvokeResult =
  | { readonly ok: true; readonly payload: unknown }
  | {
      readonly ok: false;
      readonly errorType: string;
      readonly errorMessage: string;
      readonly trace?: readonly string[];
    };

/** Invokes a function synchronously by ARN (also with `:$LATEST` behind it) or name. Never rejects for an error of the function itself. */
export type Invoke = (functionArnOrName: string, payload: unknown, options?: InvokeOptions) => Promise<InvokeResult>;

/** Options of one invocation. */
export interface InvokeOptions {
  /** Milliseconds the caller waits, queueing included; the function itself goes on until its own timeout. */
  readonly timeoutMs?: number;
}

/** Error type of an invocation whose caller's `timeoutMs` passed first; the function goes on. */
export const callerTimedOut = 'Local.CallerTimedOut';
