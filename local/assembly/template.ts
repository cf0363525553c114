import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { StartError } from '../ground/start-error.ts';

const parameterSchema = z.looseObject({
  Type: z.string(),
  Default: z.union([z.string(), z.number(), z.array(z.string())]).optional(),
  AllowedValues: z.array(z.union([z.string(), z.number()])).optional(),
  AllowedPattern: z.string().optional(),
  ConstraintDescription: z.string().optional(),
  MinLength: z.coerce.number().optional(),
  MaxLength: z.coerce.number().optional(),
  MinValue: z.coerce.number().optional(),
  MaxValue: z.coerce.number().optional(),
});

const resourceSchema = z.strictObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
  DependsOn: z.unknown().optional(),
  Metadata: z.unknown().optional(),
  DeletionPolicy: z.unknown().optional(),
  UpdateReplacePolicy: z.unknown().optional(),
});

const outputSchema = z.strictObject({
  Value: z.unknown(),
  Description: z.string().optional(),
  Condition: z.string().optional(),
  Export: z.strictObject({ Name: z.unknown() }).optional(),
});

const ruleSchema = z.strictObject({
  RuleCondition: z.unknown().optional(),
  Assertions: z.array(z.strictObject({ Assert: z.unknown(), AssertDescription: z.string().optional() })),
});

// Strict: a section that changes what CloudFormation does (Transform, Hooks …) must not be passed over in silence.
const templateSchema = z.strictObject({
  AWSTemplateFormatVersion: z.string().optional(),
  Description: z.string().optional(),
  Metadata: z.unknown().optional(),
  Parameters: z.record(z.string(), parameterSchema).default({}),
  Rules: z.record(z.string(), ruleSchema).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string(), resourceSchema).default({}),
  Outputs: z.record(z.string(), outputSchema).default({}),
});

const manifestSchema = z.looseObject({
  version: z.string(),
  artifacts: z.record(
    z.string(),
    z.looseObject({
      type: z.string(),
      properties: z
        .looseObject({
          templateFile: z.string().optional(),
          file: z.string().optional(),
          stackName: z.string().optional(),
        })
        .optional(),
      dependencies: z.array(z.string()).default([]),
    }),
  ),
});

const assetManifestSchema = z.looseObject({
  files: z
    .record(
      z.string(),
      z.looseObject({
        source: z.looseObject({ path: z.string().optional(), packaging: z.string().optional() }),
        destinations: z.record(z.string(), z.looseObject({ objectKey: z.string() })),
      }),
    )
    .default({}),
});

/** One parameter declaration of a template. */
export type TemplateParameter = z.infer<typeof parameterSchema>;
/** One resource of a template, its properties not yet resolved. */
export type TemplateResource = z.infer<typeof resourceSchema>;
/** A CloudFormation template. */
type Template = z.infer<typeof templateSchema>;

/** One stack of the assembly. `name` is the CloudFormation stack name. */
export interface Stack {
  readonly name: string;
  readonly template: Template;
}

/** A cloud assembly as it lies on disk: stacks in dependency order, and asset files by the object key CDK would upload them to. */
export interface AssemblyFiles {
  readonly folder: string;
  readonly stacks: readonly Stack[];
  /** Object key → absolute path of the file or folder (a folder when CDK would zip it). */
  readonly assets: ReadonlyMap<string, string>;
}

/**
 * Reads `manifest.json`, all templates and asset manifests of a cloud assembly folder.
 * Throws StartError when the folder is no assembly or a template uses a section that is not understood.
 */
export function readAssemblyFiles(folder: string): AssemblyFiles {
  const manifest = readJson(path.join(folder, 'manifest.json'), manifestSchema);
  const stacks: Stack[] = [];
  const assets = new Map<string, string>();
  for (const id of dependencyOrder(manifest.artifacts)) {
    const artifact = manifest.artifacts[id];
    if (artifact?.type === 'cdk:cloud-assembly') {
      throw new StartError(`${folder}: nested assembly ${id} (a CDK stage) cannot be run locally`);
    }
    if (artifact?.type === 'aws:cloudformation:stack' && artifact.properties?.templateFile) {
      const template = readJson(path.join(folder, artifact.properties.templateFile), templateSchema);
      stacks.push({ name: artifact.properties.stackName ?? id, template });
    }
    if (artifact?.type === 'cdk:asset-manifest' && artifact.properties?.file) {
      const { files } = readJson(path.join(folder, artifact.properties.file), assetManifestSchema);
      for (const file of Object.values(files)) {
        if (file.source.path === undefined) continue;
        for (const destination of Object.values(file.destinations)) {
          assets.set(destination.objectKey, path.resolve(folder, file.source.path));
        }
      }
    }
  }
  if (stacks.length === 0) throw new StartError(`${folder}: the cloud assembly has no stack`);
  return { folder, stacks, assets };
}

function dependencyOrder(artifacts: Readonly<Record<string, { dependencies: string[] }>>): string[] {
  const order = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    if (order.has(id) || path.includes(id)) return;
    for (const dependency of artifacts[id]?.dependencies ?? []) visit(dependency, [...path, id]);
    order.add(id);
  };
  for (const id of Object.keys(artifacts)) visit(id, []);
  return [...order];
}

function readJson<T>(file: string, schema: z.ZodType<T>): T {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new StartError(`cannot read ${file}: run without --no-build to synthesize the template`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new StartError(`${file} is not JSON`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new StartError(`${file}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'not understood'}`);
}
