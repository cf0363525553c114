import { CfnCondition, Duration, Fn } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CfnRoute,
  CfnStage,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import type { IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { ApiName, Party } from '../../api/endpoint.ts';
import { endpointList } from '../../api/endpoints.ts';
import { deploymentParameter } from './deployment-parameter.ts';
import { KeptLogGroup } from './kept-log-group.ts';
import type { ProductFunction } from './product-function.ts';

/** What answers and what is written down of it. */
export interface RegistrationApiProps {
  /** Encrypts the access logs. */
  readonly encryptionKey: Key;
  /** The function that answers each API. */
  readonly functions: Readonly<Record<ApiName, ProductFunction>>;
}

/** Longest an answer may take: the limit of API Gateway for HTTP APIs is 30 s, CDK's is 29. */
export const apiTimeout = Duration.seconds(29);

/** The HTTP API: one route per endpoint of the contract, the token checked by the authorizer of the endpoint's party, and one for all else. */
export class RegistrationApi extends Construct {
  readonly api: HttpApi;
  readonly stage: HttpStage;

  constructor(scope: Construct, id: string, props: RegistrationApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      description: 'Registration: practitioner, employer, department and public API',
      createDefaultStage: false,
    });
    this.stage = this.#defineStage(props.encryptionKey);
    const integrations = mapApis(
      (api) =>
        new HttpLambdaIntegration(api, props.functions[api], {
          timeout: apiTimeout,
          // One permission per function: one per route exceeds the 20 kB of a function's policy.
          scopePermissionToRoute: false,
        }),
    );
    const authorizers = this.#defineAuthorizers();
    const publicRoutes: HttpRoute[] = [];
    for (const { name, endpoint } of endpointList) {
      const route = new HttpRoute(this, routeId(endpoint.api, name), {
        httpApi: this.api,
        routeKey: HttpRouteKey.with(endpoint.path, methods[endpoint.method]),
        integration: integrations[endpoint.api],
        authorizer: authorizers[endpoint.party],
      });
      if (endpoint.party === 'anyone') publicRoutes.push(route);
    }
    this.#throttle(publicRoutes);
    // What is at no address of the contract is refused by a function too, with a problem document like everything else.
    new HttpRoute(this, 'Unknown', {
      httpApi: this.api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: integrations.public,
      authorizer: authorizers.anyone,
    });
  }

  /**
   * Gives each route that needs no sign-in a throttle of its own, far below that of the stage: "route-level throttling" counts for itself, so that a flood
   * of anonymous requests is refused before it uses what officers and applicants need.
   */
  #throttle(routes: readonly HttpRoute[]): void {
    const { defaultChild } = this.stage.node;
    if (!(defaultChild instanceof CfnStage)) throw new Error('the stage has no resource');
    // A route with settings of its own has nothing of the stage's.
    const DetailedMetricsEnabled = this.#routeMetrics();
    const settings = { ...publicThrottle, DetailedMetricsEnabled };
    defaultChild.addPropertyOverride('DefaultRouteSettings.DetailedMetricsEnabled', DetailedMetricsEnabled);
    defaultChild.routeSettings = Object.fromEntries(routes.map((route) => [keyOf(route), settings]));
    // The settings of a route that is not there are refused.
    for (const route of routes) this.stage.node.addDependency(route);
  }

  /** Metrics of every route cost about 100 USD a month and are read by nobody but who looks for something. */
  #routeMetrics(): ReturnType<typeof Fn.conditionIf> {
    const wanted = new CfnCondition(this, 'MeasuresRoutes', {
      expression: Fn.conditionEquals(deploymentParameter(this, 'RouteMetrics'), 'true'),
    });
    return Fn.conditionIf(wanted.logicalId, true, false);
  }

  #defineAuthorizers(): Readonly<Record<Party, IHttpRouteAuthorizer>> {
    const jwtAudience = [deploymentParameter(this, 'ApiAudience')];
    const province = new HttpJwtAuthorizer('Province', deploymentParameter(this, 'ProvinceIssuer'), { jwtAudience });
    const staff = new HttpJwtAuthorizer('Staff', deploymentParameter(this, 'StaffIssuer'), { jwtAudience });
    return { person: province, 'legal-person': province, staff, anyone: new HttpNoneAuthorizer() };
  }

  #defineStage(encryptionKey: Key): HttpStage {
    const logs = new KeptLogGroup(this, 'AccessLogs', { encryptionKey });
    return new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      // The peak is the last day before a renewal deadline: 20,000 people within 3 hours, 30 calls each, is 56 a second; doubled, and
      // a burst of four seconds of it.
      throttle: { rateLimit: 120, burstLimit: 480 },
      accessLogSettings: { destination: new LogGroupLogDestination(logs), format: accessLogFormat },
    });
  }
}

function keyOf({ path = '', node: { defaultChild } }: HttpRoute): string {
  if (!(defaultChild instanceof CfnRoute)) throw new Error(`${path} has no resource`);
  return defaultChild.routeKey;
}

// Ten notices read, or certificates verified, a second are 36,000 an hour: ten times the tenders of a busy day.
const publicThrottle = { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 40 } as const;

const methods = { GET: HttpMethod.GET, POST: HttpMethod.POST, PUT: HttpMethod.PUT, DELETE: HttpMethod.DELETE } as const;

// No query string and no path: identifiers of people may stand in them. The route key says which endpoint it was.
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    ip: '$context.identity.sourceIp',
    route: '$context.routeKey',
    status: '$context.status',
    responseLength: '$context.responseLength',
    latencyMs: '$context.responseLatency',
    integrationLatencyMs: '$context.integrationLatency',
    error: '$context.error.message',
    authorizerError: '$context.authorizer.error',
  }),
);

function mapApis<Value>(make: (api: ApiName) => Value): Readonly<Record<ApiName, Value>> {
  return {
    practitioner: make('practitioner'),
    employer: make('employer'),
    department: make('department'),
    public: make('public'),
  };
}

/** Id of the construct of an endpoint's route. */
export function routeId(api: ApiName, name: string): string {
  return capitalized(api) + capitalized(name);
}

/** A name as the id of a construct has it. */
export function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
