import type { MatterCode } from '../../domain/catalogue.ts';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { addDays, addMonths, chineseDate, shanghaiDate } from '../../domain/calendar-dates.ts';
import type { ProfessionCode } from '../../domain/professions.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { importCast } from '../support/parties/cast.ts';
import { companyBehind, personBehind } from '../support/parties/expected.ts';
import { signInAs } from '../support/parties/party.ts';
import { begin, completeProfile } from '../support/parties/play.ts';
import { takeOver, type TakenOver } from '../support/parties/register.ts';
import { portrait, scan } from '../support/parties/sample-files.ts';
import { prepareStages, type Stages } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { expectNoComplaints, launchBrowser, visit, type Visitor } from './browser.ts';
import { checkPage } from './page-checks.ts';
import { choose, declareNothing } from './practitioner.ts';
import { openSignedIn } from './sign-in.ts';

// The practitioner's pages of what is done with a registration: from 我的证照 and 我要办事 to the submission.
const { siteUrl } = cloud.target;
const accounts = accountsOf(import.meta.filename);
const today = shanghaiDate(new Date());
// Most of the time goes into accessibility checks.
const pageMilliseconds = 120_000;
let browser: Browser;
let stages: Stages;

beforeAll(async () => {
  browser = await launchBrowser();
  stages = await prepareStages(cloud.target, accounts);
});

test(
  '我的证照 → 增项注册: specialties that are not registered yet are added, down to the submission',
  async () => {
    const { account, number } = await registered('constructor-2');
    const visitor = await visit(browser, siteUrl, 'phone');
    const { page } = visitor;
    await openSignedIn(page, '/practitioner/certificates.html', 'person', account);
    await page.getByText('本平台没有其电子证书').waitFor();
    await page.getByText(/延续注册：该注册有效期至.*请自.*起申请延续注册。/).waitFor();
    await checkPage(page);
    await page.getByRole('button', { name: `增项注册 ${number}` }).click();
    await page.waitForURL('**/practitioner/application.html?id=*');

    await page.getByRole('heading', { name: '1. 选择注册' }).waitFor();
    await page.getByRole('radio', { checked: true, name: number }).waitFor();
    await page.getByText(companyBehind(stages.company).name).waitFor();
    await checkPage(page);
    await next(page);
    await page.getByText('已注册的专业：建筑工程').waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(1);
    await next(page);
    await page.getByText('请至少选择一个注册专业。').first().waitFor();
    await page.getByRole('checkbox', { name: '公路工程' }).check();
    await checkPage(page);
    await next(page);
    await page.getByRole('heading', { name: '3. 个人照片' }).waitFor();
    await choose(page, '个人免冠证件照', await portrait());
    await page.getByRole('img', { name: '个人免冠证件照' }).waitFor();
    await next(page);
    await declareNothing(page);
    await confirm(page, '申请增加的专业');
    await page.getByText('待企业确认', { exact: true }).waitFor();
    // Who has submitted is led to where the application stands now.
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('standing');
    await page.getByRole('heading', { name: '申请内容' }).waitFor();
    await checkPage(page);
    await left(visitor);
  },
  pageMilliseconds,
);

test(
  'a renewal knows its employer, and an expired registration leads to registration again',
  async () => {
    const validUntil = addDays(today, 30);
    const { account, number } = await registered('structural-2', { validUntil });
    const visitor = await visit(browser, siteUrl, 'desk');
    const { page } = visitor;
    await openSignedIn(page, '/practitioner/apply.html', 'person', account);
    await page.getByRole('region', { name: '延续注册' }).waitFor();
    await page.getByText('您已持有有效的二级注册结构工程师注册').first().waitFor();
    await checkPage(page);
    await page.getByRole('button', { name: `开始申报 二级注册结构工程师延续注册 ${number}` }).click();
    await page.waitForURL('**/practitioner/application.html?id=*');
    await page.getByText(chineseDate(validUntil)).first().waitFor();
    await next(page);
    await choose(page, '个人免冠证件照', await portrait());
    await page.getByRole('img', { name: '个人免冠证件照' }).waitFor();
    await choose(page, '劳动合同', await scan('劳动合同.pdf', 2));
    await page.getByText('劳动合同.pdf').waitFor();
    await next(page);
    await expect.poll(() => page.getByLabel('聘用企业名称').inputValue()).toBe(companyBehind(stages.company).name);
    await page.getByLabel('工作岗位').fill('结构工程师');
    await page.getByRole('radio', { name: '固定期限', exact: true }).check();
    await page.getByLabel('合同开始日期').fill(addDays(today, -30));
    await page.getByLabel('合同结束日期').fill(addMonths(today, 12));
    await checkPage(page);
    await next(page);
    await declareNothing(page);
    await confirm(page, '延续注册申请表');
    await page.getByText('待企业确认', { exact: true }).waitFor();
    await page.getByRole('heading', { name: '注册信息' }).waitFor();
    await checkPage(page);
    await left(visitor);

    const expired = await registered('cost-2', { validUntil: addDays(today, -1) });
    const late = await visit(browser, siteUrl, 'desk');
    await openSignedIn(late.page, '/practitioner/certificates.html', 'person', expired.account);
    await late.page.getByRole('button', { name: `重新注册 ${expired.number}` }).waitFor();
    await checkPage(late.page);
    await left(late);
  },
  pageMilliseconds,
);

test(
  'a change of employer, of personal data and a cancellation ask for what they need',
  async () => {
    const leaving = await registered('cost-2');
    const change = await draft(leaving.account, 'cost-2', 'change-employer', leaving.number, 'phone');
    await next(change.page);
    await change.page.getByRole('heading', { name: '2. 照片与合同' }).waitFor();
    await change.page.getByRole('button', { name: /聘用信息/ }).click();
    await change.page.getByText(`原聘用企业：${companyBehind(stages.company).name}`).waitFor();
    await change.page.getByLabel('统一社会信用代码').fill(companyBehind(stages.company).creditCode);
    await change.page.getByText('请填写变更后的聘用企业。').first().waitFor();
    await checkPage(change.page);
    await left(change);

    const renaming = await registered('architect-2');
    const renamed = `${renaming.account}-renamed`;
    const personal = await draft(renamed, 'architect-2', 'change-personal', renaming.number, 'phone');
    await personal.page
      .getByText(personBehind({ account: renamed }).name, { exact: true })
      .first()
      .waitFor();
    await checkPage(personal.page);
    await personal.page.getByLabel('原证件号码').fill('320106198803150017');
    await personal.page.getByText('原证件号码不正确').first().waitFor();
    // What comes and goes below it does not take the focus away from who is typing.
    expect(await personal.page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('formerIdNumber');
    expect(await personal.page.getByLabel('原注册编号').inputValue()).toBe(renaming.number);
    await checkPage(personal.page);
    await left(personal);

    const ending = await registered('cost-2');
    const cancellation = await draft(ending.account, 'cost-2', 'cancellation', ending.number, 'desk');
    await next(cancellation.page);
    await cancellation.page.getByText('注册注销后，注册证书随即失效，不能恢复。').waitFor();
    await next(cancellation.page);
    await cancellation.page.getByText('请选择注销原因。').first().waitFor();
    await cancellation.page.getByRole('radio', { name: '本人申请注销' }).check();
    await cancellation.page.getByLabel('情况说明').fill('不再执业。');
    await checkPage(cancellation.page);
    await next(cancellation.page);
    await confirm(cancellation.page, '注销原因');
    // Of one's own wish it is decided by one officer, without acceptance and review.
    await cancellation.page.getByText('待审批', { exact: true }).waitFor();
    await cancellation.page.getByRole('button', { name: '撤回' }).waitFor();
    await checkPage(cancellation.page);
    await left(cancellation);
  },
  pageMilliseconds,
);

test('我要办事 says to who has no registration that there is none to amend', async () => {
  const account = accounts.person();
  await completeProfile(await signInAs(cloud.target, account));
  const visitor = await visit(browser, siteUrl, 'phone');
  const { page } = visitor;
  await openSignedIn(page, '/practitioner/apply.html?profession=cost-2&matter=renewal', 'person', account);
  await page.getByText('您没有有效的二级注册造价工程师注册，不能办理延续注册。').waitFor();
  await page.getByText('您没有有效的注册，无需办理。').waitFor();
  await page.getByText('证件号码已变更，查不到原来的注册？').click();
  await page.getByRole('button', { name: '开始申报 二级注册建筑师变更注册（个人信息）' }).waitFor();
  await checkPage(page);
  await left(visitor);
});

/** A person with a complete profile whose registration with the file's company was taken over. */
async function registered(
  profession: ProfessionCode,
  over: Partial<TakenOver> = {},
): Promise<{ account: string; number: string }> {
  const account = accounts.person();
  await importCast(cloud.target, [{ account, profession }]);
  const taken = { account, profession, company: stages.company.account, ...over };
  const [number = ''] = await takeOver(stages.staff.registrar, [taken]);
  await completeProfile(await signInAs(cloud.target, account));
  return { account, number };
}

/** A draft about a registration, opened by its applicant. */
async function draft(
  account: string,
  profession: ProfessionCode,
  matter: MatterCode,
  number: string,
  screen: 'phone' | 'desk',
): Promise<Visitor> {
  const id = await begin(await signInAs(cloud.target, account), profession, matter, number);
  const visitor = await visit(browser, siteUrl, screen);
  await openSignedIn(visitor.page, `/practitioner/application.html?id=${id}`, 'person', account);
  await visitor.page.getByText(number).first().waitFor();
  await checkPage(visitor.page);
  return visitor;
}

async function next(page: Page): Promise<void> {
  await page.getByRole('button', { name: '下一步' }).click();
}

/** Reads the papers, which say what is asked for, and submits. */
async function confirm(page: Page, part: string): Promise<void> {
  await page.getByRole('article', { name: '申请表' }).getByText(part).first().waitFor();
  await checkPage(page);
  await page.getByLabel('我已认真阅读并确认申请表内容').check();
  await page.getByLabel('我已认真阅读并作出上述承诺').check();
  await page.getByRole('button', { name: '确认提交' }).click();
}

async function left(visitor: Visitor): Promise<void> {
  expectNoComplaints(visitor);
  await visitor.leave();
}
