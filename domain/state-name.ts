import { type ApprovalEffect, effectNames } from './matter-row.ts';
import { type ApplicationState, states } from './states.ts';

/** The name of a state for a matter with an effect: an approved entry is not a registration, an approved cancellation ends one. */
export function stateNameOf(state: ApplicationState, effect: ApprovalEffect): string {
  if (state === 'approved') return `准予${effectNames[effect]}`;
  if (state === 'rejected') return `不予${effectNames[effect]}`;
  if (state === 'awaiting-release' && effect === 'personal-change') return '待原证件持有人确认';
  return states[state].name;
}
