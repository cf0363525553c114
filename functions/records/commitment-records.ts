import type { CommitmentKind } from '../../domain/standing.ts';

/** A commitment as it was given: by whom, on which version of which submission, and the digest of what it covers. */
export interface CommitmentRecord {
  /** Person id or credit code. */
  readonly party: string;
  readonly submission: number;
  readonly version: number;
  /** SHA-256 of `coveredContent` (domain/commitments.ts), base64url. */
  readonly digest: string;
}

/** The last commitment of each kind in the present submission. */
export type CommitmentRecords = Readonly<Partial<Record<CommitmentKind, CommitmentRecord>>>;
