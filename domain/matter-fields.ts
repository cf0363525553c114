import { type ApplicationField, applicationFields } from './application-fields.ts';
import { asks, type MatterRow, ownFilesOf } from './catalogue.ts';
import { professions } from './professions.ts';

/** The fields that an application of a matter has, in the order of the forms. */
export function fieldsOf(row: MatterRow): ApplicationField[] {
  return applicationFields.filter((field) => has(row, field));
}

function has(row: MatterRow, { code, section }: ApplicationField): boolean {
  switch (section) {
    case 'person':
      return true;
    case 'qualification':
      if (code === 'specialties' && row.choosesSpecialties) return true;
      return row.asksQualification && (code !== 'specialties' || professions[row.profession].specialties.length > 0);
    case 'employment':
      return row.asksEmployment;
    case 'declarations':
      return row.declares;
    case 'entry':
    case 'prior-registration':
      return asks(row.effect, 'entry');
    case 'registration':
      return row.standing === 'registered';
    case 'former-identity':
      return asks(row.effect, 'formerIdNumber');
    case 'cancellation':
      return asks(row.effect, 'cancellation');
    case 'files':
      return [...ownFilesOf(row), ...row.employerFiles].some((slot) => code === `files.${slot}`);
    case 'supplement':
      return row.supplement !== 'none';
  }
}
