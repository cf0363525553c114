import { CustomAttributeType, Entity } from 'electrodb';
import type { ListRow } from '../../api/department-lists.ts';
import { importListNames } from '../../domain/import-lists.ts';
import { model, primary, required } from './attributes.ts';

/** A file that a registrar uploads to import it: what it is, and how many of its parts have arrived. */
export const ImportFileEntity = new Entity({
  model: model('importFile'),
  attributes: {
    fileId: required,
    owner: required,
    list: { type: importListNames, required: true },
    name: required,
    rows: { type: 'number', required: true },
    parts: { type: 'number', required: true },
    /** Counted by the transaction that puts a part. */
    received: { type: 'number', required: true },
    /** Epoch seconds (time to live). */
    expiresAt: { type: 'number', required: true },
  },
  indexes: { file: { pk: { field: primary.pk, composite: ['fileId'] }, sk: { field: primary.sk, composite: [] } } },
});

/** Some rows of such a file, as they stand in it. They hold identity numbers, so they go with the file after two days. */
export const ImportPartEntity = new Entity({
  model: model('importPart'),
  attributes: {
    fileId: required,
    part: { type: 'number', required: true, padding: { length: 9, char: '0' } },
    rows: { type: CustomAttributeType<readonly ListRow[]>('any'), required: true },
    expiresAt: { type: 'number', required: true },
  },
  indexes: {
    part: { pk: { field: primary.pk, composite: ['fileId', 'part'] }, sk: { field: primary.sk, composite: [] } },
  },
});
