import { localAccount, localCredentials } from './local-account.ts';

/** One thing that a request does to one resource. */
export interface Demand {
  /** For example `dynamodb:PutItem`. */
  readonly action: string;
  /** ARN of what it is done to. */
  readonly resource: string;
  /** What the request says of itself, by the names of condition keys; what every request says is known without it. */
  readonly context?: Readonly<Record<string, string>>;
  /** What the service then does with the key that encrypts the resource, on behalf of whoever asks. */
  readonly keyActions?: readonly string[];
}

/** Who has signed a request. */
export interface Caller {
  /** How refusals name it. */
  readonly arn: string;
  /** Whether it is the account itself, which may do everything. */
  readonly isAccount: boolean;
  /** Throws AccessDenied for the first demand that the policies of the template do not allow. */
  demand(demands: readonly Demand[]): void;
}

/** The access keys of this machine, and who signs with them. */
export interface KeyRing {
  /** The secret part of an access key; undefined when there is no such key. */
  secretOf(accessKeyId: string): string | undefined;
  /** Who signs with an access key whose signature was found right. */
  callerOf(accessKeyId: string): Caller;
}

/** A refusal for want of permission, in AWS's words ("Troubleshoot access denied error messages"). */
export class AccessDenied extends Error {
  override readonly name = 'AccessDenied';
  readonly type = 'AccessDeniedException';
}

/** Whoever has the account's own key: people and their commands, who may do everything. */
export const accountCaller: Caller = {
  arn: `arn:aws:iam::${localAccount}:root`,
  isAccount: true,
  demand: () => undefined,
};

/** The ring of the account's own key alone. */
export const accountKeyRing: KeyRing = {
  secretOf: (accessKeyId) =>
    accessKeyId === localCredentials.accessKeyId ? localCredentials.secretAccessKey : undefined,
  callerOf: () => accountCaller,
};
