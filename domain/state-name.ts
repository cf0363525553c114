import { type EffectCode, effects } from './catalogue.ts';
import type { Effect } from './matters/effect.ts';
import { type ApplicationState, states } from './states.ts';

/** The name of a state for a matter with an effect: an approved entry is not a registration, an approved cancellation ends one. */
export function stateNameOf(state: ApplicationState, effect: EffectCode): string {
  const { verb, stateNames }: Effect = effects[effect];
  if (state === 'approved') return `准予${verb}`;
  if (state === 'rejected') return `不予${verb}`;
  return stateNames[state] ?? states[state].name;
}
