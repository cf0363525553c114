import { rowsAtOnce } from '../department/import-list.ts';
import { importElements, importOrder } from '../department/imports.ts';
import type { JobKind } from './job-kind.ts';

/** Imports a file part by part, or says what would become of its rows. */
export const importJob: JobKind = {
  nextPart: async (job, _before, now) => {
    const order = importOrder.parse(job.order);
    const next = job.part + 1;
    return {
      elements: await importElements(order, job.part, now),
      atOnce: rowsAtOnce,
      next: next < order.parts ? { place: String(next) } : 'end',
    };
  },
};
