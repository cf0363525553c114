import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { departmentEndpoints } from '../../api/department.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { addDays, chineseDate, shanghaiDate } from '../../domain/calendar-dates.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { importCast } from '../support/parties/cast.ts';
import { verificationCode } from '../support/parties/certificate-code.ts';
import { downloadPdf } from '../support/cloud/download.ts';
import { companyBehind, personBehind } from '../support/parties/expected.ts';
import { type Party, signInAs, until } from '../support/parties/party.ts';
import { answerHearing, begin, fillIn, waitFor } from '../support/parties/play.ts';
import { scan } from '../support/parties/sample-files.ts';
import { cancelUnprintable } from '../support/parties/incomplete-document.ts';
import { takeOver } from '../support/parties/register.ts';
import { decide, playOn, prepareStages, recommend, type Scene, type Stages } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { expectNoComplaints, launchBrowser, visit, type Visitor } from './browser.ts';
import { giveOpinion } from './department.ts';
import { checkPage } from './page-checks.ts';
import { choose } from './practitioner.ts';
import { openSignedIn } from './sign-in.ts';

const { siteUrl } = cloud.target;
const accounts = accountsOf(import.meta.filename);
// Half a minute on an idle machine, most of it accessibility checks.
const officeMilliseconds = 120_000;
const profession = 'cost-2';
let browser: Browser;
let stages: Stages;

beforeAll(async () => {
  [browser, stages] = await Promise.all([launchBrowser(), prepareStages(cloud.target, accounts)]);
});

interface Registered {
  readonly person: Party;
  readonly number: string;
}

/** A person with a registration at a company that the register took over. */
async function registeredAt(company: Party): Promise<Registered> {
  const account = accounts.person();
  await importCast(cloud.target, [{ account, profession }]);
  const [number = ''] = await takeOver(stages.staff.registrar, [{ account, profession, company: company.account }]);
  return { person: await signInAs(cloud.target, account), number };
}

/** A change from a former employer to the company of the stages, up to the question to the former one. */
async function leaving(former: Party): Promise<Scene> {
  const { person, number } = await registeredAt(former);
  const { company, staff } = stages;
  const id = await begin(person, profession, 'change-employer', number);
  const scene = { profession, person, company, staff, id } as const;
  await fillIn(person, company, id, profession, new Date());
  await playOn('draft', 'awaiting-release', scene);
  return scene;
}

test(
  'a former employer releases one person and objects to another, and the department reads why beside the decision',
  async () => {
    const former = await signInAs(cloud.target, accounts.company());
    const [released, kept] = [await leaving(former), await leaving(former)];
    const visitor = await at('employer', '/employer/work-items.html', former.account);
    const { page } = visitor;
    await openWorkItem(page, released);
    await page.getByText(companyBehind(stages.company).name).first().waitFor();
    expect(await page.getByRole('heading', { name: '文书与材料' }).count()).toBe(0);
    await checkScreens(page);
    await page.getByRole('button', { name: '同意解除聘用' }).click();
    await checkScreens(page);
    await page.getByRole('button', { name: '确认同意' }).click();
    await page.getByText('本企业已同意解除聘用。').waitFor();
    await waitFor(released.person, released.id, 'awaiting-acceptance');

    await page.goto('/employer/work-items.html');
    await openWorkItem(page, kept);
    await page.getByRole('button', { name: '提出异议' }).click();
    await page.getByRole('button', { name: '确认提出异议' }).click();
    await page.getByRole('alert').filter({ hasText: '请填写异议理由。' }).waitFor();
    await checkScreens(page);
    const reason = '该人员担任项目负责人的工程尚未竣工。';
    await page.getByLabel('异议理由').fill(reason);
    await page.getByRole('button', { name: '确认提出异议' }).click();
    await page.getByText('本企业已提出异议。').waitFor();
    await checkScreens(page);
    await left(visitor);

    await waitFor(kept.person, kept.id, 'awaiting-acceptance');
    const officer = await at('department', `/department/case.html?id=${kept.id}`, 'acceptance-1');
    const objection = officer.page.getByRole('alert').filter({ hasText: '原聘用企业提出异议' });
    await objection.getByText(reason).waitFor();
    await officer.page.getByRole('heading', { name: '注册信息' }).waitFor();
    await checkScreens(officer.page);
    await left(officer);
  },
  officeMilliseconds,
);

test(
  'an employer begins a cancellation from 在册人员, signs and seals it, and withdraws it',
  async () => {
    const { company } = stages;
    const { person, number } = await registeredAt(company);
    const visitor = await at('employer', '/employer/registrations.html', company.account);
    const { page } = visitor;
    await page.getByText('筛选', { exact: true }).first().click();
    await page.getByLabel('到期月份').fill('明年三月');
    await page.getByRole('button', { name: '筛选' }).click();
    // What is refused is read out: the focus goes there.
    await page.locator('[role=alert]:focus').filter({ hasText: '请填写年月' }).waitFor();
    await checkScreens(page);
    await askToCancel(page, number);
    await page.getByRole('button', { name: '提交，去签字盖章' }).click();
    await page.getByRole('alert').filter({ hasText: '还有 2 处' }).waitFor();
    await checkScreens(page);
    await page.getByRole('radio', { name: /^与聘用企业解除劳动合同/ }).check();
    await page.getByLabel('情况说明').fill('双方已于上月解除劳动合同。');
    await choose(page, '注销依据材料', await scan('解除劳动合同证明.pdf', 1));
    await page.getByText('解除劳动合同证明.pdf').waitFor();
    await page.getByRole('button', { name: '提交，去签字盖章' }).click();
    await page.waitForURL('**/employer/application.html?id=*');

    await page.getByRole('heading', { name: '签字盖章', exact: true }).waitFor();
    await page.getByRole('button', { name: '下载申请表' }).first().waitFor();
    expect(await page.getByRole('button', { name: '退回' }).count()).toBe(0);
    expect(await page.getByRole('heading', { name: '补充企业信息' }).count()).toBe(0);
    await checkScreens(page);
    await choose(page, '签字盖章的申请表', await scan('盖章注销申请表.pdf', 1));
    await page.getByText('盖章注销申请表.pdf').waitFor();
    await page.getByRole('button', { name: '确认并提交' }).click();
    // The person is heard before the department is asked.
    await page.getByText('待陈述申辩', { exact: true }).waitFor();
    await checkScreens(page);
    const id = new URL(page.url()).searchParams.get('id') ?? '';
    await answerHearing(person, id, '劳动合同尚未解除。');
    await page.getByText('待受理', { exact: true }).waitFor();
    expect(await page.getByText('劳动合同尚未解除。').count()).toBe(0);
    await checkScreens(page);

    const address = page.url();
    await page.goto('/employer/registrations.html');
    await askToCancel(page, number);
    await page.getByRole('radio', { name: /^不再从事该专业执业活动/ }).check();
    await page.getByLabel('情况说明').fill('再次提交。');
    await page.getByRole('button', { name: '提交，去签字盖章' }).click();
    await page.getByRole('link', { name: '查看正在办理的注销申请' }).click();
    await page.waitForURL(address);
    await page.getByRole('button', { name: '撤回' }).click();
    await page.getByRole('button', { name: '确认撤回' }).click();
    await page.getByText('本企业已撤回注销申请。').waitFor();
    await page.goto('/employer/applications.html');
    await page.getByText('由本企业发起').waitFor();
    await checkScreens(page);

    await page.goto('/employer/registrations.html');
    const tick = page.getByRole('checkbox', { name: `选择 ${personBehind(person).name} ${number}` });
    await tick.check();
    await page.getByRole('button', { name: '批量申请注销' }).click();
    await page.getByRole('radio', { name: /^不再从事该专业执业活动/ }).check();
    await page.getByLabel('情况说明').fill('一并申请。');
    // Who leaves before anything is sent finds the choice and the words again.
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await tick.isChecked()).toBe(true);
    await page.getByRole('button', { name: '批量申请注销' }).click();
    expect(await page.getByLabel('情况说明').inputValue()).toBe('一并申请。');
    await page.getByRole('button', { name: '预览' }).click();
    await page.getByText('可以申请的 1 人').waitFor();
    await checkScreens(page);
    await page.getByRole('button', { name: '为 1 人提交' }).click();
    await page.getByRole('link', { name: '去签字盖章' }).waitFor();
    await page.getByRole('button', { name: '完成' }).and(page.locator(':enabled')).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('勾选后可以一并申请注销').waitFor();
    await tick.check();
    await page.getByRole('button', { name: '批量申请注销' }).click();
    await page.getByRole('button', { name: '预览' }).waitFor();
    expect(await page.getByLabel('情况说明').inputValue()).toBe('');
    // The refusal of the second one is what the browser has to complain about.
    expect(visitor.complaints).toEqual([expect.stringContaining('409')]);
    await visitor.leave();
    const { items } = await person.send(practitionerEndpoints.listRegistrations, {});
    expect(items).toMatchObject([{ number, status: 'valid' }]);
  },
  officeMilliseconds,
);

test(
  'a reviewer begins an official cancellation from the register; once decided, everybody sees that the registration has ended',
  async () => {
    const taken = await registeredAt(stages.company);
    const scene = await stages.at('approved', profession);
    const { person, company } = scene;
    const { number, code } = await certified(person);

    const reviewer = await at('department', '/department/register.html', 'review-1');
    const { page } = reviewer;
    await look(page, taken.number);
    await page.getByText('该注册由原注册名册转入').waitFor();
    await look(page, number);
    await page.getByRole('link', { name: '查看注册申请' }).waitFor();
    await page.getByRole('button', { name: '依职权注销' }).click();
    await page.getByRole('button', { name: '提交依职权注销' }).click();
    await page.getByRole('alert').filter({ hasText: '还有 2 处' }).waitFor();
    await checkScreens(page);
    await page.getByRole('radio', { name: /^以欺骗、贿赂等不正当手段取得注册，被撤销/ }).check();
    await page.getByLabel('情况说明').fill('经查实，注册系以欺骗手段取得，已依法撤销。');
    await page.getByRole('button', { name: '提交依职权注销' }).click();
    // The decision that the ground rests on is named with its day, and shown.
    await page.getByRole('alert').filter({ hasText: '还有 3 处' }).waitFor();
    await checkScreens(page);
    await choose(page, '注销依据材料', await scan('撤销决定书.pdf', 1));
    await page.getByText('撤销决定书.pdf').waitFor();
    await page.getByLabel('决定文书及文号').fill('苏建撤字〔2026〕1号');
    await page.getByLabel('决定日期').fill(shanghaiDate(new Date()));
    await page.getByRole('button', { name: '提交依职权注销' }).click();
    await page.waitForURL('**/department/case.html?id=*');
    await page.getByText('《中华人民共和国行政许可法》第六十九条第二款').waitFor();
    await page.getByText('住房和城乡建设主管部门（依职权）').waitFor();
    const id = new URL(page.url()).searchParams.get('id') ?? '';
    await answerHearing(person, id);
    const { number: caseNumber } = await waitFor(person, id, 'under-review');
    await page.reload();
    await page.getByRole('radio', { name: /^撤回/ }).waitFor();
    // Whoever has begun it does not review it.
    expect(await page.getByRole('radio', { name: /^建议/ }).count()).toBe(0);
    await checkScreens(page);
    await left(reviewer);

    const second = await at('department', `/department/case.html?id=${id}`, 'review-2');
    await second.page.getByRole('radio', { name: /^建议准予注销注册/ }).check();
    await second.page.getByLabel('审核意见').fill('事实清楚，依据充分。');
    await second.page.getByRole('button', { name: '提交审核意见' }).click();
    await second.page.getByRole('status').filter({ hasText: '审核意见已提交审批。' }).waitFor();
    await waitFor(person, id, 'awaiting-decision');
    await left(second);

    const decider = await at('department', '/department.html', 'decision-1');
    await giveOpinion(decider.page, caseNumber ?? '', {
      paper: '注销注册申请表',
      choice: '准予注销注册',
      label: '审批意见',
      words: '准予注销。',
      confirm: '确认准予注销注册',
      done: '已准予注销注册。',
    });
    await waitFor(person, id, 'approved');
    await decider.page.goto('/department/register.html');
    await look(decider.page, number);
    await decider.page.getByText('注销日期').waitFor();
    expect(await decider.page.getByRole('button', { name: '依职权注销' }).count()).toBe(0);
    await checkScreens(decider.page);
    await decider.page.goto('/department/figures.html');
    await decider.page
      .getByRole('region', { name: '各事项件数表' })
      .getByRole('rowheader', { name: /注销注册/ })
      .first()
      .waitFor();
    await checkScreens(decider.page);
    const saved = decider.page.waitForEvent('download');
    await decider.page.getByRole('button', { name: '下载 CSV：各设区市件数' }).click();
    expect(await readFile(await (await saved).path(), 'utf8')).toMatch(/^\ufeff设区市,申请,在办,/);
    await left(decider);

    const employer = await at('employer', '/employer/registrations.html', company.account);
    const ended = employer.page.getByRole('region', { name: '已失效的注册' });
    await ended.getByText(personBehind(person).name).waitFor();
    expect(await ended.getByRole('button').count()).toBe(0);
    await checkScreens(employer.page);
    await left(employer);

    const passerBy = await visit(browser, siteUrl, 'phone');
    await passerBy.page.goto(`/verify.html#${new URLSearchParams({ number, code }).toString()}`);
    await passerBy.page
      .getByText(`证书已失效：该注册已被依法撤销，于${chineseDate(shanghaiDate(new Date()))}注销。`)
      .waitFor();
    await checkPage(passerBy.page);
    await left(passerBy);
  },
  officeMilliseconds,
);

test('a renewal of what is cancelled meanwhile cannot be approved, and the decider reads why', async () => {
  const { company, staff } = stages;
  const account = accounts.person();
  await importCast(cloud.target, [{ account, profession }]);
  const validUntil = addDays(shanghaiDate(new Date()), 30);
  const [number = ''] = await takeOver(staff.registrar, [
    { account, profession, company: company.account, validUntil },
  ]);
  const person = await signInAs(cloud.target, account);
  const renewal = {
    profession,
    person,
    company,
    staff,
    id: await begin(person, profession, 'renewal', number),
  } as const;
  await fillIn(person, company, renewal.id, profession, new Date());
  await playOn('draft', 'awaiting-decision', renewal);
  const body = { ground: 'other-legal-ground', statement: '经核实应当注销。' } as const;
  const { id } = await staff.otherReview.send(departmentEndpoints.beginCancellation, { params: { number }, body });
  await answerHearing(person, id);
  await waitFor(person, id, 'under-review');
  const cancellation = { ...renewal, id };
  await recommend(cancellation);
  await waitFor(person, id, 'awaiting-decision');
  await decide(cancellation);
  await waitFor(person, id, 'approved');

  const decider = await at('department', `/department/case.html?id=${renewal.id}`, 'decision-1');
  const { page } = decider;
  await page.getByRole('radio', { name: /^准予延续注册/ }).check();
  await page.getByLabel('审批意见').fill('准予延续。');
  await page.getByRole('button', { name: '确认准予延续注册' }).click();
  const refusal = page.getByRole('alert').filter({ hasText: '该注册已被注销，请不予批准并说明原因。' });
  await refusal.waitFor();
  expect(await refusal.getByRole('link').count()).toBe(0);
  await checkScreens(page);
  // The refusal is what the browser has to complain about.
  expect(decider.complaints).toEqual([expect.stringContaining('422')]);
  await decider.leave();
});

test('a reviewer finds the papers that lack a character, reads what and where, and registers that each is written', async () => {
  const { number } = await registeredAt(stages.company);
  const id = await cancelUnprintable(cloud, stages.staff, number);
  const reviewer = await at('department', '/department.html', 'review-2');
  const { page } = reviewer;
  await page.getByRole('link', { name: '待补写文书' }).click();
  const rows = page.getByRole('listitem').filter({ has: page.locator(`a[href*="${id}"]`) });
  await rows.getByText('注销注册申请表：“😀”（姓名）').waitFor();
  await rows.getByText('陈述申辩告知书：“😀”（正文）').waitFor();
  await checkScreens(page);
  await rows.filter({ hasText: '陈述申辩告知书' }).getByRole('link', { name: '补写' }).click();
  await page.getByRole('heading', { name: '待补写文书' }).waitFor();
  for (const [title, note] of [
    ['陈述申辩告知书', '已在抬头处手写。'],
    ['注销注册申请表', '已在姓名处手写。'],
  ] as const) {
    const paper = page.getByRole('group', { name: title });
    await paper.getByRole('button', { name: `登记${title}已补写` }).click();
    await paper.getByRole('alert').filter({ hasText: '请填写补写说明。' }).waitFor();
    await checkScreens(page);
    await paper.getByLabel('补写说明').fill(note);
    await paper.getByRole('button', { name: `登记${title}已补写` }).click();
    await page.getByText(`${title}：${note}`).waitFor();
    expect(await paper.count()).toBe(0);
  }
  expect(await page.getByRole('heading', { name: '待补写文书' }).count()).toBe(0);
  await checkScreens(page);
  await left(reviewer);
});

const parties = { employer: 'legal-person', department: 'staff' } as const;

/** Somebody of an office opens a page at a desk, signed in. */
async function at(office: keyof typeof parties, address: string, account: string): Promise<Visitor> {
  const visitor = await visit(browser, siteUrl, 'desk');
  await openSignedIn(visitor.page, address, parties[office], account);
  return visitor;
}

async function left(visitor: Visitor): Promise<void> {
  expectNoComplaints(visitor);
  await visitor.leave();
}

/** Checks what a page shows as wide as a phone and as wide as a desk. */
async function checkScreens(page: Page): Promise<void> {
  const desk = page.viewportSize() ?? { width: 1280, height: 800 };
  await page.setViewportSize({ width: 390, height: 844 });
  await checkPage(page);
  await page.setViewportSize(desk);
  await checkPage(page);
}

async function openWorkItem(page: Page, { person }: Scene): Promise<void> {
  const row = page.getByRole('listitem').filter({ hasText: personBehind(person).name });
  await row.getByRole('link', { name: '办理' }).click();
  await page.getByRole('heading', { name: '答复解除聘用' }).waitFor();
}

async function askToCancel(page: Page, number: string): Promise<void> {
  const buttons = page.getByRole('button', { name: /^申请注销 / });
  await buttons.and(page.getByRole('button', { name: number })).click();
  await page.getByRole('dialog').getByRole('group', { name: '注销原因' }).waitFor();
}

async function look(page: Page, number: string): Promise<void> {
  await page.getByLabel('注册编号').fill(number);
  await page.getByRole('button', { name: '查询' }).click();
  await page.getByRole('main').getByText(number, { exact: true }).waitFor();
}

/** The person's only registration with the verification code of its certificate, once that is made. */
async function certified(person: Party): Promise<{ number: string; code: string }> {
  const { number } = await until('the certificate', async () => {
    const { items } = await person.send(practitionerEndpoints.listRegistrations, {});
    return items.find(({ certificateReady }) => certificateReady);
  });
  const { url } = await person.send(practitionerEndpoints.downloadCertificate, { params: { number } });
  return { number, code: await verificationCode(await downloadPdf(url)) };
}
