import type { ApplicationDraft, PractitionerProfile } from './application-parts.ts';
import type { MatterRow } from './catalogue.ts';
import { labelOf } from './application-fields.ts';
import { canonicalText } from './canonical-text.ts';
import { type CancellationDraft, emptyCancellation } from './cancellation.ts';
import { fieldsOf } from './matter-fields.ts';
import type { Violation } from './violation.ts';
import { emptyEntry, emptyPriorRegistration, type EntryDraft } from './entry-draft.ts';

/** The submitted draft with those fields of a working one that a notice of correction opens; every other one stays as it was submitted. */
export function correctedDraft(
  submitted: ApplicationDraft,
  working: ApplicationDraft,
  open: ReadonlySet<string>,
): ApplicationDraft {
  return {
    ...opened('', submitted, working, open),
    employment: opened('employment.', submitted.employment, working.employment, open),
    entry: correctedEntry(submitted.entry, working.entry, open),
    cancellation: correctedCancellation(submitted.cancellation, working.cancellation, open),
  };
}

/** The submitted profile with those fields of the present one that a notice opens. */
export function correctedProfile(
  submitted: PractitionerProfile,
  present: PractitionerProfile,
  open: ReadonlySet<string>,
): PractitionerProfile {
  return opened('profile.', submitted, present, open);
}

/** A working draft that changes what no notice names is refused, field by field. */
export function onlyOpenFields(
  row: MatterRow,
  submitted: ApplicationDraft,
  working: ApplicationDraft,
  open: ReadonlySet<string>,
): Violation[] {
  const before = leavesOf(submitted);
  const after = leavesOf(working);
  return fieldsOf(row)
    .filter(({ code }) => !open.has(code) && before.get(code) !== after.get(code))
    .map(({ code }) => ({
      code: 'not-named-in-notice',
      field: code,
      message: `补正通知没有要求补正“${labelOf(code, row.supplement)}”，不能修改。确需变更的，请撤回后重新申请。`,
    }));
}

function correctedEntry(submitted: EntryDraft | null, working: EntryDraft | null, open: ReadonlySet<string>) {
  if (submitted === null) return null;
  const entry = opened('entry.', submitted, working ?? emptyEntry, open);
  if (entry.registeredBefore !== true) return { ...entry, priorRegistration: null };
  const prior = [submitted, working].map((each) => each?.priorRegistration ?? emptyPriorRegistration);
  const [before = emptyPriorRegistration, after = emptyPriorRegistration] = prior;
  return { ...entry, priorRegistration: opened('entry.priorRegistration.', before, after, open) };
}

function correctedCancellation(
  submitted: CancellationDraft | null,
  working: CancellationDraft | null,
  open: ReadonlySet<string>,
): CancellationDraft | null {
  return submitted === null ? null : opened('cancellation.', submitted, working ?? emptyCancellation, open);
}

/** The fields of `after` whose code is open, and those of `before` otherwise. */
function opened<Part extends object>(prefix: string, before: Part, after: Part, open: ReadonlySet<string>): Part {
  const taken = Object.entries(after).filter(([key]) => open.has(`${prefix}${key}`));
  return Object.assign({ ...before }, Object.fromEntries(taken));
}

/** The values of a draft's fields as texts, by the codes of domain/application-fields.ts. */
function leavesOf(draft: ApplicationDraft): ReadonlyMap<string, string> {
  const entry = draft.entry ?? emptyEntry;
  const groups: readonly (readonly [string, object])[] = [
    ['', draft],
    ['employment.', draft.employment],
    ['entry.', entry],
    ['entry.priorRegistration.', entry.priorRegistration ?? emptyPriorRegistration],
    ['cancellation.', draft.cancellation ?? emptyCancellation],
  ];
  return new Map(
    groups.flatMap(([prefix, group]) =>
      Object.entries(group).flatMap(([key, value]: [string, unknown]): [string, string][] =>
        value == null ? [] : [[`${prefix}${key}`, canonicalText(value)]],
      ),
    ),
  );
}
