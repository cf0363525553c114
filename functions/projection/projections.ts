import { applications } from './applications.ts';
import { countedApplications } from './figures.ts';
import { objections } from './objections.ts';
import { practitioners } from './practitioners.ts';
import type { Projection, TermProjection } from './projection.ts';
import { registrations } from './registrations.ts';
import { workItems } from './work-items.ts';

/** What lists and searches find things by. */
export const termProjections: readonly TermProjection[] = [
  workItems,
  applications,
  practitioners,
  registrations,
  objections,
];

/** Everything that is projected. A further list or search is a file beside these and a line here (docs/adr/0026). */
export const projections: readonly Projection[] = [...termProjections, countedApplications];
