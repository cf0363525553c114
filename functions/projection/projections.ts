import { applications } from './applications.ts';
import { countedApplications, countedSteps } from './figures.ts';
import { practitioners } from './practitioners.ts';
import type { Projection } from './projection.ts';
import { registrations } from './registrations.ts';
import { workItems } from './work-items.ts';

/** Everything that is projected. A further list or search is a file beside these and a line here (docs/adr/0026). */
export const projections: readonly Projection[] = [
  workItems,
  applications,
  practitioners,
  registrations,
  countedApplications,
  countedSteps,
];
