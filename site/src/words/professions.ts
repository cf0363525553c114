import { professions } from '../../../domain/professions.ts';

/** The names of the professions by their codes. */
export const professionNames: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(professions).map(([code, { name }]) => [code, name]),
);
