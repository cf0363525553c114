import type * as z from 'zod';
import type { CommandResult } from '../../api/application.ts';
import type { departmentEndpoints as endpoints } from '../../api/department.ts';
import { beginCancellation } from '../cases/cancellation.ts';
import { refusedOwn } from '../../domain/permission.ts';
import { declareGroundEvidence, type EvidenceRequest } from '../cases/ground-evidence.ts';
import type { Uploader } from '../cases/uploads.ts';
import { presentEntry } from '../register/entries-by-number.ts';
import type { Act } from '../platform/act.ts';
import type { StaffCaller } from '../platform/caller.ts';
import type { Result } from '../platform/refusal.ts';

const absent = '注册名册中没有这项注册，请核对注册编号。';

/** Declares what is to show the ground of such a cancellation; of one's own registration nobody does. */
export async function declareOfficialEvidence(
  caller: StaffCaller,
  request: EvidenceRequest,
): ReturnType<typeof declareGroundEvidence> {
  const item = await presentEntry(request.place.number);
  const own = item === undefined ? undefined : refusedOwn(item, caller);
  return own ?? (await declareGroundEvidence(request, uploaderOf(caller), () => true, absent));
}

/** The officer as they upload. */
export function uploaderOf({ staffId }: StaffCaller): Uploader {
  return { party: 'department', owner: staffId };
}

/** Begins a cancellation on a legal ground (依职权注销); it goes through review and decision by other people like any application. */
export async function beginOfficialCancellation(
  act: Act<StaffCaller, z.output<typeof endpoints.beginCancellation.body>>,
): Promise<Result<CommandResult>> {
  const { caller, body } = act;
  const { matter, specialties, evidence, ...cancellation } = body;
  return await beginCancellation(
    act,
    { initiator: 'department', actor: 'review', officer: caller, employer: null, matter, specialties, cancellation },
    () => true,
    absent,
    { uploader: uploaderOf(caller), named: evidence },
  );
}
