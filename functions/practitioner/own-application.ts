import { type Case, loadOwnCase } from '../cases/case.ts';
import { isApplicant } from '../cases/visibility.ts';
import type { PersonCaller } from '../platform/caller.ts';

/** Reads a case whose applicant is the caller: who only holds the former identity document sees it, and works on nothing of it. */
export async function loadOwnApplication(applicationId: string, caller: PersonCaller): Promise<Case | undefined> {
  const found = await loadOwnCase(applicationId, caller);
  return found !== undefined && isApplicant(found.item, caller) ? found : undefined;
}
