import { createHash } from 'node:crypto';
import { localAccount, localPartition, localRegion } from '../ground/local-account.ts';

/** Where pieces of the local cloud answer, as far as physical names contain it. */
export interface LocalAddresses {
  /** Host and port of the site's origin, for example `localhost:4300`. */
  readonly siteHost: string;
  /** Address of the AWS JSON services, for example `http://127.0.0.1:4303`. */
  readonly awsJson: string;
  /** Address of the HTTP API itself, for example `http://127.0.0.1:4306`. */
  readonly api: string;
}

/** What Ref and Fn::GetAtt of a resource answer. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What a physical name is made of. `property` gives a resolved text property, or undefined when absent. */
export interface IdentityContext {
  readonly stack: string;
  readonly logicalId: string;
  readonly addresses: LocalAddresses;
  property(name: string): string | undefined;
}

/** Makes the physical name, ARN and attributes of a resource: a pure function of the template, so they are the same at every start. */
export type Identify = (context: IdentityContext) => Identity;

/** ARN on this machine. `resource` is everything behind the account. */
export function localArn(service: string, resource: string, { regional = true, account = true } = {}): string {
  return ['arn', localPartition, service, regional ? localRegion : '', account ? localAccount : '', resource].join(':');
}

/** The name given by a property, else one made of stack and logical id, at most `longest` characters. */
export function physicalName(context: IdentityContext, property: string, longest: number): string {
  const name = context.property(property) ?? `${context.stack}-${context.logicalId}`;
  return name.length <= longest ? name : `${name.slice(0, longest - 9)}-${digest(name, 8)}`;
}

/** An id of lower-case letters and digits that depends only on stack and logical id, as API Gateway and CloudFront hand them out. */
export function generatedId(context: IdentityContext, length: number): string {
  return digest(`${context.stack}/${context.logicalId}`, length);
}

/** Identity of a resource whose Ref is its name and whose ARN is `service:prefix + name`. */
export function named(service: string, prefix: string, property: string, longest: number): Identify {
  return (context) => {
    const name = physicalName(context, property, longest);
    return { ref: name, attributes: { Arn: localArn(service, prefix + name), Name: name } };
  };
}

/** Identity of a resource whose Ref is a generated id; `attributes` repeat that id. */
export function numbered(length: number, ...attributes: readonly string[]): Identify {
  return (context) => {
    const id = generatedId(context, length);
    return { ref: id, attributes: Object.fromEntries(attributes.map((attribute) => [attribute, id])) };
  };
}

/** What only has to have some stable Ref. */
export const identifyAnything: Identify = (context) => ({
  ref: `${context.stack}-${context.logicalId}`,
  attributes: { Id: `${context.stack}-${context.logicalId}` },
});

function digest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}
