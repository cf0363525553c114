import { Aws, CfnCondition, Duration, Fn } from 'aws-cdk-lib';
import { CfnRule, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { CfnPolicy, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping, EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { deploymentParameter } from './deployment-parameter.ts';
import type { ProductFunction } from './product-function.ts';

/** Who queues the e-mails, and what sends them. */
export interface MailDispatchProps {
  readonly dispatcher: ProductFunction;
  readonly sender: ProductFunction;
  /** The configuration set of SES with which every e-mail is sent (infra/stacks/mail.ts). */
  readonly configurationSet: string;
}

/**
 * Has every new message sent by e-mail too, where the parameter EmailSender names a sender: the dispatcher of the table's stream, which two functions read
 * and no third can, queues it. What SES says of e-mails that come back joins the same queue, so that it is tried again, kept and mended like them. Where it does not, as in the China regions, which have no SES, nothing is queued, nothing calls the function and it may send nothing.
 */
export class MailDispatch extends Construct {
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, { dispatcher, sender, configurationSet }: MailDispatchProps) {
    super(scope, id);
    const address = deploymentParameter(this, 'EmailSender');
    const enabled = new CfnCondition(this, 'Enabled', {
      expression: Fn.conditionNot(Fn.conditionEquals(address, '')),
    });
    enabled.overrideLogicalId('EmailEnabled');
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters');
    const queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // Six times the function's timeout of 60 s ("Configuring an Amazon SQS queue as an event source").
      visibilityTimeout: Duration.minutes(6),
      // An e-mail that is older than a day is better not sent at all.
      retentionPeriod: Duration.days(1),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 3 },
    });
    dispatcher.bindMailQueue({ queue, url: Fn.conditionIf(enabled.logicalId, queue.queueUrl, '').toString() });
    this.#deliver(queue, sender, enabled);
    sender.addEnvironment('EMAIL_CONFIGURATION_SET', configurationSet);
    this.#allowSending(sender, { address, configurationSet }, enabled);
    const returned = new Rule(this, 'Returned', {
      description: 'An e-mail came back, or its reader called it spam',
      eventPattern: {
        source: ['aws.ses'],
        detailType: ['Email Bounced', 'Email Complaint Received'],
        detail: { mail: { tags: { 'ses:configuration-set': [configurationSet] } } },
      },
      targets: [new SqsQueue(queue)],
    });
    const { defaultChild } = returned.node;
    if (!(defaultChild instanceof CfnRule)) throw new Error('the rule has no resource');
    // Always there, because the policy of the queue names it.
    defaultChild.state = Fn.conditionIf(enabled.logicalId, 'ENABLED', 'DISABLED').toString();
  }

  #deliver(queue: Queue, sender: ProductFunction, enabled: CfnCondition): void {
    const mapping = new EventSourceMapping(this, 'Mapping', {
      target: sender,
      eventSourceArn: queue.queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
    });
    const reading = new PolicyStatement({
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'],
      resources: [queue.queueArn],
    });
    // Lambda checks the role when it makes the mapping.
    const granted = sender.role?.addToPrincipalPolicy(reading).policyDependable;
    if (granted) mapping.node.addDependency(granted);
    const { defaultChild } = mapping.node;
    if (!(defaultChild instanceof CfnEventSourceMapping)) throw new Error('the mapping has no resource');
    defaultChild.cfnOptions.condition = enabled;
  }

  /** Whoever sends needs the identity that SES has verified, the address itself or its domain, and the configuration set. */
  #allowSending(
    { role }: ProductFunction,
    { address, configurationSet }: { address: string; configurationSet: string },
    enabled: CfnCondition,
  ): void {
    if (!role) throw new Error('the function has no role');
    const resource = (name: string) => `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:${name}`;
    const identity = (name: string) => resource(`identity/${name}`);
    const domain = Fn.select(1, Fn.split('@', address));
    const policy = new Policy(this, 'Sending', {
      roles: [role],
      statements: [
        new PolicyStatement({
          actions: ['ses:SendEmail'],
          resources: [identity(address), identity(domain), resource(`configuration-set/${configurationSet}`)],
          conditions: { StringEquals: { 'ses:FromAddress': address } },
        }),
      ],
    });
    const { defaultChild } = policy.node;
    if (!(defaultChild instanceof CfnPolicy)) throw new Error('the policy has no resource');
    defaultChild.cfnOptions.condition = enabled;
  }
}
