import { type ApplicationState, states } from '../../../../domain/states.ts';
import type { EffectCode } from '../../../../domain/catalogue.ts';
import { stateNameOf } from '../../../../domain/state-name.ts';
import { stallName } from '../../words/explanations.ts';

interface StateBadgeProps {
  readonly state: ApplicationState;
  /** What an approval makes: a registration unless said otherwise. */
  readonly effect?: EffectCode;
  /** The system itself cannot go on. */
  readonly stalled?: boolean;
}

/** The name of a state in its tone. */
export function StateBadge({ state, effect = 'registration', stalled = false }: StateBadgeProps) {
  if (stalled) return <span class="badge badge-running">{stallName}</span>;
  return <span class={`badge badge-${states[state].tone}`}>{stateNameOf(state, effect)}</span>;
}
