import { shanghaiDate } from './calendar-dates.ts';
import { endsSpecialties } from './catalogue.ts';
import type { BeginCancellationCommand } from './command.ts';
import { groundFounded } from './ground-rules.ts';
import { cancellationComplete, decisionNamed, evidenceUploaded } from './own-rules.ts';
import { heldByProject } from './project-locks.ts';
import { withTerms } from './registration-terms.ts';
import { specialtiesToEnd } from './specialty-rules.ts';
import type { Violation } from './violation.ts';

/** What keeps others from ending a registration, or some of its specialties, as they ask. */
export function endingViolations(command: BeginCancellationCommand): Violation[] {
  const { entry, initiator, matter, specialties, cancellation, evidence, holder, now } = command;
  const { profession } = entry;
  const today = shanghaiDate(now);
  const isPart = endsSpecialties(matter);
  const named = entry.terms.filter(({ specialty }) => specialty !== null && specialties.includes(specialty));
  return [
    ...(isPart ? specialtiesToEnd(matter, entry, specialties, today) : []),
    ...cancellationComplete(cancellation, initiator, profession, isPart ? 'specialties' : 'registration'),
    ...(initiator === 'department' ? decisionNamed(cancellation, profession, today) : []),
    ...evidenceUploaded(cancellation, initiator, profession, evidence !== null),
    ...heldByProject({ profession, matter, draft: { cancellation } }, [entry], today),
    // What comes with a day is asked of what is to end.
    ...groundFounded(cancellation, isPart && named.length > 0 ? withTerms(entry, named) : entry, holder, today),
  ];
}
