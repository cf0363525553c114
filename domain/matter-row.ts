export type { MatterRow } from './catalogue.ts';
export type { StepDays, Zone } from './matters/terms.ts';
