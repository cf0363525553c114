import { attempt, simpleCommand } from './carry-out.ts';
import { loadCase } from './case.ts';
import { systemName } from './system-name.ts';
import { settle } from '../records/settle.ts';

/**
 * Approves a case whose period of publicity has passed while an objection waited, once the last is answered. Where it does not come to that, the execution,
 * which looks again every day, does it.
 */
export async function concludeIfOver(applicationId: string, now: Date): Promise<void> {
  await settle(async () => {
    const found = await loadCase(applicationId);
    const entry = found?.publicity;
    if (found?.openWorkItem === undefined || entry === undefined || found.item.state !== 'in-publicity') return null;
    if ((entry.openObjections ?? 0) > 0 || new Date(entry.endsAt) > now) return null;
    const by = { actor: 'system', actorName: systemName, version: null, reason: null, now } as const;
    return await attempt(found, { now, idempotencyKey: null }, (present) =>
      simpleCommand(present, { ...by, action: 'conclude-publicity' }),
    );
  });
}
