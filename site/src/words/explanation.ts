/** Who reads a page about an application. */
export type Viewer = 'practitioner' | 'employer' | 'department';

/** What a state means and what happens next, for one reader. */
export interface Explanation {
  readonly meaning: string;
  readonly next: string;
}
