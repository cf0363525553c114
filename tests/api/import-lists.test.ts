import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findListKind } from '../../operations/list-rows.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { signInAs } from '../support/parties/party.ts';
import { cellsOf, registrationOf } from '../support/parties/register.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';

const accounts = accountsOf(import.meta.filename);
const command = path.resolve(import.meta.dirname, '../../operations/import-list.ts');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'import-lists-'));
});

afterAll(async () => await rm(folder, { recursive: true, force: true }));

/** Runs the command as an operator does, with the token of an account. */
async function runCommand(account: string, kind: string, text: string | Uint8Array) {
  const file = path.join(folder, 'list.csv');
  await writeFile(file, text);
  const { accessToken } = await signInAs(cloud.target, account);
  const words = [command, kind, file, '--url', cloud.target.siteUrl, '--token', accessToken];
  return await new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, words, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : error.code, stdout, stderr });
    });
  });
}

describe('the command that imports the register that came before', () => {
  it('keeps good rows, prints bad ones with their line, and does nothing the second time', async () => {
    const account = accounts.person();
    const company = 'company-gusu';
    const columns = findListKind('registrations')?.columns ?? [];
    const good = { ...cellsOf({ account, profession: 'cost-2', company }), 注册范围: '' };
    const bad = { ...good, 证件号码: '320106198803150017' };
    const lines = [good, bad].map((cells) =>
      columns.map((column) => new Map(Object.entries(cells)).get(column)).join(),
    );
    const text = `\u{feff}${[columns.join(), ...lines].join('\r\n')}\r\n`;

    const first = await runCommand('registrar-1', 'registrations', text);
    expect(first.stdout).toMatch(/^line 3: “证件号码”不是正确的/);
    expect(first).toMatchObject({ code: 1, stderr: '' });
    expect(first.stdout).toContain('2 rows: 1 imported, 0 unchanged, 1 rejected');
    const person = await signInAs(cloud.target, account);
    expect(await registrationOf(person, good.注册编号)).toMatchObject({ status: 'valid', validUntil: good.有效期止 });

    const again = await runCommand('registrar-1', 'registrations', text.split('\r\n').slice(0, 2).join('\r\n'));
    expect(again).toEqual({ code: 0, stdout: '1 rows: 0 imported, 1 unchanged, 0 rejected\n', stderr: '' });
  });

  it('takes what a spreadsheet program saves: another encoding, a title above the header, rows that were emptied', async () => {
    const cells = cellsOf({ account: accounts.person(), profession: 'cost-2', company: 'company-gusu' });
    const columns = findListKind('registrations')?.columns ?? [];
    const row = columns.map((column) => new Map(Object.entries({ ...cells, 注册范围: '' })).get(column)).join();
    const empty = ','.repeat(columns.length - 1);
    const lines = ['二级注册造价工程师注册名册', columns.join(), empty, row, empty, empty, ''];
    const saved = Buffer.from(`\u{feff}${lines.join('\r\n')}`, 'utf16le');
    const report = await runCommand('registrar-1', 'registrations', saved);
    expect(report).toEqual({ code: 0, stdout: '1 rows: 1 imported, 0 unchanged, 0 rejected\n', stderr: '' });
  });

  it('refuses another kind of list, and anybody but a registrar', async () => {
    const columns = findListKind('registrations')?.columns ?? [];
    const other = await runCommand('registrar-1', 'qualifications', columns.join());
    expect(other).toMatchObject({ code: 1, stdout: '' });
    expect(other.stderr).toContain('not a list of qualifications: the first line lacks the columns 取得日期, 取得省份');
    const row = columns.map(() => 'x').join();
    const review = await runCommand('review-1', 'registrations', `${columns.join()}\n${row}`);
    expect(review).toMatchObject({ code: 1, stdout: '' });
    expect(review.stderr).toContain('没有办理此环节的权限');
  });
});
