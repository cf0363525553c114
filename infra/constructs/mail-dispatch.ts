import { Aws, CfnCondition, Fn } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { CfnPolicy, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { deploymentParameter } from './deployment-parameter.ts';
import type { ProductFunction } from './product-function.ts';
import { mapStream } from './stream-mapping.ts';

/** Where messages come from, and what sends them. */
export interface MailDispatchProps {
  readonly table: Table;
  readonly sender: ProductFunction;
}

/**
 * Has every new message sent by e-mail too, where the parameter EmailSender names a sender. Where it does not, as in the China regions,
 * which have no SES, the function is there but nothing calls it and it may send nothing.
 */
export class MailDispatch extends Construct {
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, { table, sender }: MailDispatchProps) {
    super(scope, id);
    const address = deploymentParameter(this, 'EmailSender');
    const enabled = new CfnCondition(this, 'Enabled', {
      expression: Fn.conditionNot(Fn.conditionEquals(address, '')),
    });
    enabled.overrideLogicalId('EmailEnabled');
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters');
    const { defaultChild: mapping } = mapStream(this, {
      table,
      target: sender,
      patterns: [messageInserted],
      batchSize: 10,
      parallelizationFactor: 1,
      // An outage of SES holds up its shard for three tries of at most 60 s; what it loses then lies in the queue.
      retryAttempts: 2,
      deadLetters: this.deadLetters,
      // Switched on later, nobody gets an e-mail of every message of the day before.
      startingPosition: StartingPosition.LATEST,
    }).node;
    if (!(mapping instanceof CfnEventSourceMapping)) throw new Error('the mapping has no resource');
    mapping.cfnOptions.condition = enabled;
    this.#allowSending(sender, address, enabled);
  }

  /** Whoever sends needs the identity that SES has verified: the address itself or its domain. */
  #allowSending({ role }: ProductFunction, address: string, enabled: CfnCondition): void {
    if (!role) throw new Error('the function has no role');
    const identity = (name: string) => `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:identity/${name}`;
    const domain = Fn.select(1, Fn.split('@', address));
    const policy = new Policy(this, 'Sending', {
      roles: [role],
      statements: [
        new PolicyStatement({
          actions: ['ses:SendEmail'],
          resources: [identity(address), identity(domain)],
          conditions: { StringEquals: { 'ses:FromAddress': address } },
        }),
      ],
    });
    const { defaultChild } = policy.node;
    if (!(defaultChild instanceof CfnPolicy)) throw new Error('the policy has no resource');
    defaultChild.cfnOptions.condition = enabled;
  }
}

// `__edb_e__` is the attribute in which ElectroDB keeps the name of an item's entity.
const messageInserted = { eventName: ['INSERT'], dynamodb: { NewImage: { __edb_e__: { S: ['message'] } } } };
