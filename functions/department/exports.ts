import * as z from 'zod';
import type { RegisterFilter } from '../../api/department-register-list.ts';
import { professionCodes } from '../../domain/professions.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { shownStatuses } from '../../domain/holds.ts';
import { filterText } from '../../domain/register-filter.ts';
import { orderJob, ownJob } from '../cases/owned-jobs.ts';
import type { StaffCaller } from '../platform/caller.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { exportAddress, exportAddressSeconds } from '../platform/export-files.ts';
import { done, refuse, type Result } from '../platform/refusal.ts';
import { entriesAsked } from './list-register.ts';
import { countedLookUp } from './look-ups.ts';

interface Asking {
  readonly caller: StaffCaller;
  readonly idempotencyKey: CommandKey | null;
  readonly now: Date;
}

/** The order of an export: which entries, without the identity number by which somebody may have been named. */
export const exportOrder = z.object({
  kinds: z.object({
    profession: z.enum(professionCodes).optional(),
    specialty: z.string().optional(),
    city: z.string().optional(),
    status: z.enum(shownStatuses).optional(),
    month: z.string().optional(),
  }),
  name: z.string().optional(),
  personId: z.string().optional(),
  employers: z.array(z.string()).readonly().optional(),
});

// The lifecycle of the bucket removes it at the midnight after (infra/stacks/storage.ts).
const keptMilliseconds = 24 * 60 * 60 * 1000;

/** Orders an export of the entries that a filter leaves, for the background. */
export async function exportRegister(filter: RegisterFilter, asking: Asking): Promise<Result<{ id: string }>> {
  return await countedLookUp({ ...asking, filter }, async () => {
    const meant = await entriesAsked(filter);
    if (!meant.ok) return meant;
    return await orderJob(asking, {
      kind: 'export',
      title: `导出注册名册：${filterText(filter)}`,
      order: { ...meant.value },
    });
  });
}

/** The address of the file of a finished export of the caller's own, which lives one minute. Refused until it is finished, and once it is removed. */
export async function downloadExport(
  id: string,
  caller: StaffCaller,
  now: Date,
): Promise<Result<{ url: string; name: string; expiresAt: string }>> {
  const job = await ownJob(id, caller);
  if (!job.ok) return job;
  const { kind, state, finishedAt } = job.value;
  if (kind !== 'export') return refuse('not-found', '没有找到这项导出。');
  if (state !== 'finished' || finishedAt === undefined) {
    return refuse('not-in-this-state', '导出尚未完成，或者已经停止，没有可以下载的文件。');
  }
  if (now.getTime() - Date.parse(finishedAt) > keptMilliseconds) {
    return refuse('not-in-this-state', '导出的文件只保留一天，已经删除，请重新导出。');
  }
  const name = `注册名册-${shanghaiDate(new Date(finishedAt))}.csv`;
  const expiresAt = new Date(now.getTime() + exportAddressSeconds * 1000).toISOString();
  return done({ url: await exportAddress(exportKey(id), name), name, expiresAt });
}

/** Where the file of an export lies. */
export function exportKey(jobId: string): string {
  return `exports/${jobId}.csv`;
}
