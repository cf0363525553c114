import { SecretValue } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { deploymentParameter } from './deployment-parameter.ts';

/** What the key is kept with. */
export interface DistributionKeyProps {
  /** Encrypts the secret. */
  readonly encryptionKey: Key;
}

/**
 * The key by which the API knows what comes through the distribution (ADR 44): a generated secret, which the distribution sends in a header of its own and the
 * functions of the API read.
 */
export class DistributionKey extends Construct {
  readonly secret: Secret;

  constructor(scope: Construct, id: string, { encryptionKey }: DistributionKeyProps) {
    super(scope, id);
    this.secret = new Secret(this, 'Secret', {
      description: 'What the distribution sends to the API, so that the API knows what came through it',
      encryptionKey,
      // Letters and digits go into a header as they are: 62^64 is 381 bits.
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
  }

  /**
   * The value as a dynamic reference, which CloudFormation resolves when it updates the resource that holds it. The version is a parameter of the stack of `scope`:
   * without another text in its place CloudFormation would not look at the secret again ("Dynamic references: considerations").
   */
  valueIn(scope: Construct): string {
    const versionId = deploymentParameter(scope, 'DistributionKeyVersion');
    return SecretValue.secretsManager(this.secret.secretArn, { versionId }).unsafeUnwrap();
  }
}
