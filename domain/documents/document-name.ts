import { type EffectCode, effects } from '../catalogue.ts';
import { type DocumentKind, documentNames } from '../documents.ts';

/** The name of a generated document of a matter with an effect: what is not registered is not called a registration. */
export function documentNameOf(kind: DocumentKind | 'certificate', effect: EffectCode): string {
  if (kind === 'approval-decision') return `准予${effects[effect].verb}决定书`;
  if (kind === 'cancellation-notice') return `${effects[effect].verb}决定书`;
  if (kind === 'rejection-notice') return `不予${effects[effect].verb}决定书`;
  return kind === 'application-form' ? effects[effect].formName : documentNames[kind];
}
