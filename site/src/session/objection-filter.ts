import { type DueColour } from '../../../domain/due-colour.ts';
import { type ObjectionStage } from '../../../domain/objections.ts';
import { type DeskFilter, filterOf } from './queue-filter.ts';
import { named, textIn } from './register-filter.ts';

/** What the objections can be narrowed by, as it stands in the page's address: what is not named is not asked. */
export interface ObjectionListFilter extends Omit<DeskFilter, 'claimedBy' | 'idNumber'> {
  readonly stage?: ObjectionStage;
  readonly batch?: string;
}

/** What one of the lists of objections offers to choose beside the kinds. */
export interface OfferedConditions {
  readonly stages: readonly ObjectionStage[];
  /** None: its objections have no period any more. */
  readonly colours: readonly DueColour[];
}

/** The filter of a list in the query of an address. A value that the list does not offer is not asked. */
export function objectionFilterOf(search: string, { stages, colours }: OfferedConditions): ObjectionListFilter {
  const { claimedBy: _, idNumber: __, colour, ...shared } = filterOf(search);
  const text = textIn(search);
  const batch = typedBatch(text('batch') ?? '');
  return {
    ...shared,
    ...named(
      'colour',
      colours.find((offered) => offered === colour),
    ),
    ...named(
      'stage',
      stages.find((offered) => offered === text('stage')),
    ),
    ...named('batch', isBatch(batch) ? batch : undefined),
  };
}

/** A batch of 公示 as it is written anywhere (2026-3, 苏建注公示〔2026〕第3号, 2026年第3号) in the form of filters. What is none stays as it is. */
export function typedBatch(text: string): string {
  const found = /^\D*(?<year>20\d{2})\D+(?<number>\d{1,6})\s*[号批]?\s*$/u.exec(text.normalize('NFKC'))?.groups;
  return found === undefined ? text.trim() : `${found['year'] ?? ''}-${Number(found['number'])}`;
}

/** What is wrong with a batch as it was typed; undefined: it is one. */
export function batchProblem(text: string): string | undefined {
  return isBatch(typedBatch(text)) ? undefined : '请填写年份和批号，例如 2026-3。';
}

function isBatch(text: string): boolean {
  return /^\d{4}-[1-9]\d{0,5}$/.test(text);
}
