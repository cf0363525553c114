import { importElements, importOrder } from '../department/imports.ts';
import type { JobKind } from './job-kind.ts';

// A row takes two reads and one transaction, some 30 ms; ten at a time keep the 200 rows of a part in a second and leave room among the 50 connections of the SDK.
const rowsAtOnce = 10;

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
