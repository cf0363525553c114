import type { IncomingMessage, ServerResponse } from 'node:http';

import { errors, type Provider } from 'oidc-provider';

import { type IssuerName, type Party, issuerOf } from './account.ts';
import { demonstrationAccounts } from './accounts.ts';
import { errorPage, loginPage, pageHeaders } from './pages.ts';
import { accountOf, requestedParty } from './provider.ts';

/** The form has three short fields; 4 KiB leaves ample room. */
const bodyLimitBytes = 4096;

const parties: Record<IssuerName, readonly [Party, ...Party[]]> = {
  province: ['person', 'legal-person'],
  staff: ['staff'],
};

const titles: Record<Party, string> = { person: '个人', 'legal-person': '法人', staff: '工作人员' };

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** What the login pages of one issuer need. */
export interface LoginSettings {
  name: IssuerName;
  provider: Provider;
  siteUrl: string;
}

/**
 * Answers a request to `/<issuer>/interaction/<uid>`: GET shows the login page, POST signs in or cancels.
 * @param path the request's full path, without its query
 */
export async function answerLogin(
  settings: LoginSettings,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  try {
    const interaction = await settings.provider.interactionDetails(request, response);
    if (request.method === 'POST') {
      await submit(settings, request, response, path, interaction);
      return;
    }
    const query = new URL(request.url ?? '/', settings.provider.issuer).searchParams;
    const hint = interaction.params['login_hint'];
    const party = partyFor(settings.name, query.get('party'), interaction);
    const account = typeof hint === 'string' ? accountOf(settings.name, hint) : undefined;
    const selected = account?.party === party ? account.id : undefined;
    writeHtml(response, 200, page(settings.name, path, interaction, { party, selected }), settings.siteUrl);
  } catch (error) {
    // The sign-in was finished in another window, or is older than an hour, or the link was copied.
    if (!(error instanceof errors.SessionNotFound)) throw error;
    const text = '本次登录已完成或已失效，请返回网站重新登录。';
    writeHtml(response, 400, errorPage({ title: '登录已失效', text, siteUrl: settings.siteUrl }), settings.siteUrl);
  }
}

async function submit(
  { name, provider, siteUrl }: LoginSettings,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  interaction: Interaction,
): Promise<void> {
  const body = await readForm(request);
  if (body === undefined) {
    response.writeHead(413, { Connection: 'close' }).end();
    return;
  }
  if (body.has('cancel')) {
    const result = { error: 'access_denied', error_description: 'the user cancelled the sign-in' };
    await provider.interactionFinished(request, response, result);
    return;
  }
  const id = (body.get('account') ?? '').trim();
  const chosenTab = body.get('party');
  const account = accountOf(name, id);
  const wanted = interaction.params['party'] ?? chosenTab;
  if (account === undefined || (wanted !== null && wanted !== account.party)) {
    const party = partyFor(name, chosenTab, interaction);
    const html = page(name, path, interaction, { party, selected: id, error: refusal(id, party) });
    writeHtml(response, 422, html, siteUrl);
    return;
  }
  await leaveOtherSession(provider, interaction, account.id);
  await provider.interactionFinished(request, response, { login: { accountId: account.id } });
}

/**
 * Ends a session of another account first. The library would do the same by a page that sends itself by script;
 * this way signing in needs no script.
 */
async function leaveOtherSession(provider: Provider, interaction: Interaction, accountId: string): Promise<void> {
  const { session } = interaction;
  if (session === undefined || session.accountId === accountId) return;
  const old = await provider.Session.findByUid(session.uid);
  await old?.destroy();
  interaction.session = undefined;
  await interaction.persist();
}

function page(
  name: IssuerName,
  action: string,
  interaction: Interaction,
  shown: { party: Party; selected?: string | undefined; error?: string | undefined },
): string {
  const asked = interaction.params['party'];
  return loginPage({
    ...shown,
    action,
    // A site that asks for one party means it: the other tab is not offered then.
    parties: asked === undefined ? parties[name] : [shown.party],
    accounts: demonstrationAccounts.filter((account) => account.party === shown.party),
  });
}

function partyFor(name: IssuerName, chosenTab: string | null, interaction: Interaction): Party {
  const fixed = interaction.params['party'];
  const tab = typeof fixed === 'string' ? fixed : chosenTab;
  const chosen = parties[name].find((party) => party === tab);
  return chosen ?? requestedParty(name, interaction.params) ?? parties[name][0];
}

function refusal(id: string, party: Party): string {
  if (id === '') return '请选择一个账号，或输入账号编号。';
  for (const issuer of ['province', 'staff'] as const) {
    const account = accountOf(issuer, id);
    if (account === undefined) continue;
    if (issuerOf(account.party) === issuerOf(party))
      return `这是${titles[account.party]}账号，请改用“${titles[account.party]}登录”。`;
    return `这是${titles[account.party]}账号，不能在此登录。`;
  }
  return '没有这个演示账号，请检查账号编号。';
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  request.setEncoding('utf8');
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > bodyLimitBytes) return undefined;
  }
  return new URLSearchParams(text);
}

/** Writes a page of this service. */
export function writeHtml(response: ServerResponse, status: number, html: string, siteUrl: string): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', ...pageHeaders(siteUrl) }).end(html);
}
