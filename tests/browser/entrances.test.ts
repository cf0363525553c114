import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { accountsOf } from '../support/parties/accounts.ts';
import { importCast } from '../support/parties/cast.ts';
import { signInAs, until } from '../support/parties/party.ts';
import {
  completeCompany,
  completeProfile as completeProfileOf,
  sampleCompany,
  waitFor,
} from '../support/parties/play.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { accept, decide, prepareStages, recommend, type Scene, type Stages } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { oweQualification } from '../support/parties/supplement.ts';
import { expectNoComplaints, launchBrowser, visit } from './browser.ts';
import { fillCompany } from './employer.ts';
import { checkPage } from './page-checks.ts';
import { completeProfile } from './practitioner.ts';
import { identify, openSignedIn } from './sign-in.ts';

const { siteUrl } = cloud.target;
const accounts = accountsOf(import.meta.filename);
// Starting a browser and half a dozen pages with their accessibility checks, on a machine that others use too.
const milliseconds = 120_000;
let browser: Browser;
let stages: Stages;

beforeAll(async () => {
  [browser, stages] = await Promise.all([launchBrowser(), prepareStages(cloud.target, accounts)]);
});

const pathOf = (page: Page) => page.url().slice(new URL(siteUrl).origin.length);
const arriveAt = (page: Page, address: string) => page.waitForURL(`${siteUrl}${address}`);
const headings = (page: Page) => page.getByRole('main').getByRole('heading', { level: 2 }).allInnerTexts();
const advice = (page: Page) => page.getByText('推荐使用 Chrome（谷歌浏览器）。');

describe('the ways in for employers', { timeout: milliseconds }, () => {
  it('lead by way of 法人登录 to 企业信息 while it is incomplete, and from there to the profession', async () => {
    const visitor = await visit(browser, siteUrl, 'desk');
    const { page } = visitor;
    await page.goto('/entrance/department-site.html?profession=architect-2');
    await page.getByRole('heading', { name: '法人登录' }).waitFor();
    await identify(page, accounts.company());
    const arrival = '/employer/work-items.html?profession=architect-2';
    await arriveAt(page, `/employer/company.html?${new URLSearchParams({ returnTo: arrival }).toString()}`);
    await page.getByText('保存后前往“待办事项”，办理二级注册建筑师。').waitFor();
    expect(await advice(page).isVisible()).toBe(false);
    await fillCompany(page);
    await arriveAt(page, arrival);
    await page.getByText('企业信息已保存。').waitFor();
    await page.getByText('没有二级注册建筑师的待办事项。').waitFor();
    await page.getByText('请职业资格人员在“我要办事”中申报').waitFor();
    await checkPage(page);
    // Signed in already, and complete: straight on.
    await page.goto('/entrance/provincial-services.html?profession=structural-2&matter=initial');
    await arriveAt(page, '/employer/work-items.html?profession=structural-2&matter=initial');
    await page.getByText('没有二级注册结构工程师初始注册的待办事项。').waitFor();
    expectNoComplaints(visitor);
    await visitor.leave();
  });

  it('lead to the work of the profession, which stands before the rest', async () => {
    const [wanted, other] = await Promise.all([
      stages.at('awaiting-employer', 'structural-2'),
      stages.at('awaiting-employer', 'cost-2'),
    ]);
    const visitor = await visit(browser, siteUrl, 'desk');
    const { page } = visitor;
    await page.goto('/entrance/provincial-services.html?profession=structural-2');
    await page.getByRole('heading', { name: '法人登录' }).waitFor();
    await identify(page, wanted.company.account);
    await arriveAt(page, '/employer/work-items.html?profession=structural-2');
    await page.getByRole('heading', { name: '其他待办事项' }).waitFor();
    expect((await headings(page)).slice(0, 2)).toEqual(['二级注册结构工程师待办事项', '其他待办事项']);
    for (const [heading, { id }] of [
      ['二级注册结构工程师待办事项', wanted],
      ['其他待办事项', other],
    ] as const) {
      const links = page.getByRole('region', { name: heading }).getByRole('link', { name: '办理', exact: true });
      expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual([
        `/employer/application.html?id=${id}`,
      ]);
    }
    await checkPage(page);
    expectNoComplaints(visitor);
    await visitor.leave();
  });

  it('ignore what they do not know, and lead nowhere else', async () => {
    const visitor = await visit(browser, siteUrl, 'desk');
    const { page } = visitor;
    const evil = 'https://evil.example/';
    const query = new URLSearchParams({ profession: evil, matter: '<script>', returnTo: evil });
    await page.goto(`/entrance/department-site.html?${query.toString()}`);
    await page.getByRole('heading', { name: '法人登录' }).waitFor();
    await identify(page, stages.company.account);
    await arriveAt(page, '/employer/work-items.html');
    await page.getByRole('heading', { name: '材料补正' }).waitFor();
    expectNoComplaints(visitor);
    await visitor.leave();
  });

  it('remember what somebody came for who cancels the sign-in, and ask whoever is signed in as a person', async () => {
    const visitor = await visit(browser, siteUrl, 'desk');
    const { page } = visitor;
    await page.goto('/entrance/department-site.html?profession=cost-2');
    await page.getByRole('button', { name: '取消登录，返回网站' }).click();
    await page.getByText('您已取消登录。').waitFor();
    await page.getByRole('link', { name: '返回登录' }).click();
    await page.getByRole('button', { name: '法人登录' }).click();
    await identify(page, stages.company.account);
    await arriveAt(page, '/employer/work-items.html?profession=cost-2');
    await visitor.leave();

    const person = await visit(browser, siteUrl, 'desk');
    await openSignedIn(person.page, '/practitioner/apply.html', 'person', accounts.person());
    await person.page.goto('/entrance/department-site.html?profession=cost-2');
    await person.page.getByText('登录，此入口供法人使用。').waitFor();
    await checkPage(person.page);
    await person.page.getByRole('button', { name: '法人登录' }).click();
    await person.page.getByRole('heading', { name: '法人登录' }).waitFor();
    await identify(person.page, stages.company.account);
    await arriveAt(person.page, '/employer/work-items.html?profession=cost-2');
    expectNoComplaints(person);
    await person.leave();
  });

  it.each([
    ['Internet Explorer', 'Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko'],
    [
      'an old browser',
      'Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/69.0.3497.100 Safari/537.36',
    ],
  ])('recommend Chrome to %s and wait for a click', async (_name, userAgent) => {
    const visitor = await visit(browser, siteUrl, 'desk', userAgent);
    const { page } = visitor;
    for (const name of ['department-site', 'provincial-services']) {
      await page.goto(`/entrance/${name}.html?profession=cost-2`);
      await page.getByRole('heading', { name: '二级注册造价工程师' }).waitFor();
      await advice(page).waitFor();
      await checkPage(page);
    }
    await page.getByRole('button', { name: '法人登录' }).click();
    await identify(page, stages.company.account);
    await arriveAt(page, '/employer/work-items.html?profession=cost-2');
    await advice(page).waitFor();
    expectNoComplaints(visitor);
    await visitor.leave();
  });

  it('recommend Chrome to a browser that knows neither the scripts nor the styles of the pages', async () => {
    const visitor = await visit(browser, siteUrl, 'desk');
    const { page } = visitor;
    await page.route('**/_astro/*.js', (route) => route.abort());
    await page.route('**/_astro/*.css', async (route) => {
      const answer = await route.fetch();
      const text = (await answer.text()).replaceAll('selector(:has(a))', 'selector(:unknown(a))');
      await route.fulfill({ response: answer, body: text });
    });
    for (const address of ['/entrance/department-site.html', '/employer.html']) {
      await page.goto(address);
      await advice(page).waitFor();
    }
    await page.goto('/entrance/services-app.html');
    await page.getByRole('heading', { name: '职业资格人员登录' }).waitFor();
    expect(await advice(page).count()).toBe(0);
    await visitor.leave();
  });

  it('recommend nothing to Chrome', async () => {
    const visitor = await visit(browser, siteUrl, 'desk');
    const { page } = visitor;
    // Stays at the entrance: without the configuration nobody can be led on.
    await page.route('**/api/public/configuration', (route) => route.abort());
    await page.goto('/entrance/department-site.html?profession=cost-2');
    await page.getByText('网络连接失败，请检查网络后重试。').waitFor();
    expect(await advice(page).isVisible()).toBe(false);
    await checkPage(page);
    await page.unroute('**/api/public/configuration');
    await page.getByRole('button', { name: '法人登录' }).click();
    await page.getByRole('heading', { name: '法人登录' }).waitFor();
    await visitor.leave();
  });
});

describe('the way in for practitioners', { timeout: milliseconds }, () => {
  it('leads by way of 个人登录 to the profession and matter on 我要办事, and once begun to 继续办理', async () => {
    const account = accounts.person();
    await importCast(cloud.target, [{ account, profession: 'constructor-2', matter: 'demo-zone' }]);
    const visitor = await visit(browser, siteUrl, 'phone');
    const { page } = visitor;
    await page.goto('/entrance/services-app.html?profession=constructor-2&matter=demo-zone');
    await page.getByRole('heading', { name: '个人登录' }).waitFor();
    await identify(page, account);
    await arriveAt(page, '/practitioner/apply.html?profession=constructor-2&matter=demo-zone');
    const chosen = page.getByRole('region', { name: '您要办理的事项' });
    await chosen.getByText('二级注册建造师长三角示范区注册').waitFor();
    expect((await headings(page)).slice(0, 2)).toEqual(['您要办理的事项', '注册申报']);
    await completeProfile(page);
    await chosen.getByRole('button', { name: '开始申报' }).click();
    await page.waitForURL('**/practitioner/application.html?id=*');
    await page.getByRole('heading', { level: 1, name: '长三角示范区注册' }).waitFor();
    expect(await page.title()).toMatch(/^长三角示范区注册 - /);
    await checkPage(page);
    const application = pathOf(page).replace(/&.*/, '');
    await page.goto('/entrance/services-app.html?profession=constructor-2');
    await arriveAt(page, '/practitioner/apply.html?profession=constructor-2');
    // The open application of the profession stands in the way of both of its matters.
    await chosen.getByText('长三角示范区注册正在办理').first().waitFor();
    expect(await chosen.getByRole('link', { name: '继续办理' }).count()).toBe(2);
    expect(await chosen.getByRole('button', { name: '开始申报' }).count()).toBe(0);
    await checkPage(page);
    await chosen.getByRole('link', { name: '继续办理' }).first().click();
    await arriveAt(page, application);
    expectNoComplaints(visitor);
    await visitor.leave();
  });

  it('leads to 省外资格信息录入 with the profession chosen', async () => {
    const account = accounts.person();
    await completeProfileOf(await signInAs(cloud.target, account));
    const visitor = await visit(browser, siteUrl, 'phone');
    const { page } = visitor;
    await page.goto('/entrance/services-app.html?profession=structural-2&matter=out-of-province-entry');
    await identify(page, account);
    await page.getByRole('radio', { name: '二级注册结构工程师', checked: true }).waitFor();
    await checkPage(page);
    await page.getByRole('button', { name: '开始录入' }).click();
    await page.getByRole('heading', { level: 1, name: '省外资格信息录入' }).waitFor();
    expectNoComplaints(visitor);
    await visitor.leave();
  });
});

describe('the pages of employers', { timeout: milliseconds }, () => {
  it('list what is owed on the first page, and the qualification of everybody registered', async () => {
    const company = await signInAs(cloud.target, accounts.company());
    await completeCompany(company);
    const { staff } = stages;
    const person = await stages.qualified();
    const id = await oweQualification(person, company);
    await approve({ profession: 'architect-2', person, company, staff, id });
    const visitor = await visit(browser, siteUrl, 'desk');
    const { page } = visitor;
    await openSignedIn(page, '/employer.html', 'legal-person', company.account);
    const owed = page.getByRole('region', { name: '材料补正' });
    await owed.getByRole('link', { name: '材料补正' }).waitFor();
    await checkPage(page);
    await page.goto('/employer/registrations.html');
    await page.getByText('企业资质：无').waitFor();
    await checkPage(page);
    const params = { id };
    const { version } = await company.send(employerEndpoints.getApplication, { params });
    const [qualification] = sampleCompany.qualifications;
    await company.send(employerEndpoints.supplyQualification, { params, body: { version, qualification } });
    await page.reload();
    await page.getByText(`企业资质：${qualification.type}（${qualification.number}）`).waitFor();
    await page.goto('/employer.html');
    await page.getByRole('heading', { name: '待办事项' }).waitFor();
    expect(await owed.count()).toBe(0);
    expectNoComplaints(visitor);
    await visitor.leave();
  });
});

/** The department approves, and the register names the employer. */
async function approve(scene: Scene): Promise<void> {
  await accept(scene);
  await waitFor(scene.person, scene.id, 'under-review');
  await recommend(scene);
  await waitFor(scene.person, scene.id, 'awaiting-decision');
  await decide(scene);
  await waitFor(scene.person, scene.id, 'approved');
  await until('the registration of the employer', async () => {
    const { items } = await scene.company.send(employerEndpoints.listRegistrations, {});
    return items.length > 0 ? items : undefined;
  });
}
