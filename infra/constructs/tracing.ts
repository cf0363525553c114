import { CfnResource } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { leftOut, where } from './region-conditions.ts';

/** Has a function or state machine traced by X-Ray, but in the China regions, where X-Ray does not serve Lambda and half a trace explains nothing. */
export function traceWhereThereIs(
  construct: Construct,
  property: string,
  setting: Readonly<Record<string, unknown>>,
): void {
  const { defaultChild } = construct.node;
  if (!(defaultChild instanceof CfnResource)) throw new Error(`${construct.node.path} has no resource`);
  defaultChild.addPropertyOverride(property, where(construct, 'InChina', leftOut, setting));
}
