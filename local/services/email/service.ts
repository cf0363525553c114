import type { RestHandler } from '../../ground/aws-json/server.ts';
import type { LocalService } from '../service.ts';
import { startEmail } from './inbox.ts';

/** SES: only where the template names a sender is it used at all. */
export function emailService(): LocalService {
  let inbox: RestHandler | undefined;
  return {
    resourceTypes: {},
    sdkNames: { SESV2: 'awsJson' },
    rest: (request) => inbox?.(request),
    start: ({ parameters, dataPath }) => {
      const { EmailSender: sender = '' } = parameters;
      if (sender !== '') inbox = startEmail({ sender, dataFolder: dataPath('email') });
      return Promise.resolve();
    },
  };
}
