import type { CommandResult } from '../../api/application.ts';
import type { CancellationDraft } from '../../domain/cancellation.ts';
import type { StaffCaller } from '../platform/caller.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { beginCancellation, findRegistrationItem } from '../cases/cancellation.ts';
import { refuseOwn } from '../cases/officer.ts';
import { refuse, type Result } from '../platform/refusal.ts';

/** Begins a cancellation on a legal ground (依职权注销); it goes through review and decision by other people like any application. */
export async function beginOfficialCancellation(
  caller: StaffCaller,
  number: string,
  cancellation: CancellationDraft,
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<CommandResult>> {
  const registration = await findRegistrationItem(number);
  if (registration === undefined) return refuse('not-found', '注册名册中没有这项注册，请核对注册编号。');
  const own = refuseOwn(registration, caller);
  if (own !== undefined) return own;
  return await beginCancellation({
    registration,
    initiator: 'department',
    actorName: caller.name,
    actorId: caller.staffId,
    cancellation,
    idempotencyKey,
    now,
  });
}
