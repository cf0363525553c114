import * as z from 'zod';
import { templateBoolean } from '../../assembly/template-boolean.ts';

const overridden = { Override: templateBoolean };

/** Resolved properties of `AWS::CloudFront::ResponseHeadersPolicy`. */
export const responseHeadersPolicySchema = z.strictObject({
  ResponseHeadersPolicyConfig: z.strictObject({
    Name: z.string(),
    Comment: z.unknown().optional(),
    SecurityHeadersConfig: z
      .strictObject({
        ContentSecurityPolicy: z.strictObject({ ContentSecurityPolicy: z.string(), ...overridden }).optional(),
        ContentTypeOptions: z.strictObject(overridden).optional(),
        FrameOptions: z.strictObject({ FrameOption: z.string(), ...overridden }).optional(),
        ReferrerPolicy: z.strictObject({ ReferrerPolicy: z.string(), ...overridden }).optional(),
        StrictTransportSecurity: z
          .strictObject({
            AccessControlMaxAgeSec: z.coerce.number(),
            IncludeSubdomains: templateBoolean.default(false),
            Preload: templateBoolean.default(false),
            ...overridden,
          })
          .optional(),
        XSSProtection: z
          .strictObject({
            Protection: templateBoolean,
            ModeBlock: templateBoolean.default(false),
            ReportUri: z.string().optional(),
            ...overridden,
          })
          .optional(),
      })
      .optional(),
    CustomHeadersConfig: z
      .strictObject({ Items: z.array(z.strictObject({ Header: z.string(), Value: z.string(), ...overridden })) })
      .optional(),
    RemoveHeadersConfig: z.strictObject({ Items: z.array(z.strictObject({ Header: z.string() })) }).optional(),
    ServerTimingHeadersConfig: z.unknown().optional(),
  }),
});

const behaviourProperties = {
  TargetOriginId: z.string(),
  ViewerProtocolPolicy: z.unknown(),
  AllowedMethods: z.array(z.string()).default(['HEAD', 'GET']),
  CachedMethods: z.unknown().optional(),
  CachePolicyId: z.string().optional(),
  OriginRequestPolicyId: z.unknown().optional(),
  ResponseHeadersPolicyId: z.string().optional(),
  Compress: templateBoolean.default(false),
  SmoothStreaming: z.literal(false).optional(),
  GrpcConfig: z.unknown().optional(),
};

const originSchema = z.strictObject({
  Id: z.string(),
  DomainName: z.string(),
  OriginPath: z.string().default(''),
  S3OriginConfig: z
    .strictObject({ OriginAccessIdentity: z.string().optional(), OriginReadTimeout: z.unknown().optional() })
    .optional(),
  CustomOriginConfig: z.unknown().optional(),
  /** What the distribution sends to the origin with every request, over what the viewer sends under that name. */
  OriginCustomHeaders: z.array(z.strictObject({ HeaderName: z.string(), HeaderValue: z.string() })).default([]),
  ConnectionAttempts: z.unknown().optional(),
  ConnectionTimeout: z.unknown().optional(),
  OriginShield: z.unknown().optional(),
});

/** Two origins under one id: where the first answers with one of these statuses, the second is asked. */
const originGroupSchema = z.strictObject({
  Id: z.string(),
  FailoverCriteria: z.strictObject({
    StatusCodes: z.strictObject({ Items: z.array(z.coerce.number()).min(1), Quantity: z.unknown() }),
  }),
  Members: z.strictObject({
    Items: z.tuple([z.strictObject({ OriginId: z.string() }), z.strictObject({ OriginId: z.string() })]),
    Quantity: z.unknown(),
  }),
  SelectionCriteria: z.literal('default').optional(),
});

/** Resolved properties of `AWS::CloudFront::Distribution`. `unknown` ones (TLS, price class, logs …) have no local meaning. */
export const distributionPropertiesSchema = z.strictObject({
  DistributionConfig: z.strictObject({
    Enabled: z.literal(true),
    DefaultRootObject: z.string().default(''),
    DefaultCacheBehavior: z.strictObject(behaviourProperties),
    CacheBehaviors: z.array(z.strictObject({ PathPattern: z.string(), ...behaviourProperties })).default([]),
    Origins: z.array(originSchema).min(1),
    OriginGroups: z
      .strictObject({ Items: z.array(originGroupSchema).default([]), Quantity: z.unknown() })
      .default({ Items: [], Quantity: 0 }),
    CustomErrorResponses: z
      .array(
        z.strictObject({
          ErrorCode: z.coerce.number(),
          ResponseCode: z.coerce.number().optional(),
          ResponsePagePath: z.string().optional(),
          ErrorCachingMinTTL: z.unknown().optional(),
        }),
      )
      .default([]),
    Aliases: z.unknown().optional(),
    Comment: z.unknown().optional(),
    HttpVersion: z.unknown().optional(),
    IPV6Enabled: z.unknown().optional(),
    Logging: z.unknown().optional(),
    PriceClass: z.unknown().optional(),
    Restrictions: z.unknown().optional(),
    ViewerCertificate: z.unknown().optional(),
    WebACLId: z.unknown().optional(),
  }),
  Tags: z.unknown().optional(),
});

/** Resolved DistributionConfig. */
export type DistributionConfig = z.output<typeof distributionPropertiesSchema>['DistributionConfig'];
/** A behaviour: what to do with the paths it is for. */
export type Behaviour = DistributionConfig['DefaultCacheBehavior'];
/** Resolved ResponseHeadersPolicyConfig. */
export type ResponseHeadersPolicy = z.output<typeof responseHeadersPolicySchema>['ResponseHeadersPolicyConfig'];
