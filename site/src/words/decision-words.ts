import type { ApplicationView } from '../../../api/application.ts';
import { type EffectCode, effects, rowOf } from '../../../domain/catalogue.ts';
import { matterWords } from './matters.ts';

type Decided = Pick<ApplicationView, 'profession' | 'matter'>;

/** What follows from an approval at once: publicity, or what it does to the register. */
export function approvalNote(application: Decided): string {
  const { effect, publicityDays } = rowOf(application);
  return publicityDays > 0 ? '进入公示' : matterWords[effect].approvalNote;
}

/** What an approval has done, for whoever has just decided. */
export function approvalDone(application: Decided): string {
  const { effect, publicityDays } = rowOf(application);
  return `已准予${effects[effect].verb}${publicityDays > 0 ? '，进入公示' : ''}。`;
}

/** Words of an outcome for a matter with an effect: an entry is 准予录入, a cancellation 准予注销注册, where a registration is 准予注册. */
export function outcomeWords(text: string, effect: EffectCode): string {
  return text.replace(/([准不]予)注册/g, `$1${effects[effect].verb}`);
}
