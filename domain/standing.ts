/** What a party can commit to: the applicant reads, the employer seals, whoever is left behind releases (domain/commitments.ts). */
export const commitmentKinds = ['read', 'sealed', 'released'] as const;
export type CommitmentKind = (typeof commitmentKinds)[number];

/** Which commitments cover the present content. */
export type Standing = Readonly<Record<CommitmentKind, boolean>>;

/** How an application stands that nobody has committed to. */
export const nothingStands: Standing = { read: false, sealed: false, released: false };
