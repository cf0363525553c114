import type * as z from 'zod';
import { type employerStaffEndpoints as endpoints, numbersListed } from '../../api/employer-staff.ts';
import { decideBeginning } from '../../domain/decide.ts';
import { cancellationCommand } from '../cases/cancellation.ts';
import type { CompanyCaller } from '../platform/caller.ts';
import { done, type Result } from '../platform/refusal.ts';
import { employerProfile, readEmployer } from '../register/profiles.ts';
import { notTheirs } from './cancellation.ts';

type Asked = z.output<typeof endpoints.judgeCancellations.query>;
type Answer = z.input<typeof endpoints.judgeCancellations.response>;

// What is judged is everything but what the company says of it and shows it by, which each application then asks for.
const statement = '。';
const whole = {
  id: 'judged',
  matter: 'cancellation',
  specialties: [],
  evidence: { id: 'judged', status: 'ready', message: null },
} as const;

/**
 * Judges the cancellation of several registrations as the single command would (domain/beginning.ts), and begins none. Somebody who is not of the company is
 * told of nobody: the answer is that of a number that nobody has.
 */
export async function judgeCancellations(
  caller: CompanyCaller,
  { ground, numbers }: Asked,
  now: Date,
): Promise<Result<Answer>> {
  const employer = employerProfile(caller, await readEmployer(caller.creditCode));
  const cancellation = { ground, statement, document: null, decidedOn: null };
  const items = await Promise.all(
    numbersListed(numbers).map(async (number) => {
      const made = await cancellationCommand(
        { id: number, caller, now },
        { initiator: 'employer', actor: 'employer', employer, cancellation, ...whole },
        (item) => item.employerCreditCode === caller.creditCode,
        notTheirs,
      );
      if (!made.ok) return { number, holderName: null, reason: made.refusal.detail };
      const decision = decideBeginning(made.value);
      const { holderName } = made.value.entry;
      return { number, holderName, reason: decision.ok ? null : decision.refusal.detail };
    }),
  );
  return done({ items });
}
