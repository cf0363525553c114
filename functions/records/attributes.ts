import { matterCodes } from '../../domain/catalogue.ts';
import { professionCodes } from '../../domain/professions.ts';

// What the entities of the one table have in common. Keys are ElectroDB's; docs/architecture.md lists the access pattern of each index.
export const primary = { pk: 'pk', sk: 'sk' } as const;
export const model = (entity: string) => ({ entity, version: '1', service: 'registration' }) as const;

export const required = { type: 'string', required: true } as const;
export const optional = { type: 'string' } as const;
export const profession = { type: professionCodes, required: true } as const;
export const matter = { type: matterCodes, required: true } as const;
// Versions stand in sort keys too, where they sort as padded text.
export const version = { type: 'number', required: true, padding: { length: 9, char: '0' } } as const;
