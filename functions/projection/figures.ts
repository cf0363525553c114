import { countedPlace } from '../../domain/figures.ts';
import { countChange } from '../cases/figures.ts';
import { ApplicationEntity } from '../records/entities.ts';
import { inTurn } from '../records/in-turn.ts';
import type { Images, Projection } from './projection.ts';

// The records of a batch come side by side, and cases meet at the counters.
const oneByOne = inTurn();

/** Applications that were sent, in the month in which they were first sent, by matter, city and state; once they are finished, with the times of their steps. */
export const countedApplications: Projection = {
  entity: 'application',
  project: async ({ before, after }) => {
    const [old, next] = [read(before), read(after)];
    if (next === null || countedPlace(next) === null) return;
    if (old !== null && countedPlace(old) === countedPlace(next)) return;
    await oneByOne(() => countChange(next.applicationId, next));
  },
};

function read(image: Images['before']) {
  return image === undefined ? null : ApplicationEntity.parse({ Item: image }).data;
}
