export { type MatterCode, matterCodes, matterNames } from './catalogue.ts';
export { type Initiator, initiators } from './initiators.ts';
