import type { ApplicationView } from '../../../api/application.ts';
import type { SupplementKind } from '../../../domain/professions.ts';

type Item = NonNullable<ApplicationView['correction']>['items'][number];

/** The name of the input in which a field is mended; the supplement's depends on what the profession asks for. */
export function inputOfField(field: string, supplement: SupplementKind = 'none'): string {
  if (field !== 'supplement') return field;
  return supplement === 'cost-consultancy' ? 'isCostConsultancy' : 'qualificationType';
}

/** What a notice says of each field, by the name of its input; several items of one field follow each other. */
export function fieldNotes(items: readonly Item[], supplement?: SupplementKind): ReadonlyMap<string, string> {
  const notes = new Map<string, string>();
  for (const [index, { field, problem }] of items.entries()) {
    if (field === null) continue;
    const name = inputOfField(field, supplement);
    const note = `第${index + 1}项需要补正：${problem}`;
    const before = notes.get(name);
    notes.set(name, before === undefined ? note : `${before}\n${note}`);
  }
  return notes;
}

/** What the open notice of an application says of the profile, by the names of the profile's own inputs. */
export function profileNotes({
  correction,
  actions,
}: Pick<ApplicationView, 'correction' | 'actions'>): ReadonlyMap<string, string> {
  if (correction === null || !actions.includes('answer-correction')) return new Map();
  const prefix = 'profile.';
  const notes = [...fieldNotes(correction.items)].filter(([name]) => name.startsWith(prefix));
  return new Map(notes.map(([name, note]) => [name.slice(prefix.length), note]));
}

/** The id of the application to which an address of this site leads back; null for any other address. */
export function correctedApplicationOf(returnTo: string | null): string | null {
  const [path, query] = (returnTo ?? '').split('?');
  return path === '/practitioner/application.html' ? new URLSearchParams(query).get('id') : null;
}
