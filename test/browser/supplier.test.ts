import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import { agencyApis } from '../../infra/local/replay/cast.ts';
import { listOwnProposals, readProposal } from '../../functions/proposals/schema.ts';
import { answerQuestion, declineQuestion, listOpenQuestions } from '../../functions/questions/schema.ts';
import { openCall } from '../support/open-call.ts';
import {
  lookAround,
  seriousFindings,
  signInByPage,
  startBrowser,
  visit,
  visitAs,
} from '../support/browser.ts';
import { proposalTexts } from '../support/proposal-texts.ts';
import { pdfFile } from '../support/sample-files.ts';

let browser: Browser;
let call: Awaited<ReturnType<typeof openCall>>;

beforeAll(async () => {
  call = await openCall('portal-supplier', 30 * 24 * 3600, { concurrency: 1 });
  browser = await startBrowser();
}, 60_000);

afterAll(() => browser.close());

/** What the portal says of a receipt that somebody gives it, with the network cut once its page is there. */
const verdictOn = async (page: Page, receipt: string): Promise<string> => {
  await page.goto('/verify');
  await page.getByText('from now on it needs no network').waitFor({ timeout: 20_000 });
  const file = { name: 'receipt.json', mimeType: 'application/json', buffer: Buffer.from(receipt) };
  await page.context().setOffline(true);
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  const verdict = await page.getByRole('main').locator('.banner').innerText({ timeout: 20_000 });
  expect(await seriousFindings(page)).toEqual([]);
  await page.context().setOffline(false);
  return verdict;
};

const readReceipt = v.object({ entryHash: v.string(), signature: v.string() });

/** What would stand on paper once the one receipt is asked for; the page is as before after it. */
const printedBy = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: 'Print', exact: true }).click();
  await page.locator('.receipt-sheet h1').waitFor({ state: 'attached' });
  expect(await page.locator('.receipt-sheet').isVisible()).toBe(false);
  await page.emulateMedia({ media: 'print' });
  const printed = await page.locator('body').innerText();
  expect(printed).toContain('Submitted by');
  await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
  await page.locator('.receipt-sheet').waitFor({ state: 'detached' });
  await page.emulateMedia({ media: 'screen' });
  return printed;
};

it('a supplier writes, brings a file and submits on a phone, and holds a receipt', async () => {
  const phone = { viewport: { width: 360, height: 780 }, timezoneId: 'Europe/Berlin' };
  const { page, complaints } = await visit(browser, phone);
  await page.addInitScript('globalThis.print = () => {};');
  await page.goto(`/challenges/${call.challengeId}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const calendar = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Put the deadline into my calendar' }).click();
  expect(readFileSync(await (await calendar).path(), 'utf8')).toContain('BEGIN:VEVENT');
  await signInByPage(page, call.supplier.person);
  await page.getByRole('button', { name: 'Begin a proposal' }).click();
  await page.waitForURL('**/proposals/**');
  for (const [label, text] of Object.entries(proposalTexts))
    await page.getByLabel(label, { exact: true }).fill(text);
  const files = page.getByRole('region', { name: 'Files' });
  await files.getByText(/^A file counts only if it has arrived whole/u).waitFor();
  expect(await files.locator('.banner').count()).toBe(0);
  const buffer = await pdfFile();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '성적서.pdf', mimeType: 'application/pdf', buffer });
  await page.getByText('Checked', { exact: true }).waitFor({ timeout: 20_000 });
  await page.getByText('Keep from the public: Solution', { exact: true }).click();
  await page.getByText('Say why, or take the mark away.').waitFor();
  expect(await page.getByRole('button', { name: 'Check and submit' }).isDisabled()).toBe(true);
  await page.getByLabel('Price (won)').fill('fifty');
  const tasks = page.getByRole('region', { name: 'To do before you submit' });
  await tasks.getByRole('listitem').filter({ hasText: 'Price' }).getByText('To do').waitFor();
  await page.getByText(/^All but the marked fields is saved\./u).waitFor();
  await page.getByRole('link', { name: /^Price \(won\): /u }).click();
  await page.locator('input:focus').fill('50000000');
  await tasks.getByRole('listitem').filter({ hasText: 'Price' }).getByText('Done').waitFor();
  await tasks.getByRole('link', { name: 'Summary' }).click();
  expect(await page.locator('textarea:focus').inputValue()).toBe(proposalTexts['Summary (Korean)']);
  await page.getByLabel('Why it is a trade secret: Solution').fill('Its charging is not filed yet.');
  await page.getByText('Keep from the public: 성적서.pdf', { exact: true }).click();
  await page.getByLabel('Why it is a trade secret: 성적서.pdf').fill('Names a customer.');
  await page.getByText('Everything is saved.').waitFor();
  await page.getByText('Everything that a submission needs is there.').waitFor();
  expect(await lookAround({ page, complaints }, [new URL(page.url()).pathname])).toEqual([]);
  await page.setViewportSize(phone.viewport);
  await page.getByRole('button', { name: 'Check and submit' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Solution: Its charging is not filed yet.').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  for (const part of ['₩50,000,000', '31 December 2027', 'No partners.'])
    await dialog.getByText(part, { exact: true }).waitFor();
  await dialog
    .getByRole('button', { name: /submit/iu })
    .last()
    .click();
  await page.getByText('A receipt proves what you submitted and when.').waitFor({ timeout: 20_000 });
  await page.reload();
  await page.getByText('Submitted', { exact: true }).waitFor();
  const { rows } = await call.supplier.api.must(listOwnProposals);
  const parameters = { proposalId: rows[0]?.proposalId ?? '' };
  expect(await call.supplier.api.must(readProposal, { parameters })).toMatchObject({
    content: {
      tradeSecrets: [
        { kind: 'field', field: 'solution', reason: 'Its charging is not filed yet.' },
        { kind: 'attachment', reason: 'Names a customer.' },
      ],
    },
  });
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  const receipt = readFileSync(await (await saving).path(), 'utf8');
  const { entryHash, signature } = v.parse(readReceipt, JSON.parse(receipt));
  const printed = await printedBy(page);
  const sha256 = createHash('sha256').update(buffer).digest('hex');
  for (const part of ['Rescue drone', '성적서.pdf', sha256, entryHash, signature, '(Seoul)', 'Your time:'])
    expect(printed).toContain(part);
  for (const part of ['A station on the ridge.', 'Check and submit', 'My proposals', 'Print'])
    expect(printed).not.toContain(part);
  expect(await verdictOn(page, receipt)).toContain('All of it holds');
  const forged = receipt.replace(/("sha256": ")../u, (_, before: string) => `${before}00`);
  expect(await verdictOn(page, forged)).toContain('Something is wrong');
  // With the network cut a letter that was not shown before has the system’s font.
  expect(complaints.filter((complaint) => !complaint.endsWith('.woff2'))).toEqual([]);
  await page.context().close();
}, 90_000);

it('a supplier asks the buyer, reads the answer and why another question has none, and nobody learns who asked', async () => {
  const { buyer, challengeId, rival, stage } = call;
  const path = `/challenges/${challengeId}`;
  const visited = await visitAs(browser, rival.person, path);
  const { page, complaints } = visited;
  const dialog = page.getByRole('dialog');
  const questions = [
    '<b onmouseover="alert(1)">How</b> strong is the wind on our ridge?',
    'Will you buy ours?',
  ];
  for (const question of questions) {
    await page.getByRole('button', { name: 'Ask the buyer' }).click();
    await dialog.getByLabel('Your question').fill(question);
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Ask the buyer' }).click();
    // The field has the same text, until the question is there.
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(question).waitFor();
  }
  const parameters = { challengeId };
  const { rows } = await buyer.api.must(listOpenQuestions, { parameters, query: {} });
  const [answered, declined] = questions.map(
    (question) => rows.find(({ text }) => text === question)?.questionId ?? '',
  );
  await buyer.api.must(answerQuestion, {
    parameters: { questionId: answered ?? '' },
    body: { answer: 'Up to 20 m/s.', publishedText: 'How strong is the wind?' },
  });
  await agencyApis(stage).staff.must(declineQuestion, {
    parameters: { questionId: declined ?? '' },
    body: { reason: 'It is no question about the challenge.' },
  });
  await page.reload();
  await page.getByText('It is no question about the challenge.').waitFor();
  await page.getByRole('definition').filter({ hasText: 'How strong is the wind?' }).waitFor();
  expect(await lookAround(visited, [path])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();

  const anyone = await visit(browser);
  await anyone.page.goto(path);
  await anyone.page.getByText('Up to 20 m/s.').waitFor();
  await anyone.page.getByText('Suppliers that are signed in can ask.').waitFor();
  expect(await anyone.page.getByText('on our ridge').count()).toBe(0);
  await anyone.page.context().close();
}, 90_000);
