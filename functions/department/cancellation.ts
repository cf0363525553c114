import type * as z from 'zod';
import type { CommandResult } from '../../api/application.ts';
import type { departmentEndpoints as endpoints } from '../../api/department.ts';
import { beginCancellation } from '../cases/cancellation.ts';
import type { Act } from '../platform/act.ts';
import type { StaffCaller } from '../platform/caller.ts';
import type { Result } from '../platform/refusal.ts';

/** Begins a cancellation on a legal ground (依职权注销); it goes through review and decision by other people like any application. */
export async function beginOfficialCancellation(
  act: Act<StaffCaller, z.output<typeof endpoints.beginCancellation.body>>,
): Promise<Result<CommandResult>> {
  const { caller, body } = act;
  const { matter, specialties, ...cancellation } = body;
  return await beginCancellation(
    act,
    { initiator: 'department', actor: 'review', officer: caller, employer: null, matter, specialties, cancellation },
    () => true,
    '注册名册中没有这项注册，请核对注册编号。',
  );
}
