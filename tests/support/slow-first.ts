import { BaseSequencer, type TestSpecification } from 'vitest/node';

// The files that take longest, longest first: one of them begun last would run alone at the end. Without a cache of durations
// (a fresh checkout has none) Vitest goes by the size of the files, which says little of how long they wait for the cloud.
const slow = [
  'faults/kill.test.ts',
  'api/quotas.test.ts',
  'api/idempotency.test.ts',
  'api/lifecycle-sequences.test.ts',
  'api/withdrawal.test.ts',
  'browser/journey.test.ts',
  'api/four-eyes.test.ts',
  'browser/office-pages.test.ts',
  'api/expiry.test.ts',
  'browser/case-pages.test.ts',
  'api/squatting.test.ts',
  'api/commitments.test.ts',
  'browser/correction-pages.test.ts',
  'api/company-supplement.test.ts',
  'browser/amendment-pages.test.ts',
  'browser/entrances.test.ts',
  'quality/additions.test.ts',
  'domain/lifecycle-sequences.test.ts',
  'reminders/remind.test.ts',
  'statemachines/review.test.ts',
];

/** Runs the slow files first, then the others as Vitest would. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = slow.findIndex((name) => moduleId.endsWith(`/${name}`));
  return rank < 0 ? slow.length : rank;
}
