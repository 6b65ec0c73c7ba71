import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openCall } from '../support/open-call.ts';
import { seriousFindings, signInByPage, startBrowser, visit } from '../support/browser.ts';
import { pdfFile } from '../support/sample-files.ts';

let browser: Browser;
let call: Awaited<ReturnType<typeof openCall>>;

beforeAll(async () => {
  call = await openCall('portal-supplier', 30 * 24 * 3600, { concurrency: 1 });
  browser = await startBrowser();
}, 60_000);

afterAll(() => browser.close());

const texts = {
  'Title (Korean)': '구조 드론',
  'Title (English)': 'Rescue drone',
  'Summary (Korean)': '스스로 뜨고 충전한다',
  'Summary (English)': 'Rises and charges by itself',
  Solution: 'A station on the ridge.',
  'Price (won)': '50,000,000',
  'Technology readiness': '8',
  'Delivery (days)': '90',
  'Valid until': '2027-12-31',
} as const;

/** What the portal says of a receipt that somebody gives it. */
const verdictOn = async (page: Page, receipt: string): Promise<string> => {
  await page.goto('/verify');
  const file = { name: 'receipt.json', mimeType: 'application/json', buffer: Buffer.from(receipt) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  return page.locator('.banner').innerText({ timeout: 20_000 });
};

it('a supplier writes, brings a file and submits on a phone, and holds a receipt', async () => {
  const { page, complaints } = await visit(browser, { viewport: { width: 360, height: 780 } });
  await page.goto(`/challenges/${call.challengeId}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const calendar = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Put the deadline into my calendar' }).click();
  expect(readFileSync(await (await calendar).path(), 'utf8')).toContain('BEGIN:VEVENT');
  await signInByPage(page, call.supplier.person);
  await page.getByRole('button', { name: 'Begin a proposal' }).click();
  await page.waitForURL('**/proposals/**');
  for (const [label, text] of Object.entries(texts)) await page.getByLabel(label, { exact: true }).fill(text);
  const buffer = await pdfFile();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '성적서.pdf', mimeType: 'application/pdf', buffer });
  await page.getByText('Checked', { exact: true }).waitFor({ timeout: 20_000 });
  await page.getByText('Everything that a submission needs is there.').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Check and submit' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /submit/iu })
    .last()
    .click();
  await page.getByText('A receipt proves what you submitted and when.').waitFor({ timeout: 20_000 });
  await page.reload();
  await page.getByText('Submitted', { exact: true }).waitFor();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  const receipt = readFileSync(await (await saving).path(), 'utf8');
  expect(await verdictOn(page, receipt)).toContain('All of it holds');
  const forged = receipt.replace(/("sha256": ")../u, (_, before: string) => `${before}00`);
  expect(await verdictOn(page, forged)).toContain('Something is wrong');
  expect(complaints).toEqual([]);
  await page.context().close();
}, 90_000);
