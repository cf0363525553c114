import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { findAccount } from '../../local/services/identity/accounts.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { importCast } from '../support/parties/cast.ts';
import { verificationCode } from '../support/parties/certificate-code.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { expectNoComplaints, launchBrowser, visit, type Visitor } from './browser.ts';
import { acceptByKeyboard, giveOpinion } from './department.ts';
import { completeCompany, confirmApplication } from './employer.ts';
import { checkPage, focusedDescription, tabTo } from './page-checks.ts';
import { apply, completeProfile, downloadCertificate, submittedNumber } from './practitioner.ts';
import { openSignedIn } from './sign-in.ts';

const { siteUrl } = cloud.target;
const accounts = accountsOf(import.meta.filename);
let browser: Browser;
// Half a minute on an idle machine, most of it accessibility checks and seven seconds of publicity.
const journeyMilliseconds = 150_000;

beforeAll(async () => {
  browser = await launchBrowser();
});

test(
  'a practitioner, an employer, three officials and a passer-by take an application to a verified certificate',
  async () => {
    const [person, company] = [accounts.person(), accounts.company()];
    await importCast(cloud.target, [{ account: person, profession: 'cost-2', matter: 'initial' }]);
    const employer = await visit(browser, siteUrl, 'desk');
    await openSignedIn(employer.page, '/employer/work-items.html', 'legal-person', company);
    await completeCompany(employer.page);

    const practitioner = await visit(browser, siteUrl, 'phone');
    const { page } = practitioner;
    await openSignedIn(page, '/practitioner/apply.html', 'person', person);
    await completeProfile(page);
    await apply(page, '二级注册造价工程师初始注册', employerOf(company));
    const number = await submittedNumber(page);

    await employer.page.reload();
    await confirmApplication(employer.page, number);
    expectNoComplaints(employer);
    await employer.leave();

    await atDesk('acceptance-1', (officer) => acceptByKeyboard(officer.page, number));
    await atDesk('review-1', (reviewer) =>
      giveOpinion(reviewer.page, number, {
        choice: '建议准予注册',
        label: '审核意见',
        words: '材料齐全，符合注册条件。',
        confirm: '提交审核意见',
        done: '审核意见已提交审批。',
      }),
    );
    await atDesk('decision-1', (decider) =>
      giveOpinion(decider.page, number, {
        choice: '准予注册',
        label: '审批意见',
        words: '准予注册。',
        confirm: '确认准予注册',
        done: '已准予注册，进入公示。',
      }),
    );

    const certificate = await downloadCertificate(page);
    expect(certificate.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    const code = await verificationCode(certificate);
    const [registrationNumber = ''] = /建\[造\]\d+/.exec(await page.getByRole('main').innerText()) ?? [];
    expectNoComplaints(practitioner);
    await practitioner.leave();
    await verify(registrationNumber, code);
  },
  journeyMilliseconds,
);

test('a profile is filled in with nothing but the keyboard', async () => {
  const visitor = await visit(browser, siteUrl, 'desk');
  const { page } = visitor;
  await openSignedIn(page, '/practitioner/profile.html', 'person', accounts.person());
  const type = async (label: string, text: string) => {
    await tabTo(page.getByLabel(label));
    await page.keyboard.type(text);
  };
  await type('手机号码', '123');
  await tabTo(page.getByRole('button', { name: '保存' }));
  await page.keyboard.press('Enter');
  // The summary takes the focus; its first link leads to the field that it speaks of.
  await page.locator('[role=alert]:focus').waitFor();
  const firstProblem = await page.getByRole('alert').getByRole('link').first().innerText();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => focusedDescription(page)).toContain(firstProblem);
  await tabTo(page.getByLabel('手机号码'), 'Shift+Tab');
  await page.keyboard.press('ControlOrMeta+A');
  await type('手机号码', '13912345678');
  await tabTo(page.getByLabel('民族'));
  await page.keyboard.press('ArrowDown');
  await tabTo(page.getByLabel('最高学历'));
  await page.keyboard.press('ArrowDown');
  await type('毕业院校', '江南演示大学');
  await type('所学专业', '土木工程');
  // This Chromium speaks English only, so month and day come before the year.
  await type('毕业时间', '06302012');
  await type('通讯地址', '江苏省南京市鼓楼区演示路1号');
  await page.keyboard.press('Enter');
  await page.getByText('已保存。').waitFor();
  await checkPage(page);
  await page.reload();
  await page.getByLabel('通讯地址').waitFor();
  expect(await page.getByLabel('毕业时间').inputValue()).toBe('2012-06-30');
  expectNoComplaints(visitor);
  await visitor.leave();
});

test.each([
  '/',
  '/guides.html',
  '/guides/constructor-2-change-employer.html',
  '/notices.html',
  '/verify.html',
  '/sign-in.html',
])('the public page %s has no serious accessibility violation on a phone', async (address) => {
  const visitor = await visit(browser, siteUrl, 'phone');
  await visitor.page.goto(address);
  await visitor.page.getByRole('heading', { level: 1 }).waitFor();
  await checkPage(visitor.page);
  expectNoComplaints(visitor);
  await visitor.leave();
});

/** An official signs in, does their part without a complaint of the browser, and leaves. */
async function atDesk(account: string, act: (visitor: Visitor) => Promise<void>): Promise<void> {
  const visitor = await visit(browser, siteUrl, 'desk');
  await openSignedIn(visitor.page, '/department.html', 'staff', account);
  await act(visitor);
  expectNoComplaints(visitor);
  await visitor.leave();
}

async function verify(number: string, code: string): Promise<void> {
  const visitor = await visit(browser, siteUrl, 'phone');
  const { page } = visitor;
  await page.goto('/verify.html');
  await page.getByLabel('注册编号').fill(number);
  await page.getByLabel('验证码').fill(code);
  await page.getByRole('button', { name: '验证' }).click();
  await page.getByText('证书真实有效。').waitFor();
  await checkPage(page);
  expectNoComplaints(visitor);
  await visitor.leave();
}

function employerOf(account: string): { name: string; creditCode: string } {
  const company = findAccount(account);
  if (company?.party !== 'legal-person') throw new Error(`${account} is no company`);
  return company;
}
