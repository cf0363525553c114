import { dueLight, lightNames, remainingText } from '../../words/due.ts';
import { instantText } from '../../words/dates.ts';

/** A due time with its light: the colour, the words and the time left. */
export function Due({ openedAt, dueAt }: { readonly openedAt: string; readonly dueAt: string }) {
  const now = Date.now();
  const light = dueLight(openedAt, dueAt, now);
  return (
    <span class={`due due-${light}`}>
      <span class="due-light">{lightNames[light]}</span> {remainingText(dueAt, now)}
      <small>{instantText(dueAt)} 前</small>
    </span>
  );
}
