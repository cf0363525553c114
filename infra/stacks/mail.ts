import { Aws, Stack } from 'aws-cdk-lib';
import { CfnConfigurationSet, CfnConfigurationSetEventDestination } from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import type { NamedStackProps } from './storage.ts';

/** How the configuration set is named. */
export interface MailProps extends NamedStackProps {
  readonly configurationSet: string;
}

/**
 * What SES needs to say which e-mails came back. A stack by itself, deployed only where e-mail is sent (operations/deploy): CloudFormation refuses a template with types
 * that its region does not know, whatever their conditions, and the China regions have no SES. Others know the set by its name, so that nothing depends on this stack.
 */
export class Mail extends Stack {
  constructor(scope: Construct, id: string, { stackName, configurationSet }: MailProps) {
    super(scope, id, { stackName, description: 'Registration: what becomes of e-mails' });
    const set = new CfnConfigurationSet(this, 'ConfigurationSet', {
      name: configurationSet,
      reputationOptions: { reputationMetricsEnabled: true },
      // None: an address is held back by what is known here, until its owner gives it again; the list of the account would go on holding it back.
      suppressionOptions: { suppressedReasons: [] },
    });
    new CfnConfigurationSetEventDestination(this, 'Returned', {
      configurationSetName: set.ref,
      eventDestination: {
        enabled: true,
        matchingEventTypes: ['bounce', 'complaint'],
        // SES takes the bus of the account and no other ("EventBridgeDestination").
        eventBridgeDestination: {
          eventBusArn: `arn:${Aws.PARTITION}:events:${Aws.REGION}:${Aws.ACCOUNT_ID}:event-bus/default`,
        },
      },
    });
  }
}
