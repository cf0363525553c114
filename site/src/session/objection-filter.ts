import { type MatterCode, matterCodes } from '../../../domain/catalogue.ts';
import { cityNames } from '../../../domain/divisions.ts';
import { type DueColour, dueColours } from '../../../domain/due-colour.ts';
import { type ObjectionStage, objectionStages } from '../../../domain/objections.ts';
import { type ProfessionCode, professionCodes } from '../../../domain/professions.ts';
import { named } from './register-filter.ts';

/** What the objections can be narrowed by, as it stands in the page's address: what is not named is not asked. */
export interface ObjectionListFilter {
  readonly profession?: ProfessionCode;
  readonly matter?: MatterCode;
  readonly city?: string;
  readonly colour?: DueColour;
  readonly stage?: ObjectionStage;
  readonly batch?: string;
  readonly employer?: string;
  readonly name?: string;
  readonly number?: string;
}

/** The filter in the query of an address. A value that is none of its list is not asked. */
export function objectionFilterOf(search: string): ObjectionListFilter {
  const query = new URLSearchParams(search);
  const text = (name: keyof ObjectionListFilter) => {
    const value = query.get(name)?.trim() ?? '';
    return value === '' ? undefined : value;
  };
  const oneOf = <Value extends string>(name: keyof ObjectionListFilter, values: readonly Value[]) =>
    values.find((value) => value === text(name));
  const batch = typedBatch(text('batch') ?? '');
  return {
    ...named('profession', oneOf('profession', professionCodes)),
    ...named('matter', oneOf('matter', matterCodes)),
    ...named('city', oneOf('city', Object.keys(cityNames))),
    ...named('colour', oneOf('colour', dueColours)),
    ...named('stage', oneOf('stage', objectionStages)),
    ...named('batch', isBatch(batch) ? batch : undefined),
    ...named('employer', text('employer')),
    ...named('name', text('name')),
    ...named('number', text('number')),
  };
}

/** A batch of 公示 as it is written anywhere (2026-3, 苏建注公示〔2026〕第3号, 2026年第3号) in the form of filters. What is none stays as it is. */
export function typedBatch(text: string): string {
  const found = /(?<year>20\d{2})\D+(?<number>\d{1,6})/u.exec(text.normalize('NFKC'))?.groups;
  return found === undefined ? text.trim() : `${found['year'] ?? ''}-${Number(found['number'])}`;
}

/** What is wrong with a batch as it was typed; undefined: it is one. */
export function batchProblem(text: string): string | undefined {
  return isBatch(typedBatch(text)) ? undefined : '请填写年份和批号，例如 2026-3。';
}

function isBatch(text: string): boolean {
  return /^\d{4}-[1-9]\d{0,5}$/.test(text);
}
