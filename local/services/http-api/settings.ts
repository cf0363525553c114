import * as z from 'zod';
import { templateBoolean } from '../../assembly/template-boolean.ts';
import type { LogSink } from '../../ground/log-sink.ts';
import type { Invoke } from '../../ground/invocation.ts';

const stringList = z.array(z.string());

/** Resolved properties of `AWS::ApiGatewayV2::Api`. `unknown` ones have no local meaning. */
export const apiPropertiesSchema = z.strictObject({
  Name: z.string(),
  ProtocolType: z.literal('HTTP'),
  CorsConfiguration: z
    .strictObject({
      AllowCredentials: templateBoolean.default(false),
      AllowHeaders: stringList.default([]),
      AllowMethods: stringList.default([]),
      AllowOrigins: stringList.default([]),
      ExposeHeaders: stringList.default([]),
      MaxAge: z.coerce.number().optional(),
    })
    .optional(),
  Description: z.unknown().optional(),
  DisableExecuteApiEndpoint: z.unknown().optional(),
  IpAddressType: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

/** Resolved and checked properties of `AWS::ApiGatewayV2::Api`. */
export type ApiProperties = z.output<typeof apiPropertiesSchema>;

/** Resolved properties of `AWS::ApiGatewayV2::Route`. `Target` is `integrations/<id>`, `AuthorizerId` the id given in the settings. */
export const routePropertiesSchema = z.strictObject({
  ApiId: z.string(),
  /** `METHOD /path/{name}`, `ANY /path/{proxy+}` or `$default`. */
  RouteKey: z.string(),
  Target: z.string().startsWith('integrations/'),
  AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: stringList.default([]),
  OperationName: z.unknown().optional(),
});

/** Resolved properties of `AWS::ApiGatewayV2::Integration`: Lambda proxy with payload format 2.0 only. */
export const integrationPropertiesSchema = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY'),
  /** Function ARN, or the `…:apigateway:…:path/2015-03-31/functions/ARN/invocations` form. */
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
  IntegrationMethod: z.unknown().optional(),
  /** Milliseconds, 50 to 30 000 (default 30 000): "HTTP API quotas", maximum integration timeout. */
  TimeoutInMillis: z.coerce.number().int().min(50).max(30_000).default(30_000),
  Description: z.unknown().optional(),
});

/** Resolved properties of `AWS::ApiGatewayV2::Authorizer`: JWT only. */
export const authorizerPropertiesSchema = z.strictObject({
  ApiId: z.string(),
  Name: z.string(),
  AuthorizerType: z.literal('JWT'),
  IdentitySource: z.tuple([z.literal('$request.header.Authorization')]),
  JwtConfiguration: z.strictObject({ Audience: stringList.min(1), Issuer: z.url() }),
});

/** Resolved properties of `AWS::ApiGatewayV2::Stage`. Throttling is accepted and not applied: one person works on this machine. */
export const stagePropertiesSchema = z.strictObject({
  ApiId: z.string(),
  StageName: z.string(),
  AutoDeploy: z.unknown().optional(),
  AccessLogSettings: z.unknown().optional(),
  DefaultRouteSettings: z.unknown().optional(),
  RouteSettings: z.unknown().optional(),
  Description: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

/** A resource of the template under the value its `Ref` resolves to. */
export interface Identified<Properties> {
  readonly id: string;
  readonly properties: Properties;
}

/** One HTTP API with everything that hangs on it. */
export interface HttpApiSettings {
  readonly apiId: string;
  readonly accountId: string;
  readonly region: string;
  readonly api: ApiProperties;
  readonly stage: z.output<typeof stagePropertiesSchema>;
  readonly routes: readonly z.output<typeof routePropertiesSchema>[];
  readonly integrations: readonly Identified<z.output<typeof integrationPropertiesSchema>>[];
  readonly authorizers: readonly Identified<z.output<typeof authorizerPropertiesSchema>>[];
  readonly invoke: Invoke;
  readonly log: LogSink;
  readonly now?: () => Date;
}
