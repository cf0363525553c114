import { identifyAnything, named } from '../../assembly/identity.ts';
import { checkedType } from '../../assembly/plan.ts';
import type { RestHandler } from '../../ground/aws-json/server.ts';
import type { EventService } from '../events/service.ts';
import type { LocalService } from '../service.ts';
import { startEmail } from './inbox.ts';
import { configurationSetSchema, eventDestinationSchema } from './settings.ts';

const identifySet = named('ses', 'configuration-set/', 'Name', 64);

/** SES: only where the template names a sender is it used at all. What becomes of an e-mail is published as the template says. */
export function emailService({ publish }: Pick<EventService, 'publish'>): LocalService {
  let inbox: RestHandler | undefined;
  const sets = new Map<string, Set<string>>();
  return {
    resourceTypes: {
      'AWS::SES::ConfigurationSet': checkedType(identifySet, configurationSetSchema, ({ Name }) => {
        if (!sets.has(Name)) sets.set(Name, new Set());
      }),
      'AWS::SES::ConfigurationSetEventDestination': checkedType(
        identifyAnything,
        eventDestinationSchema,
        ({ ConfigurationSetName: name, EventDestination: { MatchingEventTypes } }) =>
          sets.set(name, new Set([...(sets.get(name) ?? []), ...MatchingEventTypes])),
      ),
    },
    sdkNames: { SESV2: 'awsJson' },
    rest: (request) => inbox?.(request),
    start: ({ parameters, dataPath }) => {
      const { EmailSender: sender = '' } = parameters;
      if (sender !== '') inbox = startEmail({ sender, dataFolder: dataPath('email'), sets, publish });
      return Promise.resolve();
    },
  };
}
