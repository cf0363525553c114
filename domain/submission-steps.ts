import { type MatterRow, asks } from './catalogue.ts';

/** A step of the form that a practitioner fills in. */
export type FormStep =
  | 'registration'
  | 'personal'
  | 'cancellation'
  | 'qualification'
  | 'files'
  | 'employment'
  | 'declarations'
  | 'entry'
  | 'certificate';

const entrySteps = ['entry', 'certificate'] as const;

/** The steps of the form of a matter, in order: what its row asks for. */
export function formStepsOf(row: MatterRow): readonly FormStep[] {
  if (asks(row.effect, 'entry')) return entrySteps;
  const registered = row.standing === 'registered';
  const parts: readonly (readonly [FormStep, boolean])[] = [
    // The registration is named with what changes, or by itself.
    ['personal', registered && asks(row.effect, 'formerIdNumber')],
    ['registration', registered && !asks(row.effect, 'formerIdNumber')],
    ['cancellation', asks(row.effect, 'cancellation')],
    ['qualification', row.asksQualification],
    ['files', row.practitionerFiles.length > 0],
    ['employment', row.asksEmployment],
    ['declarations', row.declares],
  ];
  return parts.filter(([, asked]) => asked).map(([step]) => step);
}
