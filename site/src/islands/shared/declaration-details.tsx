import type { ApplicationView } from '../../../../api/application.ts';
import { sectionNames } from '../../../../domain/application-fields.ts';
import { declarationFields } from '../../../../domain/declaration-texts.ts';
import { Details } from './details.tsx';

/** What the applicant declares, ground by ground. */
export function DeclarationDetails({ application: { profession, draft } }: { readonly application: ApplicationView }) {
  return <Details title={sectionNames.declarations} items={declarationFields(profession, draft.declarations)} />;
}
