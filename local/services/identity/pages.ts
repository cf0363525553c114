import { createHash } from 'node:crypto';

import type { Account, Party } from './account.ts';

const style = `
:root{--ink:#1b2430;--soft:#4d5a69;--line:#c5ced8;--brand:#0b57a4;--paper:#fff;--bad:#b3261e}
*{box-sizing:border-box}
body{margin:0;background:#eef2f6;color:var(--ink);font:1rem/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif}
header{background:var(--brand);color:#fff;padding:1rem}
header p{margin:0}
header .name{font-size:1.15rem;font-weight:600}
main,header>div{max-width:44rem;margin:0 auto}
main{padding:1rem;background:var(--paper)}
h1{font-size:1.35rem;margin:.25rem 0 .75rem}
h2{font-size:1.05rem;margin:1.5rem 0 .5rem}
.demo{border-left:.3rem solid #b26a00;background:#fff6e5;padding:.6rem .8rem;margin:0 0 1rem}
nav{display:flex;border-bottom:2px solid var(--line);margin-bottom:1rem}
nav a{flex:1;text-align:center;padding:.75rem .5rem;color:var(--soft);text-decoration:none;border-bottom:4px solid transparent;margin-bottom:-2px}
nav a[aria-current]{color:var(--brand);font-weight:600;border-color:var(--brand)}
fieldset{border:0;padding:0;margin:0;display:grid;gap:.5rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr))}
legend{padding:0;margin-bottom:.5rem;font-weight:600}
.card{display:flex;gap:.7rem;align-items:center;padding:.6rem .8rem;border:1px solid var(--line);border-radius:.4rem;cursor:pointer}
.card:has(:checked){border-color:var(--brand);box-shadow:inset 0 0 0 1px var(--brand);background:#f1f7fd}
.card input{width:1.25rem;height:1.25rem;flex:none;accent-color:var(--brand)}
.card b{display:block}
.card small,.hint{color:var(--soft);font-size:.875rem}
.field label{font-weight:600;display:block}
.hint{margin:.1rem 0 .4rem}
input[type=text]{width:100%;min-height:2.75rem;padding:.4rem .7rem;font:inherit;border:1px solid #6b7886;border-radius:.4rem}
input[aria-invalid]{border:2px solid var(--bad)}
.error{color:var(--bad);font-weight:600;margin:.1rem 0 .4rem}
button{width:100%;min-height:2.9rem;margin-top:1rem;font:inherit;font-weight:600;border-radius:.4rem;border:1px solid var(--brand);background:var(--brand);color:#fff;cursor:pointer}
button.plain{background:var(--paper);color:var(--brand)}
hr{border:0;border-top:1px solid var(--line);margin:1.5rem 0 .5rem}
:focus-visible{outline:3px solid #ffb000;outline-offset:2px}
a{color:var(--brand)}
`;

const styleHash = createHash('sha256').update(style).digest('base64');

/**
 * Headers of every page: nothing but its own style may load, nobody may frame it.
 * @param siteUrl where the forms lead in the end: browsers apply `form-action` to the redirects that follow, too
 */
export function pageHeaders(siteUrl: string): Record<string, string> {
  const formTargets = `'self' ${new URL(siteUrl).origin}`;
  return {
    'Content-Security-Policy': `default-src 'none'; img-src data:; style-src 'sha256-${styleHash}'; form-action ${formTargets}; frame-ancestors 'none'; base-uri 'none'`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  };
}

/** What the login page shows. */
export interface LoginPage {
  /** Path that the forms are sent to. */
  action: string;
  /** Tabs of this issuer; with one there is nothing to choose. */
  parties: readonly Party[];
  party: Party;
  /** Named accounts of the party. */
  accounts: readonly Account[];
  /** Account to preselect: a card, or else text in the field. */
  selected?: string | undefined;
  /** Chinese message beside the text field. */
  error?: string | undefined;
}

const tabs: Record<Party, { title: string; example: string }> = {
  person: { title: '个人登录', example: 'person-zhang，或批量账号 person-0001 至 person-9999' },
  'legal-person': { title: '法人登录', example: 'company-gusu，或批量账号 company-01 至 company-99' },
  staff: { title: '工作人员登录', example: 'review-1' },
};

/** The login page: choose one of the named accounts, or type the id of any. Works without scripts. */
export function loginPage(page: LoginPage): string {
  const { title, example } = tabs[page.party];
  const isCard = page.accounts.some((account) => account.id === page.selected);
  const typed = isCard ? '' : (page.selected ?? '');
  const party = `<input type="hidden" name="party" value="${page.party}">`;
  const form = `<form method="post" action="${escape(page.action)}" autocomplete="off">`;
  const error = page.error === undefined ? '' : `<p class="error" id="account-error">错误：${escape(page.error)}</p>`;
  const invalid = page.error === undefined ? '' : ' aria-invalid="true" autofocus';
  return layout(
    page.error === undefined ? title : `错误：${title}`,
    `<h1>${title}</h1>
${page.parties.length > 1 ? navigation(page) : ''}
${form}${party}
<fieldset><legend>选择演示账号</legend>
${page.accounts.map((account) => card(account, account.id === page.selected)).join('\n')}
</fieldset>
<button type="submit">登录</button>
</form>
<h2>使用其他演示账号</h2>
${form}${party}
<div class="field">
<label for="account">账号编号</label>
<p class="hint" id="account-hint">例如 ${example}</p>
${error}
<input type="text" id="account" name="account" value="${escape(typed)}" required maxlength="64" autocapitalize="none" spellcheck="false" aria-describedby="account-hint${page.error === undefined ? '' : ' account-error'}"${invalid}>
</div>
<button type="submit" class="plain">使用该账号登录</button>
</form>
<hr>
${form}
<button type="submit" class="plain" name="cancel" value="yes">取消登录，返回网站</button>
</form>`,
  );
}

/** Asks whether to sign out. `form` is the library's empty form `op.logoutForm`, which the buttons belong to. */
export function confirmSignOutPage(form: string): string {
  return layout(
    '退出登录',
    `<h1>退出登录</h1>
<p>确定要退出登录吗？</p>
${form}
<button type="submit" form="op.logoutForm" name="logout" value="yes">退出登录</button>
<button type="submit" form="op.logoutForm" class="plain">保持登录</button>`,
  );
}

/** A page that only tells something and leads back to the site. */
export function errorPage({ title, text, siteUrl }: { title: string; text: string; siteUrl: string }): string {
  return layout(
    title,
    `<h1>${escape(title)}</h1>
<p>${escape(text)}</p>
<p><a href="${escape(siteUrl)}/">返回网站</a></p>`,
  );
}

function navigation({ action, parties, party }: LoginPage): string {
  const links = parties.map((tab) => {
    const current = tab === party ? ' aria-current="page"' : '';
    return `<a href="${escape(action)}?party=${tab}"${current}>${tabs[tab].title}</a>`;
  });
  return `<nav aria-label="登录方式">${links.join('')}</nav>`;
}

function card(account: Account, checked: boolean): string {
  return `<label class="card"><input type="radio" name="account" value="${account.id}" required${checked ? ' checked' : ''}>
<span><b>${escape(account.name)}</b><small>${escape(account.note)}<br>${account.id}</small></span></label>`;
}

function layout(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} - 统一身份认证（演示环境）</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header><div><p class="name">统一身份认证平台（演示环境）</p><p>江苏省住房和城乡建设厅综合服务平台</p></div></header>
<main>
<p class="demo"><strong>演示环境：</strong>所有账号、姓名、企业和证件号码均为虚构，登录无需密码。请勿输入真实个人信息。</p>
${body}
</main>
</body>
</html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
