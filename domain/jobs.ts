/** The kinds of work for the background. */
export const jobKinds = ['company-change', 'bulk-preview', 'bulk-command', 'import-trial', 'import', 'export'] as const;
export type JobKindName = (typeof jobKinds)[number];

export const jobStates = ['running', 'stopped', 'finished'] as const;

/** What can become of an element: done (of a preview: can be done), nothing to do, done or left with something to look at, not done. */
export const jobOutcomes = ['done', 'unchanged', 'attention', 'refused'] as const;
export type JobOutcome = (typeof jobOutcomes)[number];

/** What a job is to do, as a map of its kind's own. */
export type JobOrder = Readonly<Record<string, unknown>>;

/** The counts of a job that has not begun. */
export const noCounts: Readonly<Record<JobOutcome, number>> = { done: 0, unchanged: 0, attention: 0, refused: 0 };

/** Two counts together. */
export function addCounts(
  left: Readonly<Record<JobOutcome, number>>,
  right: Readonly<Record<JobOutcome, number>>,
): Record<JobOutcome, number> {
  return {
    done: left.done + right.done,
    unchanged: left.unchanged + right.unchanged,
    attention: left.attention + right.attention,
    refused: left.refused + right.refused,
  };
}

/** How many of each outcome there are; what stands for many (a part of an export) says how many. */
export function countOutcomes(
  outcomes: readonly { readonly outcome: JobOutcome; readonly count?: number | undefined }[],
): Record<JobOutcome, number> {
  const counts = { ...noCounts };
  for (const { outcome, count = 1 } of outcomes) counts[outcome] += count;
  return counts;
}

/** What a kind of job is called, and whether its owner may stop it: what a decision orders is carried out to its end. */
export const jobKindFacts: Readonly<Record<JobKindName, { readonly name: string; readonly stoppable: boolean }>> = {
  'company-change': { name: '企业信息变更', stoppable: false },
  'bulk-preview': { name: '批量办理预览', stoppable: true },
  'bulk-command': { name: '批量办理', stoppable: true },
  'import-trial': { name: '试导入', stoppable: true },
  import: { name: '导入', stoppable: true },
  export: { name: '导出', stoppable: true },
};
