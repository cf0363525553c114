import { applicationAddress } from '../../session/addresses.ts';
import type { MatterChoice } from '../../words/matter-choice.ts';
import type { Failure } from '../../session/problem.ts';
import { send } from '../../session/send.ts';
import { FailureNotice } from '../shared/notice.tsx';
import { useCommand } from '../shared/use-command.ts';
import { AlreadyOpen } from './already-open.tsx';

/** Begins an application for a matter that was chosen, and leads to it. */
export function useBegin() {
  const command = useCommand(({ row: { profession, matter }, registration }: MatterChoice, key) => {
    const about = registration === null ? {} : { registrationNumber: registration.number };
    return send('practitioner', 'createApplication', { body: { profession, matter, ...about } }, key);
  });

  async function begin(choice: MatterChoice): Promise<void> {
    const result = await command.run(choice);
    if (result !== undefined) location.assign(applicationAddress('practitioner', result.id));
  }

  return { busy: command.busy, failure: command.failure, begin: (choice: MatterChoice) => void begin(choice) };
}

/** Why an application could not be begun; leads to the one that is open, where that is why. */
export function BeginFailure({ failure }: { readonly failure: Failure | null }) {
  return failure?.code === 'already-exists' ? (
    <AlreadyOpen message={failure.message} id={failure.errors[0]?.message} />
  ) : (
    <FailureNotice failure={failure} />
  );
}
