import {
  type Configuration,
  errors,
  interactionPolicy,
  type JWK,
  type KoaContextWithOIDC,
  Provider,
} from 'oidc-provider';

import { type IssuerName, type Party, claimsOf, issuerOf } from './account.ts';
import { type Account, findAccount } from './accounts.ts';
import { confirmSignOutPage, errorPage, pageHeaders } from './pages.ts';
import type { IdentityStore } from './store.ts';

/** The one client of both issuers, a public one. */
export const siteClientId = 'registration-site';

const hourSeconds = 60 * 60;
/** Access and identity tokens; a site renews them silently while the session lasts. */
const tokenSeconds = hourSeconds;
/** Renewed at every use. */
const sessionSeconds = 12 * hourSeconds;

/** What one issuer is made of. */
export interface IssuerSettings {
  name: IssuerName;
  /** Address of the issuer; its path is where the provider is mounted. */
  issuer: string;
  /** Origin of the site, without a trailing slash. */
  siteUrl: string;
  /** Audience of the access tokens. */
  audience: string;
  signingKey: JWK;
  cookieKey: string;
  store: IdentityStore;
}

/** The OpenID provider of one issuer: code flow with PKCE (S256), JWT access tokens, no consent page. */
export function createProvider(settings: IssuerSettings): Provider {
  const path = new URL(settings.issuer).pathname;
  const resource = resourceOf(settings.audience);
  const { siteUrl } = settings;
  const siteOrigin = new URL(siteUrl).origin;
  const cookie = { httpOnly: true, sameSite: 'lax', signed: true } as const;

  const configuration: Configuration = {
    adapter: (model: string) => settings.store.adapter(settings.name, model),
    jwks: { keys: [settings.signingKey] },
    clients: [
      {
        client_id: siteClientId,
        client_name: '江苏省住房和城乡建设厅综合服务平台',
        application_type: 'web',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [`${siteUrl}/auth/callback.html`],
        post_logout_redirect_uris: [`${siteUrl}/`],
      },
    ],
    clientAuthMethods: ['none'],
    responseTypes: ['code'],
    scopes: ['openid', 'profile'],
    pkce: { required: () => true },
    // Without asking for offline access: such a token ends with the user's session here, and each can be used once.
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    clientBasedCORS: (_ctx, origin) => origin === siteOrigin,
    // The identity token itself carries what the site greets the user with: there is no userinfo endpoint.
    claims: { openid: ['sub', 'party', 'name'], profile: [] },
    conformIdTokenClaims: false,
    // The two issuers share a host: a cookie path each keeps their sessions apart.
    cookies: { keys: [settings.cookieKey], long: { ...cookie, path }, short: cookie },
    extraParams: { party: (_ctx, value) => checkPartyParameter(settings.name, value) },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => signOut(ctx, form, siteUrl),
        postLogoutSuccessSource: (ctx) => {
          writePage(ctx, errorPage({ title: '已退出登录', text: '您已退出登录。', siteUrl }), siteUrl);
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, indicator) => {
          if (indicator !== resource) throw new errors.InvalidTarget();
          return {
            audience: settings.audience,
            scope: '',
            accessTokenFormat: 'jwt',
            accessTokenTTL: tokenSeconds,
            jwt: { sign: { alg: 'RS256' } },
          };
        },
      },
    },
    ttl: {
      AccessToken: tokenSeconds,
      AuthorizationCode: 60,
      Grant: sessionSeconds,
      IdToken: tokenSeconds,
      Interaction: hourSeconds,
      RefreshToken: sessionSeconds,
      Session: sessionSeconds,
    },
    findAccount: (_ctx, id) => {
      const account = accountOf(settings.name, id);
      if (account === undefined) return undefined;
      return { accountId: account.id, claims: () => ({ sub: account.id, ...claimsOf(account) }) };
    },
    extraTokenClaims: (_ctx, token) => {
      const account = 'accountId' in token ? accountOf(settings.name, token.accountId) : undefined;
      return account === undefined ? undefined : claimsOf(account);
    },
    interactions: {
      policy: signInPolicy(settings.name),
      url: (_ctx, interaction) => `${path}/interaction/${interaction.uid}`,
    },
    loadExistingGrant: grantWithoutAsking,
    renderError: (ctx, out) => {
      const text = `登录请求无法处理，请返回网站重新登录。（${out.error}：${out.error_description ?? '没有更多说明'}）`;
      writePage(ctx, errorPage({ title: '无法登录', text, siteUrl }), siteUrl);
    },
  };
  return new Provider(settings.issuer, configuration);
}

/** The account of an id, when it signs in at this issuer. */
export function accountOf(issuer: IssuerName, id: string): Account | undefined {
  const account = findAccount(id);
  return account !== undefined && issuerOf(account.party) === issuer ? account : undefined;
}

/** The party that an authorization request asks for, by its parameter `party` or else by the account it hints at. */
export function requestedParty(issuer: IssuerName, params: Record<string, unknown>): Party | undefined {
  if (params['party'] === 'person' || params['party'] === 'legal-person') return params['party'];
  const hint = params['login_hint'];
  return typeof hint === 'string' ? accountOf(issuer, hint)?.party : undefined;
}

// RFC 8707 wants a resource to be an absolute URI; an audience need not be one.
function resourceOf(audience: string): string {
  return URL.canParse(audience) ? audience : `urn:audience:${encodeURIComponent(audience)}`;
}

function checkPartyParameter(issuer: IssuerName, value: string | undefined): void {
  const allowed = issuer === 'staff' ? ['staff'] : ['person', 'legal-person'];
  if (value !== undefined && !allowed.includes(value)) {
    throw new errors.InvalidRequest(`party must be one of: ${allowed.join(', ')}`);
  }
}

/**
 * Sign-in is asked for without a session, and with a session that is not what the request wants: another account than
 * hinted at, another party, or an account that a newer version no longer has. Consent is never asked for.
 */
function signInPolicy(issuer: IssuerName): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  const check = new interactionPolicy.Check('other_account', 'another account is asked for', ({ oidc }) => {
    const id = oidc.session?.accountId;
    const params = oidc.params ?? {};
    if (id === undefined || oidc.result?.login !== undefined) return false;
    const account = accountOf(issuer, id);
    const party = requestedParty(issuer, params);
    const hint = params['login_hint'];
    return (
      account === undefined ||
      (party !== undefined && party !== account.party) ||
      (typeof hint === 'string' && hint !== account.id)
    );
  });
  policy.get('login')?.checks.add(check);
  return policy;
}

async function grantWithoutAsking({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider } = oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const grantId = session.grantIdFor(client.clientId);
  const existing = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  if (existing !== undefined) return existing;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile');
  await grant.save();
  return grant;
}

/**
 * The site that shows the identity token of the very session need not be asked whether it means it
 * (OpenID Connect RP-Initiated Logout 1.0, section 2); anybody else's link gets a page that asks the user.
 */
async function signOut(ctx: KoaContextWithOIDC, form: string, siteUrl: string): Promise<void> {
  const { session, provider, entities, params } = ctx.oidc;
  const target = params?.['post_logout_redirect_uri'];
  const hinted = entities.IdTokenHint?.payload['sub'];
  if (session === undefined || typeof target !== 'string' || hinted !== session.accountId) {
    writePage(ctx, confirmSignOutPage(form), siteUrl);
    return;
  }
  await session.destroy();
  ctx.cookies.set(provider.cookieName('session'), null, { path: new URL(provider.issuer).pathname, signed: true });
  const location = new URL(target);
  if (typeof params?.['state'] === 'string') location.searchParams.set('state', params['state']);
  ctx.status = 303;
  ctx.redirect(location.href);
}

function writePage(ctx: KoaContextWithOIDC, html: string, siteUrl: string): void {
  ctx.type = 'html';
  ctx.set(pageHeaders(siteUrl));
  ctx.body = html;
}
