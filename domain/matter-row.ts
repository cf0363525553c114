export type { EffectCode, MatterRow } from './catalogue.ts';
export type { StepDays, Zone } from './matters/terms.ts';
