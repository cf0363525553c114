import type { Application } from './application.ts';
import { rowOf } from './catalogue.ts';
import { isDecidedByOne, isToBeHeard } from './hearing.ts';
import type { LifecycleFacts } from './lifecycle.ts';

/** The facts that the lifecycle table asks about an application. */
export function lifecycleFacts(
  application: Pick<Application, 'profession' | 'matter' | 'initiator' | 'correction'> &
    Partial<Pick<Application, 'standing' | 'asksFormerIdentity' | 'statement' | 'draft' | 'extension'>>,
): LifecycleFacts {
  const row = rowOf(application);
  const { initiator, standing, asksFormerIdentity = false, extension = null } = application;
  // An employer that begins an application itself seals the form of it; what the department begins is nobody's to seal.
  const employerStep = initiator === 'employer' || (initiator === 'practitioner' && row.employerStep);
  return {
    initiator,
    employerStep,
    release: row.release ? 'former-employer' : asksFormerIdentity ? 'former-identity' : null,
    sealStands: !employerStep || standing?.sealed === true,
    releaseStands: standing?.released === true,
    statementDue: isToBeHeard(application),
    decidedByOne: isDecidedByOne(application),
    publicity: row.publicityDays > 0,
    extended: extension !== null,
    correctionFrom: application.correction?.from ?? null,
    correctionAddressee: application.correction?.addressee ?? null,
  };
}
