import { departmentEndpoints } from '../../../api/department.ts';
import { employerEndpoints } from '../../../api/employer.ts';
import type { ProfessionCode } from '../../../domain/professions.ts';
import { unifiedSocialCreditCode } from '../../../local/services/identity/identifiers.ts';
import { companyBehind } from './expected.ts';
import type { Party } from './party.ts';
import { uploadForCompany } from './play.ts';
import { cellsOf } from './register.ts';
import { scan } from './sample-files.ts';

/** What a company was called before, in tests. */
export const formerName = '江苏更名前演示建设有限公司';
export const changeGround = '企业名称经市场监督管理部门核准变更，见变更登记通知书。';

/** A company as the register has it, when that is not what its account says. */
interface Registered {
  readonly name: string;
  readonly creditCode: string;
}

/** Has a registrar take over registrations that the register has with a company under a name or code; returns their numbers. */
export async function takeOverWith(
  registrar: Party,
  employer: Registered,
  accounts: readonly string[],
  profession: ProfessionCode = 'cost-2',
): Promise<string[]> {
  const rows = accounts.map((account, index) => {
    const cells = cellsOf({ account, profession, company: 'company-gusu' });
    return { line: index + 2, cells: { ...cells, 聘用企业: employer.name, 统一社会信用代码: employer.creditCode } };
  });
  const { rejected } = await registrar.send(departmentEndpoints.importRegistrations, { body: { rows } });
  if (rejected[0] !== undefined) throw new Error(rejected[0].message);
  return rows.map(({ cells }) => cells.注册编号);
}

/** The company of a party as the register had it before its name changed. */
export function formerly(company: Pick<Party, 'account'>): Registered {
  return { name: formerName, creditCode: companyBehind(company).creditCode };
}

/** Begins the change of a company whose people are registered under its former name; whatever was open before is withdrawn. */
export async function beginChange(company: Party): Promise<{ id: string; version: number }> {
  const { change } = await company.send(employerEndpoints.getCompanyChange, {});
  if (change?.actions.includes('withdraw')) {
    const body = { version: change.version };
    await company.send(employerEndpoints.withdrawCompanyChange, { params: { id: change.id }, body });
  }
  return await company.send(employerEndpoints.beginCompanyChange, { body: { ground: changeGround } });
}

/** Uploads the evidence of a change and answers its id. */
export async function uploadEvidence(company: Party, id: string): Promise<string> {
  return (await uploadForCompany(company, id, 'company-evidence', await scan('变更登记通知书.pdf', 1))).id;
}

/** Begins a change and submits it with its evidence. */
export async function submitChange(company: Party): Promise<{ id: string; version: number }> {
  const { id, version } = await beginChange(company);
  const body = { version, evidenceFileId: await uploadEvidence(company, id) };
  return await company.send(employerEndpoints.submitCompanyChange, { params: { id }, body });
}

let mergers = 0;

/** Begins the merger of an invented company, with one person registered, into another one. */
export async function beginMerger(registrar: Party, review: Party, account: string, block = '0000') {
  mergers += 1;
  const digits = `${block}${String(9000 + mergers * 2)}`;
  const from = { name: `江苏并入方${mergers}演示有限公司`, creditCode: unifiedSocialCreditCode('320102', digits) };
  const next = `${block}${String(9001 + mergers * 2)}`;
  const to = { name: `江苏存续方${mergers}演示有限公司`, creditCode: unifiedSocialCreditCode('320102', next) };
  await takeOverWith(registrar, from, [account]);
  const cells = { 企业名称: to.name, 统一社会信用代码: to.creditCode };
  await registrar.send(departmentEndpoints.importEmployers, { body: { rows: [{ line: 2, cells }] } });
  const body = { fromCreditCode: from.creditCode, toCreditCode: to.creditCode, ground: '苏建许〔2026〕1号批准文件。' };
  return { from, to, body, ...(await review.send(departmentEndpoints.beginMerger, { body })) };
}

/** Reviews and approves a change. */
export async function approveChange(
  staff: { readonly review: Party; readonly otherReview: Party; readonly decision: Party },
  { id, version }: { readonly id: string; readonly version: number },
): Promise<void> {
  const params = { id };
  const opinion = '证明材料与申请一致。';
  const after = await staff.otherReview.send(departmentEndpoints.recommendCompanyChange, {
    params,
    body: { version, opinion },
  });
  const body = { version: after.version, decision: 'approve', opinion } as const;
  await staff.decision.send(departmentEndpoints.decideCompanyChange, { params, body });
}
