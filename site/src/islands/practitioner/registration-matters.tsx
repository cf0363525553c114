import { matterNames } from '../../../../domain/catalogue.ts';
import type { RegistrationView } from '../../../../api/people.ts';
import { applicationAddress } from '../../session/addresses.ts';
import { type MatterChoice, mattersOfRegistration, type Possessions } from '../../words/matter-choice.ts';
import { Button } from '../shared/button.tsx';

interface RegistrationMattersProps {
  readonly registration: RegistrationView;
  readonly has: Possessions;
  readonly disabled: boolean;
  readonly busy: boolean;
  readonly onBegin: (choice: MatterChoice) => void;
}

/** What can be applied for with a registration now, what not yet and why, and what is being dealt with. */
export function RegistrationMatters({ registration, has, disabled, busy, onBegin }: RegistrationMattersProps) {
  const { number } = registration;
  const choices = mattersOfRegistration(registration, has);
  if (choices.length === 0) return null;
  const running = new Map(choices.flatMap(({ open }) => (open === undefined ? [] : [[open.id, open] as const])));
  const free = choices.filter(({ open }) => open === undefined);
  return (
    <section class="further-fields" aria-labelledby={`matters-${number}`}>
      <h3 id={`matters-${number}`}>可办理的事项</h3>
      {[...running.values()].map((open) => (
        <p key={open.id}>
          <a href={applicationAddress('practitioner', open.id)}>{matterNames[open.matter]}</a>
          正在办理，办结或撤回前不能同时办理其他注册事项（注销除外）。
        </p>
      ))}
      {free.map(
        ({ row, blocked, warning }) =>
          (blocked ?? warning) !== null && (
            <p key={row.matter} class={blocked === null ? 'field-note' : 'soft'}>
              {matterNames[row.matter]}：{blocked ?? warning}
            </p>
          ),
      )}
      <div class="actions">
        {free
          .filter(({ blocked }) => blocked === null)
          .map((choice) => (
            <Button
              key={choice.row.matter}
              kind="plain"
              name={`${matterNames[choice.row.matter]} ${number}`}
              disabled={disabled}
              busy={busy}
              onClick={() => onBegin(choice)}
            >
              {matterNames[choice.row.matter]}
            </Button>
          ))}
      </div>
    </section>
  );
}
