import { StartError } from '../ground/start-error.ts';
import { describeResource } from './resolved-resource.ts';
import type { ResolvedResource } from './resolved-resource.ts';

/** A dynamic reference to a secret: which, and which version of it; without one the current. */
export interface SecretReference {
  readonly arn: string;
  readonly versionId: string | undefined;
}

const references = /\{\{resolve:secretsmanager:(.*?)\}\}/gu;
// An ARN has six colons before its name ("Get a secret or secret value from Secrets Manager", CloudFormation).
const parts = /^(?<arn>arn(?::[^:]*){6}):SecretString:(?<member>[^:]*):(?<stage>[^:]*):(?<version>[^:]*)$/u;

/**
 * A text with the values of the secrets in the place of its dynamic references, as CloudFormation resolves them when it makes a resource. Throws StartError for one
 * that asks for a member of a secret or for a label, which nothing of the template does.
 */
export function withSecrets(text: string, valueOf: (reference: SecretReference) => string): string {
  return text.replaceAll(references, (_whole, reference: string) => {
    const found = parts.exec(reference)?.groups;
    if (found?.['arn'] === undefined || found['member'] !== '' || found['stage'] !== '') {
      throw new StartError(`the dynamic reference ${reference} is not understood locally`);
    }
    return valueOf({ arn: found['arn'], versionId: found['version'] === '' ? undefined : found['version'] });
  });
}

/** Throws StartError for a resource with a dynamic reference whose service would take it for the value itself. */
export function refuseDynamicReferences(resource: ResolvedResource): void {
  if (JSON.stringify(resource.properties).includes('{{resolve:')) {
    throw new StartError(`${describeResource(resource)}: dynamic references are not run locally in this type`);
  }
}
