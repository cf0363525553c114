import { judgeCase, previewOrder } from '../department/bulk.ts';
import type { JobKind } from './job-kind.ts';

// A case is judged by some six reads, 60 ms: ten at a time judge 50 in a third of a second.
const casesPerPart = 50;
const casesAtOnce = 10;

/** Judges each case of a selection, and changes none. */
export const bulkPreviewJob: JobKind = {
  nextPart: (job, _before, now) => {
    const order = previewOrder.parse(job.order);
    const start = Number(job.place ?? 0);
    const end = start + casesPerPart;
    return Promise.resolve({
      elements: order.ids.slice(start, end).map((applicationId, index) => ({
        key: String(start + index).padStart(9, '0'),
        label: applicationId,
        subject: applicationId,
        carryOut: async () => await judgeCase(applicationId, order, now),
      })),
      atOnce: casesAtOnce,
      next: end < order.ids.length ? { place: String(end) } : 'end',
    });
  },
};
