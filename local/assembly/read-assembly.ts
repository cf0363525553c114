import { StartError } from '../ground/start-error.ts';
import { localAccount, localPartition, localRegion, localUrlSuffix } from '../ground/local-account.ts';
import type { Identity, LocalAddresses } from './identity.ts';
import { evaluateCondition, isRecord, noValue, resolveValue, UnresolvedReference } from './intrinsics.ts';
import type { Scope } from './intrinsics.ts';
import { parameterValue } from './parameters.ts';
import type { ResolvedResource } from './resolved-resource.ts';
import type { ResourceTypes } from './resource-type.ts';
import { readAssemblyFiles } from './template.ts';
import type { AssemblyFiles, Stack, TemplateResource } from './template.ts';

/** A cloud assembly with nothing left to resolve. */
export interface Assembly {
  readonly resources: readonly ResolvedResource[];
  /** Object key → absolute path of the asset file or folder. */
  readonly assets: ReadonlyMap<string, string>;
  /** Outputs by stack, as `cdk deploy --outputs-file` writes them. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What reading an assembly needs from outside. */
export interface AssemblyOptions {
  /** Folder that `cdk synth` wrote. */
  readonly folder: string;
  /** Values of template parameters; those a template does not declare are ignored. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly addresses: LocalAddresses;
  /** Every type that a template may use. A type that is not in it stops the start, so nothing is ever skipped unnoticed. */
  readonly resourceTypes: ResourceTypes;
  /** Where the stacks are; default this machine. */
  readonly place?: Place;
}

/** What the pseudo parameters of a template say of its place. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly urlSuffix: string;
}

const here: Place = { partition: localPartition, region: localRegion, urlSuffix: localUrlSuffix };

/**
 * Reads a cloud assembly and resolves parameters, conditions, references and intrinsic functions across its stacks.
 * Throws StartError, naming stack, resource and property, for a resource type that is neither run nor listed as without
 * local meaning, a reference that leads nowhere, or a function that is not understood.
 */
export function readAssembly(options: AssemblyOptions): Assembly {
  const files = readAssemblyFiles(options.folder);
  checkResourceTypes(files.stacks, options.resourceTypes);
  const resolvers = new Map<string, StackResolver>();
  const network: StackNetwork = {
    importValue: (name) => {
      for (const resolver of resolvers.values()) {
        const output = resolver.exported(name);
        if (output !== undefined) return resolver.output(output);
      }
      throw new UnresolvedReference(`no stack exports ${name}`);
    },
    stackOutput: (stack, output) => {
      const resolver = resolvers.get(stack);
      if (!resolver) throw new UnresolvedReference(`there is no stack ${stack}`);
      return resolver.output(output);
    },
  };
  for (const stack of files.stacks) resolvers.set(stack.name, new StackResolver(stack, options, network));
  for (const resolver of resolvers.values()) resolver.checkRules();
  return {
    resources: [...resolvers.values()].flatMap((resolver) => resolver.resources()),
    assets: files.assets,
    outputs: Object.fromEntries([...resolvers].map(([name, resolver]) => [name, resolver.outputs()])),
  };
}

/** Names of all template parameters of an assembly folder. */
export function parameterNames(files: AssemblyFiles): ReadonlySet<string> {
  return new Set(files.stacks.flatMap((stack) => Object.keys(stack.template.Parameters)));
}

interface StackNetwork {
  importValue(name: string): unknown;
  stackOutput(stack: string, output: string): unknown;
}

class StackResolver implements Scope {
  readonly #stack: Stack;
  readonly #options: AssemblyOptions;
  readonly #network: StackNetwork;
  readonly #identities = new Map<string, Identity>();
  readonly #conditions = new Map<string, boolean>();
  readonly #inProgress = new Set<string>();

  constructor(stack: Stack, options: AssemblyOptions, network: StackNetwork) {
    this.#stack = stack;
    this.#options = options;
    this.#network = network;
  }

  /** Throws StartError for a rule of the template whose assertions do not hold, as CloudFormation refuses the stack. */
  checkRules(): void {
    const { name, template } = this.#stack;
    for (const [rule, declaration] of Object.entries(template.Rules)) {
      // CDK adds this one to every stack: the account must be bootstrapped. There is no account here.
      if (rule === 'CheckBootstrapVersion') continue;
      const place = `stack ${name}, rule ${rule}`;
      const { RuleCondition, Assertions } = declaration;
      if (RuleCondition !== undefined && !evaluateCondition(RuleCondition, this, place)) continue;
      const broken = Assertions.find(({ Assert }) => !evaluateCondition(Assert, this, place));
      if (broken) throw new StartError(`${place}: ${broken.AssertDescription ?? 'an assertion does not hold'}`);
    }
  }

  ref(name: string): unknown {
    if (name.startsWith('AWS::')) return this.#pseudoParameter(name);
    const declaration = this.#stack.template.Parameters[name];
    if (declaration) return parameterValue(this.#stack.name, name, declaration, this.#options.parameters[name]);
    return this.#identity(name).ref;
  }

  attribute(logicalId: string, attribute: string): unknown {
    const value = this.#identity(logicalId).attributes[attribute];
    if (value !== undefined) return value;
    const type = this.#stack.template.Resources[logicalId]?.Type ?? '';
    throw new UnresolvedReference(`${logicalId} (${type}) has no attribute ${attribute} locally`);
  }

  condition(name: string): boolean {
    const known = this.#conditions.get(name);
    if (known !== undefined) return known;
    const declaration = this.#stack.template.Conditions[name];
    if (declaration === undefined) throw new StartError(`stack ${this.#stack.name}: there is no condition ${name}`);
    const place = `stack ${this.#stack.name}, condition ${name}`;
    const value = this.#once(place, () => evaluateCondition(declaration, this, place));
    this.#conditions.set(name, value);
    return value;
  }

  mapping(map: string, first: string, second: string): unknown {
    const value = this.#stack.template.Mappings[map]?.[first]?.[second];
    if (value === undefined) throw new UnresolvedReference(`there is no mapping ${map}.${first}.${second}`);
    return value;
  }

  importValue(name: string): unknown {
    return this.#network.importValue(name);
  }

  stackOutput(stack: string, output: string): unknown {
    return this.#network.stackOutput(stack, output);
  }

  /** Logical id of the output exported under a name. */
  exported(name: string): string | undefined {
    for (const [id, output] of Object.entries(this.#stack.template.Outputs)) {
      if (!output.Export || (output.Condition !== undefined && !this.condition(output.Condition))) continue;
      const place = `stack ${this.#stack.name}, output ${id}.Export`;
      if (resolveValue(output.Export.Name, this, place) === name) return id;
    }
    return undefined;
  }

  output(id: string): unknown {
    const place = `stack ${this.#stack.name}, output ${id}`;
    const output = this.#stack.template.Outputs[id];
    if (!output) throw new UnresolvedReference(`stack ${this.#stack.name} has no output ${id}`);
    return this.#once(place, () => resolveValue(output.Value, this, place));
  }

  outputs(): Record<string, string> {
    const result: Record<string, string> = {};
    for (const [id, output] of Object.entries(this.#stack.template.Outputs)) {
      if (output.Condition !== undefined && !this.condition(output.Condition)) continue;
      const value = this.output(id);
      result[id] = typeof value === 'string' ? value : JSON.stringify(value);
    }
    return result;
  }

  resources(): ResolvedResource[] {
    return Object.entries(this.#stack.template.Resources)
      .filter(([, resource]) => resource.Condition === undefined || this.condition(resource.Condition))
      .map(([logicalId, resource]) => {
        const properties = resolveValue(resource.Properties, this, this.#place(logicalId, resource));
        return {
          stack: this.#stack.name,
          logicalId,
          constructPath: constructPath(resource) ?? logicalId,
          type: resource.Type,
          identity: this.#identity(logicalId),
          properties: isRecord(properties) ? properties : {},
        };
      });
  }

  #identity(logicalId: string): Identity {
    const known = this.#identities.get(logicalId);
    if (known) return known;
    const resource = this.#stack.template.Resources[logicalId];
    const type = resource && this.#options.resourceTypes[resource.Type];
    if (!resource || !type)
      throw new UnresolvedReference(`there is nothing named ${logicalId} in stack ${this.#stack.name}`);
    if (resource.Condition !== undefined && !this.condition(resource.Condition)) {
      throw new UnresolvedReference(`${logicalId} is left out by condition ${resource.Condition}`);
    }
    const place = this.#place(logicalId, resource);
    const identity = this.#once(place, () =>
      type.identify({
        stack: this.#stack.name,
        logicalId,
        addresses: this.#options.addresses,
        property: (name) => {
          const value = resolveValue(resource.Properties[name], this, `${place}.${name}`);
          if (value === undefined || value === noValue) return undefined;
          if (typeof value === 'string') return value;
          throw new StartError(`${place}.${name}: a string is expected`);
        },
      }),
    );
    this.#identities.set(logicalId, identity);
    return identity;
  }

  #place(logicalId: string, resource: TemplateResource): string {
    return `stack ${this.#stack.name}, resource ${logicalId} (${resource.Type})`;
  }

  #pseudoParameter(name: string): unknown {
    const { partition, region, urlSuffix } = this.#options.place ?? here;
    switch (name) {
      case 'AWS::AccountId':
        return localAccount;
      case 'AWS::Region':
        return region;
      case 'AWS::Partition':
        return partition;
      case 'AWS::URLSuffix':
        return urlSuffix;
      case 'AWS::StackName':
        return this.#stack.name;
      case 'AWS::StackId':
        return `arn:${partition}:cloudformation:${region}:${localAccount}:stack/${this.#stack.name}/local`;
      case 'AWS::NotificationARNs':
        return [];
      case 'AWS::NoValue':
        return noValue;
      default:
        throw new UnresolvedReference(`there is no pseudo parameter ${name}`);
    }
  }

  // A name or output that needs itself would recurse for ever.
  #once<T>(place: string, run: () => T): T {
    if (this.#inProgress.has(place)) throw new StartError(`${place}: the reference leads back to itself`);
    this.#inProgress.add(place);
    try {
      return run();
    } finally {
      this.#inProgress.delete(place);
    }
  }
}

function checkResourceTypes(stacks: readonly Stack[], types: ResourceTypes): void {
  for (const stack of stacks) {
    for (const [logicalId, resource] of Object.entries(stack.template.Resources)) {
      if (Object.hasOwn(types, resource.Type)) continue;
      throw new StartError(
        `stack ${stack.name}, resource ${constructPath(resource) ?? logicalId}: the local cloud does not know the type ${resource.Type}; ` +
          'give it to a service of local/services/registry.ts, or the reason why it has no local meaning to local/services/without-meaning.ts',
      );
    }
  }
}

function constructPath(resource: TemplateResource): string | undefined {
  if (!isRecord(resource.Metadata)) return undefined;
  const value = resource.Metadata['aws:cdk:path'];
  return typeof value === 'string' ? value : undefined;
}
