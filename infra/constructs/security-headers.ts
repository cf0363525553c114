import { Aws, Duration, Fn } from 'aws-cdk-lib';
import {
  CfnResponseHeadersPolicy,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  ResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import type { InlineHashes } from './inline-hashes.ts';
import { conditionWithout } from './region-conditions.ts';

/** What pages may load and call besides their own origin. */
export interface SecurityHeadersProps {
  readonly inline: InlineHashes;
  /** Addresses of the OpenID issuers; their origin is allowed. */
  readonly issuers: readonly string[];
  /** Further origins of the issuers' addresses, in one text. */
  readonly identityOrigins: string;
  /** Origins from and to which users' files are transferred. */
  readonly fileOrigins: readonly string[];
}

/** The headers that protect every answer of the distribution, above all a content security policy without `unsafe-inline`. */
export class SecurityHeaders extends ResponseHeadersPolicy {
  constructor(scope: Construct, id: string, props: SecurityHeadersProps) {
    super(scope, id, {
      // The name is unique in the account, whatever the region.
      responseHeadersPolicyName: `${Aws.STACK_NAME}-SecurityHeaders-${Aws.REGION}`,
      comment: 'Content security policy and transport security of the registration site',
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(props), override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        // Addresses of pages name applications; other sites learn only the origin.
        referrerPolicy: {
          referrerPolicy: HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN,
          override: true,
        },
        // Subdomains may belong to others of the same government domain.
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(365),
          includeSubdomains: false,
          override: true,
        },
      },
    });
    const { defaultChild } = this.node;
    if (!(defaultChild instanceof CfnResponseHeadersPolicy)) throw new Error('the policy has no resource');
    // Nothing says that the China regions have them, and where a distribution may not name one it cannot be created either.
    defaultChild.cfnOptions.condition = conditionWithout(this, 'InChina');
  }
}

/** The policy's text; deployment parameters in it are tokens. */
export function contentSecurityPolicy({ inline, issuers, identityOrigins, fileOrigins }: SecurityHeadersProps): string {
  const directives: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", ...inline.scripts],
    'style-src': ["'self'", ...inline.styles],
    // Tokens are fetched from the issuers, files sent to and read from their buckets.
    'connect-src': ["'self'", ...issuers.map(originOf), identityOrigins, ...fileOrigins],
    // Previews before (data, blob) and after an upload.
    'img-src': ["'self'", 'data:', 'blob:', ...fileOrigins],
    'frame-src': ["'self'", 'blob:', ...fileOrigins],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ');
}

// A source with a path allows only exactly that path.
function originOf(address: string): string {
  const parts = Fn.split('/', address);
  return `${Fn.select(0, parts)}//${Fn.select(2, parts)}`;
}
