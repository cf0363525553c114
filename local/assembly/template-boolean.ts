import * as z from 'zod';

/** A true/false property of a template: JSON's own, or the words `true` and `false`, which is what parameters resolve to. */
export const templateBoolean = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);
