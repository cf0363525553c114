import { generatedId, localArn, physicalName } from '../../assembly/identity.ts';
import type { Identify } from '../../assembly/identity.ts';
import { withSecrets } from '../../assembly/dynamic-references.ts';
import { attributeOf, checkedType } from '../../assembly/plan.ts';
import type { LocalService } from '../service.ts';
import { openSecrets } from './secrets.ts';
import type { Secrets, SecretSettings } from './secrets.ts';
import { secretPropertiesSchema } from './settings.ts';

/** Ref of a secret is its ARN, which ends in six characters that Secrets Manager adds. */
const identifySecret: Identify = (context) => {
  const name = physicalName(context, 'Name', 512);
  const arn = localArn('secretsmanager', `secret:${name}-${generatedId(context, 6)}`);
  return { ref: arn, attributes: { Id: arn, Name: name } };
};

/** Secrets Manager, for services of resources that hold dynamic references. */
export interface SecretsService extends LocalService {
  /** A text with the values in the place of its dynamic references; waits for the start. */
  readonly withSecrets: (text: string) => Promise<string>;
}

/** Secrets Manager: generated secrets. */
export function secretsService(): SecretsService {
  const secrets: SecretSettings[] = [];
  const running = Promise.withResolvers<Secrets>();
  return {
    resourceTypes: {
      'AWS::SecretsManager::Secret': checkedType(identifySecret, secretPropertiesSchema, (properties, resource) => {
        secrets.push({ arn: resource.identity.ref, name: attributeOf(resource, 'Name'), properties });
      }),
    },
    withSecrets: async (text) => withSecrets(text, (await running.promise).valueOf),
    sdkNames: { SECRETS_MANAGER: 'awsJson' },
    targets: { secretsmanager: async (...request) => (await running.promise).handle(...request) },
    start: async ({ dataPath }) => {
      running.resolve(await openSecrets({ dataFolder: dataPath('secrets'), secrets }));
    },
  };
}
