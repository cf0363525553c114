import * as z from 'zod';
import { templateBoolean } from '../../assembly/template-boolean.ts';

/** Resolved properties of `AWS::SecretsManager::Secret`: a generated string, with defaults as CloudFormation documents them. */
export const secretPropertiesSchema = z.strictObject({
  GenerateSecretString: z.strictObject({
    PasswordLength: z.coerce.number().int().min(1).max(4096).default(32),
    ExcludeCharacters: z.string().default(''),
    ExcludeLowercase: templateBoolean.default(false),
    ExcludeUppercase: templateBoolean.default(false),
    ExcludeNumbers: templateBoolean.default(false),
    ExcludePunctuation: templateBoolean.default(false),
    IncludeSpace: templateBoolean.default(false),
    RequireEachIncludedType: templateBoolean.default(true),
    SecretStringTemplate: z.string().optional(),
    GenerateStringKey: z.string().optional(),
  }),
  Name: z.string().optional(),
  Description: z.unknown().optional(),
  KmsKeyId: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

/** Resolved and checked properties of `AWS::SecretsManager::Secret`. */
export type SecretProperties = z.output<typeof secretPropertiesSchema>;
