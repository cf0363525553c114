import type { ResponseHeadersPolicy } from './settings.ts';

/** A header that a policy sets; without `override` only when the origin did not. */
export interface PolicyHeader {
  readonly name: string;
  readonly value: string;
  readonly override: boolean;
}

/** The headers that a response headers policy sets, in CloudFront's own wording. */
export function policyHeaders(policy: ResponseHeadersPolicy): readonly PolicyHeader[] {
  const security = policy.SecurityHeadersConfig ?? {};
  const headers: PolicyHeader[] = [];
  const add = (name: string, value: string, override: boolean): void => {
    headers.push({ name, value, override });
  };
  if (security.ContentSecurityPolicy) {
    const { ContentSecurityPolicy, Override } = security.ContentSecurityPolicy;
    add('content-security-policy', ContentSecurityPolicy, Override);
  }
  if (security.ContentTypeOptions) add('x-content-type-options', 'nosniff', security.ContentTypeOptions.Override);
  if (security.FrameOptions) add('x-frame-options', security.FrameOptions.FrameOption, security.FrameOptions.Override);
  if (security.ReferrerPolicy) {
    add('referrer-policy', security.ReferrerPolicy.ReferrerPolicy, security.ReferrerPolicy.Override);
  }
  if (security.StrictTransportSecurity) {
    const { AccessControlMaxAgeSec, IncludeSubdomains, Preload, Override } = security.StrictTransportSecurity;
    const parts = [`max-age=${AccessControlMaxAgeSec}`];
    if (IncludeSubdomains) parts.push('includeSubDomains');
    if (Preload) parts.push('preload');
    add('strict-transport-security', parts.join('; '), Override);
  }
  if (security.XSSProtection) {
    const { Protection, ModeBlock, ReportUri, Override } = security.XSSProtection;
    const mode = ModeBlock ? '; mode=block' : ReportUri === undefined ? '' : `; report=${ReportUri}`;
    add('x-xss-protection', Protection ? `1${mode}` : '0', Override);
  }
  for (const { Header, Value, Override } of policy.CustomHeadersConfig?.Items ?? []) {
    add(Header.toLowerCase(), Value, Override);
  }
  return headers;
}

/** Names of the headers that a policy removes from the origin's answer, in lower case. */
export function removedHeaders(policy: ResponseHeadersPolicy): readonly string[] {
  return (policy.RemoveHeadersConfig?.Items ?? []).map(({ Header }) => Header.toLowerCase());
}
