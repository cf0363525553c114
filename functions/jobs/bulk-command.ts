import { commandOrder, takeStep } from '../department/bulk.ts';
import { JobElementEntity } from '../records/entities.ts';
import type { JobKind } from './job-kind.ts';

// A case takes two reads and one transaction, 50 ms, and seconds when others change it at the same time: a part stays far below the time of the function.
const casesPerPart = 10;

/** Carries out on each case that a preview has found clean what was wished; each is a transaction of its own, with the element of the job as its key. */
export const bulkCommandJob: JobKind = {
  nextPart: async (job, _before, now) => {
    const order = commandOrder.parse(job.order);
    const { data, cursor } = await JobElementEntity.query
      .element({ jobId: order.previewId })
      .go({ cursor: job.place ?? null, limit: casesPerPart, consistent: true });
    const clean = data.filter(({ outcome }) => outcome === 'done');
    return {
      elements: clean.flatMap(({ key, label, subject, version }) =>
        subject === undefined || version === undefined
          ? []
          : [
              {
                ...{ key, label, subject },
                carryOut: async (element) => await takeStep(subject, version, order, element, now),
              },
            ],
      ),
      atOnce: 1,
      demandsRunning: true,
      next: cursor === null ? 'end' : { place: cursor },
    };
  },
};
