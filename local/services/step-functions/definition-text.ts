import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { StartError } from '../../ground/start-error.ts';
import { assetPath, checkedProperties } from '../../assembly/plan.ts';
import type { PlanContext, PlanResource } from '../../assembly/plan.ts';
import { describeResource } from '../../assembly/resolved-resource.ts';
import type { ResolvedResource } from '../../assembly/resolved-resource.ts';

/** Resolved properties of `AWS::StepFunctions::StateMachine`: standard workflows. `unknown` ones have no local meaning. */
const stateMachinePropertiesSchema = z.strictObject({
  StateMachineName: z.string().optional(),
  StateMachineType: z.literal('STANDARD').optional(),
  DefinitionString: z.string().optional(),
  Definition: z.record(z.string(), z.unknown()).optional(),
  DefinitionS3Location: z.strictObject({ Bucket: z.unknown(), Key: z.string() }).optional(),
  DefinitionSubstitutions: z.record(z.string(), z.coerce.string()).default({}),
  RoleArn: z.string(),
  EncryptionConfiguration: z.unknown().optional(),
  LoggingConfiguration: z.unknown().optional(),
  TracingConfiguration: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

/** Plans `AWS::StepFunctions::StateMachine`: reads the definition from the template or its asset and makes the substitutions. */
export const planStateMachine: PlanResource = (resource, context) => {
  const properties = checkedProperties(stateMachinePropertiesSchema, resource);
  const text = definitionText(properties, resource, context);
  const definition = text.replaceAll(/\$\{([^}]+)\}/gu, (_match, name: string) => {
    const value = properties.DefinitionSubstitutions[name];
    if (value === undefined) {
      throw new StartError(
        `${describeResource(resource)}: property DefinitionSubstitutions: nothing is given for \${${name}}`,
      );
    }
    // The token stands inside a JSON string.
    return JSON.stringify(value).slice(1, -1);
  });
  context.plan.stateMachines.push({
    arn: resource.identity.ref,
    name: resource.identity.attributes['Name'] ?? resource.logicalId,
    roleArn: properties.RoleArn,
    definition,
  });
};

function definitionText(
  properties: z.output<typeof stateMachinePropertiesSchema>,
  resource: ResolvedResource,
  context: PlanContext,
): string {
  if (properties.DefinitionString !== undefined) return properties.DefinitionString;
  if (properties.Definition !== undefined) return JSON.stringify(properties.Definition);
  if (properties.DefinitionS3Location === undefined) {
    throw new StartError(
      `${describeResource(resource)}: property DefinitionString: the state machine has no definition`,
    );
  }
  return readFileSync(assetPath(resource, context, properties.DefinitionS3Location.Key), 'utf8');
}
