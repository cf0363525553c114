import { createServer } from 'node:http';
import type * as z from 'zod';
import { generatedId, numbered } from '../../assembly/identity.ts';
import type { Identify } from '../../assembly/identity.ts';
import { checkedType } from '../../assembly/plan.ts';
import type { ResolvedResource } from '../../assembly/resolved-resource.ts';
import { close, listen } from '../../ground/http-server.ts';
import { localAccount, localRegion, localUrlSuffix } from '../../ground/local-account.ts';
import type { LogSink } from '../../ground/log-sink.ts';
import { StartError } from '../../ground/start-error.ts';
import type { Functions } from '../lambda/service.ts';
import type { LocalService } from '../service.ts';
import { createHttpApi } from './server.ts';
import type { HttpApiHandler } from './server.ts';
import {
  apiPropertiesSchema,
  authorizerPropertiesSchema,
  integrationPropertiesSchema,
  routePropertiesSchema,
  stagePropertiesSchema,
} from './settings.ts';
import type { HttpApiSettings, Identified } from './settings.ts';

/** The HTTP APIs, for the distribution in front of them. */
export interface HttpApis extends LocalService {
  /** Handlers by the domain names that origins give. Throws StartError for an API without exactly one stage. */
  handlers(log: LogSink): ReadonlyMap<string, HttpApiHandler>;
}

/** The address at which anybody reaches the API past the distribution, which itself finds the API by its domain name. */
const identifyApi: Identify = (context) => {
  const id = generatedId(context, 10);
  return { ref: id, attributes: { ApiId: id, ApiEndpoint: context.addresses.api } };
};

const identifyStage: Identify = (context) => ({ ref: context.property('StageName') ?? '$default', attributes: {} });

/** API Gateway: HTTP APIs with JWT authorizers and functions behind their routes. */
export function httpApiService(functions: Pick<Functions, 'invoke' | 'load'>): HttpApis {
  const apis: Identified<z.output<typeof apiPropertiesSchema>>[] = [];
  const stages: z.output<typeof stagePropertiesSchema>[] = [];
  const routes: z.output<typeof routePropertiesSchema>[] = [];
  const integrations: Identified<z.output<typeof integrationPropertiesSchema>>[] = [];
  const authorizers: Identified<z.output<typeof authorizerPropertiesSchema>>[] = [];
  const into =
    <Properties>(list: Identified<Properties>[]) =>
    (properties: Properties, resource: ResolvedResource): void =>
      void list.push({ id: resource.identity.ref, properties });

  const settingsOf = (id: string, api: HttpApiSettings['api'], log: LogSink): HttpApiSettings => {
    const [stage, ...others] = stages.filter(({ ApiId }) => ApiId === id);
    if (!stage || others.length > 0) throw new StartError(`HTTP API ${id}: exactly one stage can be run locally`);
    return {
      apiId: id,
      accountId: localAccount,
      region: localRegion,
      api,
      stage,
      routes: routes.filter(({ ApiId }) => ApiId === id),
      integrations: integrations.filter(({ properties }) => properties.ApiId === id),
      authorizers: authorizers.filter(({ properties }) => properties.ApiId === id),
      invoke: functions.invoke,
      log,
    };
  };

  let made: ReadonlyMap<string, HttpApiHandler> | undefined;
  const handlers = (log: LogSink) =>
    (made ??= new Map(
      apis.map(({ id, properties }) => [domainOf(id), createHttpApi(settingsOf(id, properties, log))]),
    ));

  return {
    resourceTypes: {
      'AWS::ApiGatewayV2::Api': checkedType(identifyApi, apiPropertiesSchema, into(apis)),
      'AWS::ApiGatewayV2::Authorizer': checkedType(
        numbered(6, 'AuthorizerId'),
        authorizerPropertiesSchema,
        into(authorizers),
      ),
      'AWS::ApiGatewayV2::Integration': checkedType(
        numbered(7, 'IntegrationId'),
        integrationPropertiesSchema,
        into(integrations),
      ),
      'AWS::ApiGatewayV2::Route': checkedType(numbered(7, 'RouteId'), routePropertiesSchema, (properties) =>
        routes.push(properties),
      ),
      'AWS::ApiGatewayV2::Stage': checkedType(identifyStage, stagePropertiesSchema, (properties) =>
        stages.push(properties),
      ),
    },
    checkPermissions: (permissions) => {
      for (const { ApiId, IntegrationUri } of integrations.map(({ properties }) => properties)) {
        const source = `arn:aws:execute-api:${localRegion}:${localAccount}:${ApiId}/`;
        const caller = { name: `HTTP API ${ApiId}`, principal: 'apigateway.amazonaws.com', source };
        permissions.requireInvocation(IntegrationUri, caller);
      }
    },
    warm: () => functions.load(integrations.map(({ properties }) => properties.IntegrationUri)),
    handlers,
    start: async ({ ports, log, stops }) => {
      const [handler, ...others] = handlers(log).values();
      if (handler === undefined) return;
      if (others.length > 0) throw new StartError('exactly one HTTP API can have an address of its own locally');
      const server = createServer((request, response) => void handler(request, response));
      await listen(server, ports.api, '127.0.0.1', 'api');
      stops.add('http-api', () => close(server));
    },
  };
}

function domainOf(id: string): string {
  return `${id}.execute-api.${localRegion}.${localUrlSuffix}`;
}
