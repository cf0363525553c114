/** The two kinds of hours: those of the courses that everybody takes, and those that one chooses. */
export const hourKinds = ['compulsory', 'elective'] as const;
export type HourKind = (typeof hourKinds)[number];

export const hourKindNames: Readonly<Record<HourKind, string>> = { compulsory: '必修课', elective: '选修课' };

/** Hours (学时) by kind. */
export type Hours = Readonly<Record<HourKind, number>>;

/** What a profession asks in continuing education; a row value each. */
export interface EducationRule {
  /** Hours of one term of registration with one specialty, or without any. */
  readonly perTerm: Hours;
  /** Hours more for each further specialty. */
  readonly furtherSpecialty: Hours;
  /** Years after the qualification through which a first registration needs none. */
  readonly initialYears: number;
  /** Without the hours nothing is registered; false: the applicant is warned and the officer sees it. */
  readonly enforced: boolean;
}

/** When a matter asks for hours: of the term that is renewed, of the last years before a registration again, or before a first one that comes late. */
export type EducationOccasion = 'renewal' | 'reregistration' | 'late-initial';
