import { identifyAnything } from '../../assembly/identity.ts';
import { assetPath, checkedType } from '../../assembly/plan.ts';
import type { Storage } from '../s3/service.ts';
import type { LocalService } from '../service.ts';
import { deployToBucket } from './deploy.ts';
import { bucketDeploymentPropertiesSchema } from './settings.ts';
import type { BucketDeploymentSettings } from './settings.ts';

/** CDK's deployments of asset folders into buckets. */
export function siteDeploymentService(storage: Pick<Storage, 'running'>): LocalService {
  const deployments: BucketDeploymentSettings[] = [];
  return {
    resourceTypes: {
      'Custom::CDKBucketDeployment': checkedType(
        identifyAnything,
        bucketDeploymentPropertiesSchema,
        (properties, resource, context) => {
          const sourceFolders = properties.SourceObjectKeys.map((key) => assetPath(resource, context, key));
          deployments.push({ id: `${resource.stack}-${resource.logicalId}`, sourceFolders, properties });
        },
      ),
    },
    start: async () => {
      const bucket = await storage.running;
      for (const deployment of deployments) await deployToBucket(deployment, bucket);
    },
  };
}
