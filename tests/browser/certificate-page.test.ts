import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { personBehind } from '../support/parties/expected.ts';
import { until } from '../support/parties/party.ts';
import { prepareStages, type Stages } from '../support/parties/scene.ts';
import { expectNoComplaints, launchBrowser, visit } from './browser.ts';
import { checkPage } from './page-checks.ts';
import { downloaded } from './practitioner.ts';
import { openSignedIn } from './sign-in.ts';

const { siteUrl } = cloud.target;
let browser: Browser;
let stages: Stages;

beforeAll(async () => {
  // Outside a browser the module cannot fetch its own file.
  const reader = await readFile(new URL(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(reader).buffer } });
  [browser, stages] = await Promise.all([
    launchBrowser(),
    prepareStages(cloud.target, accountsOf(import.meta.filename)),
  ]);
});

test('a holder shows the certificate on a page of this site, whose QR code leads to its verification, and downloads it there', async () => {
  const { person } = await stages.at('approved', 'cost-2');
  await until('the certificate', async () => {
    const { items } = await person.send(practitionerEndpoints.listRegistrations, {});
    return items.find(({ certificateReady }) => certificateReady);
  });
  const visitor = await visit(browser, siteUrl, 'phone');
  const { page } = visitor;
  await openSignedIn(page, '/practitioner/certificates.html', 'person', person.account);
  await page.getByRole('link', { name: '出示二维码' }).click();
  await page.waitForURL('**/practitioner/certificate.html?number=*');
  const code = page.getByRole('img', { name: '证书验证二维码' });
  await code.waitFor();
  await checkPage(page);
  const [read] = await readBarcodes(await code.screenshot(), { formats: ['QRCode'] });
  const file = await downloaded(page, () => page.getByRole('button', { name: '下载电子证书' }).click());
  expect(file.subarray(0, 5).toString()).toBe('%PDF-');
  expect(page.url()).toContain(`${siteUrl}/practitioner/certificate.html`);
  await page.goto(read?.text ?? '');
  expect(page.url()).toContain(`${siteUrl}/verify.html#`);
  await page.getByText(personBehind(person).name).first().waitFor();
  expectNoComplaints(visitor);
  await visitor.leave();
});
