import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { assetPath, checkedProperties } from '../../assembly/plan.ts';
import { describeResource } from '../../assembly/resolved-resource.ts';
import type { ResolvedResource } from '../../assembly/resolved-resource.ts';
import type { PlanContext } from '../../assembly/resource-type.ts';
import { StartError } from '../../ground/start-error.ts';
import type { StateMachineSettings } from './engine.ts';

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

/** A state machine with its substitutions made, and the role that its executions act as. */
export interface StateMachinePlan extends StateMachineSettings {
  readonly roleArn: string;
}

/**
 * Reads the definition of a state machine from the template or its asset and makes the substitutions. Throws StartError when
 * there is none, or a substitution that nothing is given for.
 */
export function planStateMachine(resource: ResolvedResource, context: PlanContext): StateMachinePlan {
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
  return {
    arn: resource.identity.ref,
    name: resource.identity.attributes['Name'] ?? resource.logicalId,
    roleArn: properties.RoleArn,
    definition,
  };
}

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
