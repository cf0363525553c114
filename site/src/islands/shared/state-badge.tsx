import { type ApplicationState, stateNames } from '../../../../domain/lifecycle.ts';
import { toneOf } from '../../lib/explanations.ts';

/** The name of a state in its tone. */
export function StateBadge({ state }: { readonly state: ApplicationState }) {
  return <span class={`badge badge-${toneOf(state)}`}>{stateNames[state]}</span>;
}
