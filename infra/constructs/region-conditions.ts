import { Aws, CfnCondition, Fn, Stack } from 'aws-cdk-lib';
import type { ICfnConditionExpression } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * What a region lacks, as conditions of the template: one template is deployed everywhere. Each is declared in the stack of `scope` at first use, under
 * its name.
 */
const conditions = {
  /**
   * The partition of the China regions. There CloudFront refuses cache and origin request policies ("The parameter CachePolicyId can't be set for
   * this region", aws-cdk 13584, 31033) and IPv6, and X-Ray does not serve Lambda ("Amazon Web Services in China: feature availability").
   */
  InChina: () => Fn.conditionEquals(Aws.PARTITION, 'aws-cn'),
  /** A region to whose buckets CloudFront delivers no standard logs ("Configure standard logging (legacy): S3 bucket permissions"). */
  WithoutDistributionLogs: () =>
    anyOf(regionsWithoutDistributionLogs.map((region) => Fn.conditionEquals(Aws.REGION, region))),
} as const satisfies Readonly<Record<string, () => ICfnConditionExpression>>;

/** Regions that an account opts in to, named in CloudFront's developer guide as not fit for its standard logs. */
export const regionsWithoutDistributionLogs = [
  'af-south-1',
  'ap-east-1',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'me-south-1',
] as const;

/** Name of a condition of the template. */
export type RegionCondition = keyof typeof conditions;

/** `whenTrue` where the condition holds, else `whenFalse`; `leftOut` leaves the property out. */
export function where(scope: Construct, name: RegionCondition, whenTrue: unknown, whenFalse: unknown): unknown {
  return Fn.conditionIf(conditionOf(scope, name).logicalId, whenTrue, whenFalse);
}

/** A property that is not there. */
export const leftOut = { Ref: 'AWS::NoValue' } as const;

/** The condition that holds where another one does not. */
export function conditionWithout(scope: Construct, name: RegionCondition): CfnCondition {
  const id = `Not${name}`;
  return declared(scope, id, () => Fn.conditionNot(conditionOf(scope, name)));
}

function conditionOf(scope: Construct, name: RegionCondition): CfnCondition {
  return declared(scope, name, conditions[name]);
}

function declared(scope: Construct, id: string, expression: () => ICfnConditionExpression): CfnCondition {
  const stack = Stack.of(scope);
  const existing = stack.node.tryFindChild(id);
  return existing instanceof CfnCondition ? existing : new CfnCondition(stack, id, { expression: expression() });
}

// Fn::Or takes two to ten conditions ("Condition functions"); Fn.conditionOr nests what is more.
function anyOf(expressions: readonly ICfnConditionExpression[]): ICfnConditionExpression {
  return Fn.conditionOr(...expressions);
}
