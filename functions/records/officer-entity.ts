import { CustomAttributeType, Entity } from 'electrodb';
import type { StaffRole } from '../../domain/staff-access.ts';
import { model, optional, primary, required } from './attributes.ts';

/** A member of staff who has taken cases here, as the directory last named them: whom the head can give a case to. */
export const OfficerEntity = new Entity({
  model: model('officer'),
  attributes: {
    staffId: required,
    name: required,
    roles: { type: CustomAttributeType<readonly StaffRole[]>('any'), required: true },
    /** Whose own cases are not to be handled; absent where the directory gives no identity number. */
    personId: optional,
    seenAt: required,
  },
  indexes: {
    officer: {
      pk: { field: primary.pk, composite: [] },
      sk: { field: primary.sk, composite: ['staffId'] },
    },
  },
});

/** How many steps an officer, by the name that their token has, has handled on a day in Shanghai; counted by the transactions that handle them. */
export const OfficerDayEntity = new Entity({
  model: model('officerDay'),
  attributes: { day: required, staffId: required, name: optional, handled: { type: 'number' } },
  indexes: {
    day: {
      pk: { field: primary.pk, composite: ['day'] },
      sk: { field: primary.sk, composite: ['staffId'] },
    },
  },
});
