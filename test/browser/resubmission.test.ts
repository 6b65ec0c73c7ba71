import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { listOwnProposals } from '../../functions/proposals/schema.ts';
import { lookAround, startBrowser, visitAs } from '../support/browser.ts';
import { openCall } from '../support/open-call.ts';
import { act, send } from '../support/portal-acts.ts';
import { proposalTexts } from '../support/proposal-texts.ts';
import { pdfFile } from '../support/sample-files.ts';

let browser: Browser;
let call: Awaited<ReturnType<typeof openCall>>;

beforeAll(async () => {
  call = await openCall('portal-resubmission', 30 * 24 * 3600, { concurrency: 1 });
  browser = await startBrowser();
}, 60_000);

afterAll(() => browser.close());

const own = async () => (await call.supplier.api.must(listOwnProposals)).rows[0];

/** What stands is looked at once more, and submitted. */
const submit = async (page: Page, price: string): Promise<void> => {
  await page.getByText('Everything is saved.').waitFor();
  const dialog = await act(page, 'Check and submit');
  await dialog.getByText(price, { exact: true }).waitFor();
  await send(page, 'Submit');
};

it('a supplier submits, replaces, withdraws and brings back its proposal on a phone, and reads what counts', async () => {
  const visited = await visitAs(browser, call.supplier.person, `/challenges/${call.challengeId}`);
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  await page.getByRole('button', { name: 'Begin a proposal' }).click();
  await page.waitForURL('**/proposals/**');
  const path = new URL(page.url()).pathname;
  for (const [label, text] of Object.entries(proposalTexts))
    await page.getByLabel(label, { exact: true }).fill(text);
  const buffer = await pdfFile();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '성적서.pdf', mimeType: 'application/pdf', buffer });
  await page.getByText('Checked', { exact: true }).waitFor();
  await page.getByText('Everything that a submission needs is there.').waitFor();
  // Nothing is submitted, so there is nothing to withdraw.
  expect(await page.getByRole('button', { name: 'Withdraw the proposal' }).count()).toBe(0);
  await submit(page, '₩50,000,000');
  await page.getByText('Submitted', { exact: true }).waitFor();
  expect(await own()).toMatchObject({ state: 'SUBMITTED', submissionNumber: 1 });

  // What is typed now counts only once it is submitted.
  await page.getByLabel('Price (won)').fill('48,000,000');
  await submit(page, '₩48,000,000');
  const receipts = page.getByRole('button', { name: 'Save as a file' });
  await receipts.nth(1).waitFor();
  expect(await own()).toMatchObject({ state: 'SUBMITTED', submissionNumber: 2 });

  const dialog = await act(page, 'Withdraw the proposal');
  await dialog.getByText('A withdrawn proposal is not evaluated.').waitFor();
  await dialog.getByRole('button', { name: 'Back' }).click();
  expect(await own()).toMatchObject({ state: 'SUBMITTED' });
  await act(page, 'Withdraw the proposal');
  await send(page, 'Withdraw the proposal');
  await page.getByText('Withdrawn', { exact: true }).first().waitFor();
  expect(await own()).toMatchObject({ state: 'WITHDRAWN' });
  expect(await page.getByLabel('Price (won)').inputValue()).toBe('48,000,000');
  expect(await page.getByRole('button', { name: 'Withdraw the proposal' }).count()).toBe(0);
  expect(await lookAround(visited, [path, '/proposals'])).toEqual([]);
  await page.setViewportSize({ width: 360, height: 780 });

  await page.goto(path);
  await submit(page, '₩48,000,000');
  await page.getByText('Submitted', { exact: true }).waitFor();
  expect(await own()).toMatchObject({ state: 'SUBMITTED', submissionNumber: 3 });
  // Each submission and the withdrawal has its receipt.
  await receipts.nth(3).waitFor();
  const section = page.getByRole('region', { name: 'Receipts' });
  for (const kind of [
    'Submission',
    'Submission that replaces the one before',
    'Withdrawal',
    'Submission after a withdrawal',
  ])
    expect(await section.getByText(kind, { exact: true }).count()).toBe(1);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 90_000);
