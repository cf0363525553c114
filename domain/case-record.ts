import type { ApplicationDraft } from './application-parts.ts';
import type { Application } from './application.ts';
import type { CommitmentKind } from './standing.ts';

/** A commitment as it was given: by whom, on which version of which submission, and the digest of what it covers. */
export interface CommitmentRecord {
  /** Person id or credit code. */
  readonly party: string;
  readonly submission: number;
  readonly version: number;
  /** Of `coveredContent` (domain/commitments.ts). */
  readonly digest: string;
}

/** The last commitment of each kind in the present submission. */
export type CommitmentRecords = Readonly<Partial<Record<CommitmentKind, CommitmentRecord>>>;

/** The working days of a step where they are not the usual ones from its opening on: since when they count (ISO 8601), and how many more there are. */
export interface StepPeriod {
  readonly from: string;
  readonly extraDays: number;
}

/** An application with all that is kept of it. `draft` is what was submitted, what was filled in before the first submission. */
export interface CaseRecord extends Application {
  /** Whose application it is. */
  readonly personId: string;
  /** Of a change of identity document: whose registrations these are until it is approved; null: the applicant's. */
  readonly formerPersonId: string | null;
  /** The employer that takes part since the present submission; null before, and where there is none. */
  readonly employerCreditCode: string | null;
  /** What the applicant is working on; nobody else sees it before it is sent. */
  readonly working: ApplicationDraft;
  readonly commitments: CommitmentRecords;
  /** The version at which the present state began. */
  readonly stateVersion: number;
  /** Of the present step; null: its usual days, from its opening on. */
  readonly period: StepPeriod | null;
  /** The registrations that the approval made or amended, the chosen one first; none before. */
  readonly registrationNumbers: readonly string[];
  /** Of what others have begun, who know neither: the application whose photo and person a new certificate shows; absent: there is none. */
  readonly certificateSource?: string;
}

/** Makes a text that is the same for the same content and tells nothing of it (SHA-256, base64url). */
export type Digest = (text: string) => string;
