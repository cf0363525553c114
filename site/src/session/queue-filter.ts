import { type MatterCode, matterCodes } from '../../../domain/catalogue.ts';
import { cityNames } from '../../../domain/divisions.ts';
import { type DueColour, dueColours } from '../../../domain/due-colour.ts';
import { type ProfessionCode, professionCodes } from '../../../domain/professions.ts';
import { textIn } from './register-filter.ts';

/** What a list of the desk can be narrowed by, as it stands in the page's address. */
export const filterNames = [
  'profession',
  'matter',
  'city',
  'colour',
  'claimedBy',
  'employer',
  'name',
  'idNumber',
  'number',
] as const;
export type FilterName = (typeof filterNames)[number];

/** A filter: what is not named is not asked. */
export interface DeskFilter {
  readonly profession?: ProfessionCode;
  readonly matter?: MatterCode;
  readonly city?: string;
  readonly colour?: DueColour;
  readonly claimedBy?: string;
  readonly employer?: string;
  readonly name?: string;
  readonly idNumber?: string;
  readonly number?: string;
}

/** What names one person, company or number: such a list is a look-up and counted as one. */
const lookUps: readonly FilterName[] = ['employer', 'name', 'idNumber', 'number'];

/** The filter in the query of an address. A value that is none of its list is not asked. */
export function filterOf(search: string): DeskFilter {
  const text = textIn(search);
  const asked = {
    profession: professionCodes.find((code) => code === text('profession')),
    matter: matterCodes.find((code) => code === text('matter')),
    city: Object.keys(cityNames).find((code) => code === text('city')),
    colour: dueColours.find((code) => code === text('colour')),
    claimedBy: text('claimedBy'),
    employer: text('employer'),
    name: text('name'),
    idNumber: text('idNumber'),
    number: text('number'),
  };
  return withoutAbsent(asked);
}

type Present<Value> = { readonly [Key in keyof Value]?: Exclude<Value[Key], undefined> };

function withoutAbsent<Value extends object>(value: Value): Present<Value>;
function withoutAbsent(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
}

/** The query of a queue with a filter, as it stands in the address. */
export function queueQuery(queue: string, filter: DeskFilter): string {
  return new URLSearchParams({ queue, ...filter }).toString();
}

/** True when a filter names a person, a company or a number. */
export function looksUp(filter: Readonly<Partial<Record<FilterName, unknown>>>): boolean {
  return lookUps.some((name) => filter[name] !== undefined);
}
