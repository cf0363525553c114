import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { addMonths, chineseDate, shanghaiDate } from '../../domain/calendar-dates.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { confirmAsEmployer, waitFor } from '../support/parties/play.ts';
import { scan } from '../support/parties/sample-files.ts';
import { prepareStages, type Scene } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { expectNoComplaints, launchBrowser, visit, type Visitor } from './browser.ts';
import { checkPage, focusedDescription } from './page-checks.ts';
import { openSignedIn } from './sign-in.ts';

const { siteUrl } = cloud.target;
let browser: Browser;
// A quarter of a minute on an idle machine, most of it accessibility checks.
const correctionMilliseconds = 120_000;

beforeAll(async () => {
  browser = await launchBrowser();
});

test(
  'an officer names fields and files, each party mends them where they stand, and the timeline shows before and after',
  async () => {
    const stages = await prepareStages(cloud.target, accountsOf(import.meta.filename));
    const scene = await stages.at('awaiting-acceptance', 'cost-2');
    await at(scene, 'department', askPractitioner);
    await waitFor(scene.person, scene.id, 'awaiting-correction');
    await at(scene, 'practitioner', mendDraft);
    // What the form says has changed: the employer seals it anew before the department goes on.
    await waitFor(scene.person, scene.id, 'awaiting-employer');
    await confirmAsEmployer(scene.company, scene.id, scene.profession);
    await waitFor(scene.person, scene.id, 'awaiting-acceptance');
    await at(scene, 'department', askEmployer);
    await waitFor(scene.person, scene.id, 'awaiting-correction');
    await at(scene, 'employer', mendSupplement);
  },
  correctionMilliseconds,
);

async function askPractitioner({ page }: Visitor): Promise<void> {
  await page.getByRole('radio', { name: /^补正通知/ }).check();
  expect(await page.getByLabel('为何未能在首次通知中一并告知').count()).toBe(0);
  await page.getByRole('radio', { name: '申请人' }).check();
  await writeItem(page, 1, '劳动合同', '第二页不清晰，请重新扫描上传。');
  await page.getByRole('button', { name: '增加一项' }).click();
  await writeItem(page, 2, '合同结束日期', '与劳动合同不一致，请核对。');
  await page.getByRole('button', { name: '增加一项' }).click();
  await writeItem(page, 3, '其他', '请说明社会保险的缴纳单位。');
  await page.getByRole('button', { name: '增加一项' }).click();
  await writeItem(page, 4, '通讯地址', '请写明门牌号。');
  await page.getByRole('button', { name: '发出补正通知' }).click();
  const missing = page.getByRole('alert').filter({ hasText: '请填写第3项的材料或项目。' });
  await missing.waitFor();
  await checkPage(page);
  await page.getByLabel('其他材料或项目').fill('社会保险');
  await page.getByRole('button', { name: '发出补正通知' }).click();
  await page.getByRole('status').filter({ hasText: '补正通知已发出。' }).waitFor();
}

async function writeItem(page: Page, number: number, subject: string, problem: string): Promise<void> {
  const item = page.getByRole('group', { name: `补正内容 ${number}` });
  await item.getByLabel('材料或项目', { exact: true }).selectOption(subject);
  await item.getByLabel('存在的问题和补正要求').fill(problem);
}

async function mendDraft({ page }: Visitor): Promise<void> {
  const notice = page.locator('section').filter({ has: page.getByRole('heading', { name: '补正通知' }) });
  await notice.getByText('共 4 项').waitFor();
  await checkPage(page);
  // The overview leads to the field, and the field says what is wrong with it.
  await notice.getByRole('listitem').filter({ hasText: '合同结束日期' }).getByRole('link', { name: '去修改' }).click();
  expect(await focusedDescription(page)).toContain('第2项需要补正：与劳动合同不一致，请核对。');
  const end = addMonths(shanghaiDate(new Date()), 24);
  await page.getByLabel('合同结束日期', { exact: true }).fill(end);
  await expect.poll(() => page.getByLabel('聘用结束日期', { exact: true }).inputValue()).toBe(end);
  await notice.getByRole('listitem').filter({ hasText: '劳动合同' }).first().getByRole('link').click();
  expect(await focusedDescription(page)).toContain('第1项需要补正：第二页不清晰，请重新扫描上传。');
  const contract = await scan('重新扫描的合同.pdf', 3);
  await page
    .locator('input[type=file]:focus')
    .setInputFiles({ name: contract.name, mimeType: contract.type, buffer: contract.bytes });
  await page.getByText('重新扫描的合同.pdf').first().waitFor();
  await notice.getByRole('link', { name: '去更新基本信息' }).click();
  await page.getByText('第4项需要补正：请写明门牌号。').waitFor();
  await checkPage(page);
  await page.getByLabel('通讯地址').fill('江苏省南京市鼓楼区演示路1号2栋303室');
  await page.getByRole('button', { name: '保存并返回' }).click();
  await page.getByLabel('1. 劳动合同').fill('已重新扫描并上传。');
  await page.getByLabel('2. 合同结束日期').fill('已按合同改正。');
  await page.getByRole('button', { name: '提交补正' }).click();
  await page.getByRole('alert').filter({ hasText: '请填写第3项的答复' }).waitFor();
  await checkPage(page);
  await page.getByLabel('4. 通讯地址').fill('已写明。');
  await page.getByLabel('3. 社会保险').fill('由聘用企业缴纳。');
  await page.getByRole('button', { name: '提交补正' }).click();
  await page.getByRole('heading', { name: '阅读并确认新的申请表' }).waitFor();
  await checkPage(page);
  await page.getByLabel('我已认真阅读并确认申请表内容').check();
  await page.getByLabel('我已认真阅读并作出上述承诺').check();
  await page.getByRole('button', { name: '提交补正' }).click();
  await page.getByText('待企业确认', { exact: true }).waitFor();
  const changes = page.getByLabel('修改前后对照');
  await changes.waitFor();
  const text = await changes.innerText();
  for (const part of [
    '合同结束日期',
    chineseDate(end),
    '聘用结束日期',
    '劳动合同.pdf',
    '重新扫描的合同.pdf',
    '303室',
  ]) {
    expect(text).toContain(part);
  }
  await checkPage(page);
}

async function askEmployer({ page }: Visitor): Promise<void> {
  await page.getByRole('radio', { name: /^补正通知/ }).check();
  await page.getByRole('radio', { name: '聘用企业' }).check();
  await writeItem(page, 1, '是否为造价咨询企业', '与企业登记的经营范围不符，请核对。');
  await page.getByRole('button', { name: '发出补正通知' }).click();
  await page.getByRole('alert').filter({ hasText: '请说明为何未能在首次补正通知中一并告知。' }).waitFor();
  await checkPage(page);
  await page.getByLabel('为何未能在首次通知中一并告知').fill('经营范围于首次通知后变更。');
  await page.getByRole('button', { name: '发出补正通知' }).click();
  await page.getByRole('status').filter({ hasText: '补正通知已发出。' }).waitFor();
}

async function mendSupplement({ page }: Visitor): Promise<void> {
  await page.getByText('未能在首次补正通知中一并告知的原因：经营范围于首次通知后变更。').first().waitFor();
  const choice = page.getByRole('group', { name: '是否为造价咨询企业' });
  await choice.getByText('第1项需要补正：与企业登记的经营范围不符，请核对。').waitFor();
  await checkPage(page);
  await choice.getByRole('radio', { name: '否', exact: true }).check();
  await page.getByLabel('1. 是否为造价咨询企业').fill('已改正。');
  await page.getByRole('button', { name: '提交补正' }).click();
  await page.getByText('待受理', { exact: true }).waitFor();
  await page.getByLabel('修改前后对照').first().getByText('是否为造价咨询企业').waitFor();
  await checkPage(page);
}

const places = {
  practitioner: { screen: 'phone', party: 'person' },
  employer: { screen: 'desk', party: 'legal-person' },
  department: { screen: 'desk', party: 'staff' },
} as const;

/** One party opens the application of a scene and acts on it, without a complaint of the browser. */
async function at(scene: Scene, place: keyof typeof places, act: (visitor: Visitor) => Promise<void>): Promise<void> {
  const { screen, party } = places[place];
  const visitor = await visit(browser, siteUrl, screen);
  const page = place === 'department' ? 'case' : 'application';
  const accounts = { practitioner: scene.person, employer: scene.company, department: scene.staff.acceptance };
  await openSignedIn(visitor.page, `/${place}/${page}.html?id=${scene.id}`, party, accounts[place].account);
  await act(visitor);
  expectNoComplaints(visitor);
  await visitor.leave();
}
