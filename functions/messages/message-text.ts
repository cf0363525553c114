import { type MatterCode, matterNames } from '../../domain/catalogue.ts';
import { type ProfessionCode, professions } from '../../domain/professions.ts';

/** Puts values into a text of a message; a placeholder without a value stays. */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}

/** The matter of an application as messages call it: profession and matter. */
export function matterText({
  profession,
  matter,
}: {
  readonly profession: ProfessionCode;
  readonly matter: MatterCode;
}): string {
  return `${professions[profession].name}${matterNames[matter]}`;
}

/** What tells messages of one title apart: the matter, and for others than the applicant also whom it concerns. */
export function aboutText(name: string | undefined, matter: Parameters<typeof matterText>[0]): string {
  return [...(name === undefined ? [] : [name]), matterText(matter)].join(' · ');
}
