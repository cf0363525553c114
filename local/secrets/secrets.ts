import * as z from 'zod';
import type { AwsJsonHandler } from '../aws-json/server.ts';

/** Resolved properties of `AWS::SecretsManager::Secret`: a generated string, with defaults as CloudFormation documents them. */
export const secretPropertiesSchema = z.strictObject({
  GenerateSecretString: z.strictObject({
    PasswordLength: z.coerce.number().int().min(1).max(4096).default(32),
    ExcludeCharacters: z.string().default(''),
    ExcludeLowercase: z.coerce.boolean().default(false),
    ExcludeUppercase: z.coerce.boolean().default(false),
    ExcludeNumbers: z.coerce.boolean().default(false),
    ExcludePunctuation: z.coerce.boolean().default(false),
    IncludeSpace: z.coerce.boolean().default(false),
    RequireEachIncludedType: z.coerce.boolean().default(true),
    SecretStringTemplate: z.string().optional(),
    GenerateStringKey: z.string().optional(),
  }),
  Name: z.string().optional(),
  Description: z.unknown().optional(),
  KmsKeyId: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

/** One secret of the template. */
export interface SecretSettings {
  readonly arn: string;
  readonly name: string;
  readonly properties: z.output<typeof secretPropertiesSchema>;
}

/** Where secrets are kept and which. */
export interface SecretsSettings {
  /** Folder of the secrets, for example `LOCAL_DATA/secrets`; files in it have mode 0600. */
  readonly dataFolder: string;
  readonly secrets: readonly SecretSettings[];
}

/** The secrets of this machine. */
export interface Secrets {
  /** Operations `GetSecretValue` and `DescribeSecret`. */
  readonly handle: AwsJsonHandler;
}

/** Opens the secrets, generating each that has no value yet; a value once generated never changes. */
export declare function openSecrets(settings: SecretsSettings): Promise<Secrets>;
