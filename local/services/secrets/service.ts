import { generatedId, localArn, physicalName } from '../../assembly/identity.ts';
import type { Identify } from '../../assembly/identity.ts';
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

/** Secrets Manager: generated secrets. */
export function secretsService(): LocalService {
  const secrets: SecretSettings[] = [];
  const running = Promise.withResolvers<Secrets>();
  return {
    resourceTypes: {
      'AWS::SecretsManager::Secret': checkedType(identifySecret, secretPropertiesSchema, (properties, resource) => {
        secrets.push({ arn: resource.identity.ref, name: attributeOf(resource, 'Name'), properties });
      }),
    },
    sdkNames: { SECRETS_MANAGER: 'awsJson' },
    targets: { secretsmanager: async (...request) => (await running.promise).handle(...request) },
    start: async ({ dataPath }) => {
      running.resolve(await openSecrets({ dataFolder: dataPath('secrets'), secrets }));
    },
  };
}
