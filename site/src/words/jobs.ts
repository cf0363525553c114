import type { JobElementView, JobView } from '../../../api/job.ts';

/** What the outcomes of a kind of job are called. A preview judges and does nothing. */
export function outcomeNames(kind: JobView['kind']): Readonly<Record<JobElementView['outcome'], string>> {
  if (kind === 'import' || kind === 'import-trial') {
    const will = kind === 'import' ? '已导入' : '将导入';
    return { done: will, unchanged: '已有，不变', attention: `${will}，请核对`, refused: '不导入' };
  }
  if (kind === 'export') return { done: '已导出', unchanged: '', attention: '', refused: '未导出' };
  return kind === 'bulk-preview'
    ? { done: '可以批量办理', unchanged: '无需办理', attention: '需逐件办理', refused: '不能办理' }
    : { done: '已办理', unchanged: '无需办理', attention: '需核对', refused: '未办理' };
}

/** The badge of each outcome. */
export const outcomeBadges: Readonly<Record<JobElementView['outcome'], string>> = {
  done: 'badge badge-good',
  unchanged: 'badge',
  attention: 'badge badge-todo',
  refused: 'badge badge-bad',
};

/** What the states of a job are called. */
export const jobStateNames: Readonly<Record<JobView['state'], string>> = {
  running: '进行中',
  stopped: '已停止',
  finished: '已完成',
};

/** The badge of each state. */
export const jobStateBadges: Readonly<Record<JobView['state'], string>> = {
  running: 'badge badge-running',
  stopped: 'badge badge-todo',
  finished: 'badge badge-good',
};

/** How many elements of a job are behind it. */
export function elementsDone({ counts }: Pick<JobView, 'counts'>): number {
  return counts.done + counts.unchanged + counts.attention + counts.refused;
}

/** The page of one job. */
export function jobAddress(id: string): string {
  return `/department/jobs.html?${new URLSearchParams({ id }).toString()}`;
}
