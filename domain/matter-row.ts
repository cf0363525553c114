export type { MatterRow } from './catalogue.ts';
export type { Zone } from './matters/terms.ts';
