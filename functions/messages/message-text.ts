import { type MatterCode, matterNames, type ProfessionCode, professions } from '../../domain/catalogue.ts';

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
