import type { ResourceTypes } from '../assembly/resource-type.ts';
import { awsJsonService } from './aws-json-service.ts';
import { distributionService } from './distribution/service.ts';
import { dynamodbService } from './dynamodb/service.ts';
import { emailService } from './email/service.ts';
import { eventsService } from './events/service.ts';
import { httpApiService } from './http-api/service.ts';
import { identityService } from './identity/service.ts';
import { lambdaService } from './lambda/service.ts';
import { queuesService } from './queues/service.ts';
import { s3Service } from './s3/service.ts';
import { secretsService } from './secrets/service.ts';
import type { LocalService } from './service.ts';
import { siteDeploymentService } from './site-deployment/service.ts';
import { stepFunctionsService } from './step-functions/service.ts';
import { streamsService } from './streams/service.ts';
import { typesWithoutMeaning } from './without-meaning.ts';

/** The services of a new cloud in the order of their start. A new one is a line here, before those that need it at their start. */
export function createServices(): readonly LocalService[] {
  const functions = lambdaService();
  const queues = queuesService();
  const events = eventsService(functions, queues);
  const storage = s3Service(events);
  const apis = httpApiService(functions);
  const secrets = secretsService();
  const database = dynamodbService();
  const early = [identityService(), database, queues, functions, secrets, emailService(events)];
  const late = [
    storage,
    siteDeploymentService(storage),
    events,
    stepFunctionsService(functions, events),
    streamsService(functions, queues, database),
    apis,
    distributionService(apis, storage, secrets),
  ];
  // Functions that Step Functions resumes call these services at once, so they listen before.
  return [...early, awsJsonService([...early, ...late]), ...late];
}

/** Every resource type that a template may use: those that the services run, and those without local meaning. */
export function resourceTypesOf(services: readonly LocalService[]): ResourceTypes {
  const run = services.flatMap(({ resourceTypes }) => Object.entries(resourceTypes));
  return { ...typesWithoutMeaning, ...Object.fromEntries(run) };
}
