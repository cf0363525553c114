import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { AuthorizationServer } from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Identity, startIdentity } from './server.ts';
import { openTestBrowser } from './test-browser.ts';
import { audience, client, loginForm, needsForm, redirectUri, signInByBrowser, siteUrl } from './test-client.ts';

let dataFolder: string;
let identity: Identity;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'identity-'));
  identity = await startIdentity({ port: 0, dataFolder, siteUrl, audience });
});

afterAll(async () => {
  await identity.stop();
  await rm(dataFolder, { recursive: true });
});

describe('the login page', () => {
  it('offers both parties, marks the demonstration, and shows the accounts of the chosen tab', async () => {
    const browser = openTestBrowser();
    const form = await loginForm(browser, identity.provinceIssuer);
    const persons = await (await browser.get(form)).text();
    expect(persons).toContain('演示环境');
    expect(persons).toContain('value="person-zhang"');
    expect(persons).not.toContain('value="company-gusu"');
    const companies = await (await browser.get(`${form}?party=legal-person`)).text();
    expect(companies).toContain('法人登录');
    expect(companies).toContain('value="company-gusu"');
    expect(companies).not.toContain('value="person-zhang"');
  });

  it('shows only the party that the site asks for', async () => {
    const browser = openTestBrowser();
    const form = await loginForm(browser, identity.provinceIssuer, { party: 'legal-person' });
    const html = await (await browser.get(form)).text();
    expect(html).toContain('value="company-gusu"');
    expect(html).not.toContain('<nav');
    expect((await browser.post(form, { account: 'person-li', party: 'person' })).status).toBe(422);
  });

  it.each([
    ['company-taihu', /value="company-taihu" required checked/],
    ['company-07', /name="account" value="company-07"/],
  ])('preselects %s by login_hint', async (account, expected) => {
    const browser = openTestBrowser();
    const form = await loginForm(browser, identity.provinceIssuer, { login_hint: account });
    expect(await (await browser.get(form)).text()).toMatch(expected);
  });

  it('is for staff only at the staff issuer', async () => {
    const browser = openTestBrowser();
    const form = await loginForm(browser, identity.staffIssuer);
    const html = await (await browser.get(form)).text();
    expect(html).toContain('工作人员登录');
    expect(html).toContain('value="registrar-1"');
    expect(html).not.toContain('person-zhang');
  });

  it('leads back to the site with access_denied when cancelled', async () => {
    const browser = openTestBrowser();
    const form = await loginForm(browser, identity.provinceIssuer);
    const answer = await browser.follow(await browser.post(form, { cancel: 'yes' }), redirectUri);
    expect(answer.searchParams.get('error')).toBe('access_denied');
  });

  it('says so when the sign-in is over', async () => {
    const browser = openTestBrowser();
    const form = await loginForm(browser, identity.provinceIssuer);
    await browser.follow(await browser.post(form, { account: 'person-li' }), redirectUri);
    const late = await browser.post(form, { account: 'person-li' });
    expect(late.status).toBe(400);
    expect(await late.text()).toContain('登录已失效');
  });

  it('refuses accounts of the other issuer, of no issuer, and of the other tab, beside the field', async () => {
    const browser = openTestBrowser();
    const form = await loginForm(browser, identity.provinceIssuer);
    for (const [account, message] of [
      ['review-1', '这是工作人员账号，不能在此登录'],
      ['nobody', '没有这个演示账号'],
      ['company-gusu', '这是法人账号，请改用“法人登录”'],
      ['<script>', 'value="&#60;script&#62;"'],
      ['', '请选择一个账号'],
    ] as const) {
      const response = await browser.post(form, { account, party: 'person' });
      const html = await response.text();
      expect(response.status).toBe(422);
      expect(html).toContain(message);
      expect(html).toMatch(/id="account-error">错误：[^<]+<\/p>\n<input [^>]*aria-invalid="true"/);
    }
  });

  it('refuses over-long forms', async () => {
    const browser = openTestBrowser();
    const form = await loginForm(browser, identity.provinceIssuer);
    expect((await browser.post(form, { account: 'x'.repeat(5000) })).status).toBe(413);
  });
});

describe('signing out', () => {
  it('ends the session at once for the site that shows its identity token', async () => {
    const browser = openTestBrowser();
    const { server, tokens } = await signInByBrowser(browser, identity.provinceIssuer, 'person-li');
    const url = endSessionUrl(server, { id_token_hint: tokens.id_token!, state: 'bye' });
    const response = await browser.get(url);
    expect(response.headers.get('location')).toBe(`${siteUrl}/?state=bye`);
    expect(await needsForm(browser, identity.provinceIssuer)).toBe(true);
  });

  it('asks the user when the site shows no identity token, and stays signed in on a foreign return address', async () => {
    const browser = openTestBrowser();
    const { server, tokens } = await signInByBrowser(browser, identity.provinceIssuer, 'person-li');
    const foreign = { id_token_hint: tokens.id_token!, post_logout_redirect_uri: 'http://localhost:1/' };
    expect((await browser.get(endSessionUrl(server, foreign))).status).toBe(400);
    expect(await needsForm(browser, identity.provinceIssuer)).toBe(false);

    const asked = await browser.get(endSessionUrl(server, { client_id: client.client_id }));
    // Chromium applies form-action to the redirect that follows the form: without the site there, signing out hangs.
    expect(asked.headers.get('content-security-policy')).toContain(`form-action 'self' ${siteUrl};`);
    const page = await asked.text();
    expect(page).toContain('确定要退出登录吗');
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const done = await browser.post(`${server.end_session_endpoint!}/confirm`, { xsrf, logout: 'yes' });
    expect(done.headers.get('location')).toBe(`${siteUrl}/`);
    expect(await needsForm(browser, identity.provinceIssuer)).toBe(true);
  });
});

function endSessionUrl(server: AuthorizationServer, params: Record<string, string>): string {
  const url = new URL(server.end_session_endpoint!);
  url.search = new URLSearchParams({ post_logout_redirect_uri: `${siteUrl}/`, ...params }).toString();
  return url.href;
}
