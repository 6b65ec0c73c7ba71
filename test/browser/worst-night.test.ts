import { randomBytes } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Member } from '../../infra/local/replay/cast.ts';
import { sha256Of } from '../../infra/local/upload.ts';
import { listAttachments } from '../../functions/attachments/schema.ts';
import { draftProposal, readProposal, saveProposal } from '../../functions/proposals/schema.ts';
import {
  expireSignIn,
  seriousFindings,
  signInAgain,
  signInByPage,
  startBrowser,
  visit,
} from '../support/browser.ts';
import { pdfStream, rawPdf } from '../support/files/pdf.ts';
import { openCall } from '../support/open-call.ts';

let browser: Browser;
let call: Awaited<ReturnType<typeof openCall>>;

beforeAll(async () => {
  call = await openCall('worst-night', 30 * 24 * 3600, { concurrency: 2 });
  browser = await startBrowser();
}, 120_000);

afterAll(() => browser.close());

const phone = { viewport: { width: 360, height: 780 } };
const mebibyte = 1024 * 1024;

/** A whole PDF with something in it that makes its bytes its own. */
const pdfOf = (content: string | Uint8Array): Buffer =>
  rawPdf({ objects: [pdfStream('', typeof content === 'string' ? Buffer.from(content) : content)] });

const whole = {
  title: { ko: '구조 드론', en: 'Rescue drone' },
  summary: { ko: '스스로 뜨고 충전한다', en: 'Rises and charges by itself' },
  solution: 'A station on the ridge.',
  priceInWon: 50_000_000,
  technologyReadinessLevel: 8,
  validUntil: '2027-12-31T14:59:59.000Z',
  deliveryInDays: 90,
};

/** The supplier's proposal, begun once and written as `draft` says, with its page open on a phone. */
const openProposal = async (member: Member, draft: object, challengeId = call.challengeId) => {
  const begun = await member.api.call(draftProposal, { parameters: { challengeId }, body: null });
  const proposalId = begun.ok
    ? begun.body.proposalId
    : String(Reflect.get(Object(begun.details), 'proposalId'));
  const parameters = { proposalId };
  const { version } = await member.api.must(readProposal, { parameters });
  await member.api.must(saveProposal, { parameters, body: draft, version });
  const { page, complaints } = await visit(browser, phone);
  await page.goto(`/proposals/${proposalId}`);
  await signInByPage(page, member.person);
  await solution(page).waitFor();
  return { page, complaints, parameters };
};

const solution = (page: Page) => page.getByLabel('Solution', { exact: true });
const textOf = async (member: Member, parameters: { readonly proposalId: string }) => {
  const read = await member.api.must(readProposal, { parameters });
  return 'draft' in read ? (read.draft?.solution ?? null) : null;
};

/** Waits half a minute at most until something holds. */
const until = async (page: Page, holds: () => Promise<boolean>): Promise<void> => {
  for (let count = 0; count < 100; count += 1) {
    if (await holds()) return;
    await page.waitForTimeout(300);
  }
  throw new Error('It did not come to hold');
};

/** Waits until the API has a text as the solution of the draft. */
const untilSaved = async (
  page: Page,
  member: Member,
  parameters: { readonly proposalId: string },
  text: string,
) => {
  await until(page, async () => (await textOf(member, parameters)) === text);
  await page.getByText('Everything is saved.').waitFor();
};

/** What the browser itself says of a connection that is taken away is no complaint about the page. */
const besidesTheConnection = (complaints: readonly string[]) =>
  complaints.filter((complaint) => !complaint.includes('ERR_INTERNET_DISCONNECTED'));

it('a connection lost in the middle of a file goes on where it was, and nothing typed meanwhile is lost', async () => {
  const { page, complaints, parameters } = await openProposal(call.supplier, whole);
  const bytes = pdfOf(randomBytes(40 * mebibyte));
  const puts: string[] = [];
  page.on('response', (answer) => {
    if (answer.request().method() === 'PUT' && answer.url().includes('partNumber') && answer.ok())
      puts.push(new URL(answer.url()).searchParams.get('partNumber') ?? '');
  });
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 12 * mebibyte,
  });
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '시험 성적서.pdf', mimeType: 'application/pdf', buffer: bytes });
  await until(
    page,
    async () => Number(await page.evaluate(`document.querySelector('progress')?.value ?? 0`)) > 20 * mebibyte,
  );
  await page.context().setOffline(true);
  await page.getByText('The connection is lost. What you entered').waitFor();
  await solution(page).fill('Written without a connection.');
  await page.getByText('The connection was lost. It goes on by itself').waitFor();
  await page.getByText('Not saved yet: there is no connection.').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.context().setOffline(false);
  await page.getByText('Checked', { exact: true }).waitFor({ timeout: 30_000 });
  await page.getByText('Everything is saved.').waitFor();
  expect(puts).toEqual(['1', '2', '3']);
  const { rows } = await call.supplier.api.must(listAttachments, { parameters });
  expect(rows.map(({ state, sha256, removedAt }) => [state, sha256, removedAt])).toEqual([
    ['VERIFIED', sha256Of(bytes), null],
  ]);
  expect(await textOf(call.supplier, parameters)).toBe('Written without a connection.');
  expect(besidesTheConnection(complaints)).toEqual([]);
  await page.context().close();
}, 90_000);

it('many files are dropped and pasted at once, paused, and brought after all; what cannot be attached says why', async () => {
  const { page, complaints, parameters } = await openProposal(call.rival, whole);
  const names = Array.from({ length: 8 }, (_, at) => `첨부 ${at + 1}.pdf`);
  const folder = await mkdtemp(join(tmpdir(), 'worst-night-'));
  const files = names.slice(0, 5).map((name) => join(folder, name));
  for (const [at, file] of files.entries()) await writeFile(file, pdfOf(`${at}`));
  await page.locator('.file-drop').scrollIntoViewIfNeeded();
  const place = await page.locator('.file-drop').boundingBox();
  if (place === null) throw new Error('There is nowhere to drop');
  const input = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await input.send('Input.dispatchDragEvent', {
      type,
      x: place.x + 20,
      y: place.y + 20,
      data: { items: [], files, dragOperationsMask: 1 },
    });
  await page.getByRole('button', { name: 'Pause 첨부 5.pdf' }).click();
  const pasted = [
    ...[...names.slice(5), '실행.exe'].map((name) => [name, pdfOf(name).toString('base64')]),
    ['빈 파일.pdf', ''],
  ];
  await page.evaluate(`(() => {
    const clipboardData = new DataTransfer();
    for (const [name, bytes] of ${JSON.stringify(pasted)})
      clipboardData.items.add(new File([Uint8Array.from(atob(bytes), (digit) => digit.charCodeAt(0))], name));
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  })()`);
  await page.getByText('Files of this type cannot be attached.').waitFor();
  await page.getByText('This file is empty.').waitFor();
  await page.getByRole('button', { name: 'Leave out 실행.exe' }).click();
  await page.getByText('Checked', { exact: true }).nth(6).waitFor({ timeout: 40_000 });
  await page.getByText('Paused.').waitFor();
  const underWay = page.getByText('A file that you chose is still on its way and would not go along.');
  await underWay.waitFor();
  await page.getByRole('button', { name: 'Go on with 첨부 5.pdf' }).click();
  await page.getByText('Checked', { exact: true }).nth(7).waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Leave out 빈 파일.pdf' }).click();
  await underWay.waitFor({ state: 'detached' });
  const { rows } = await call.rival.api.must(listAttachments, { parameters });
  expect(
    rows
      .filter(({ removedAt }) => removedAt === null)
      .map(({ fileName }) => fileName)
      .sort(),
  ).toEqual(names);
  expect(await seriousFindings(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 90_000);

it('two windows that wrote different things show both, and the person chooses', async () => {
  const { page, parameters } = await openProposal(call.supplier, whole);
  const other = await page.context().newPage();
  await other.goto(`/proposals/${parameters.proposalId}`);
  await signInByPage(other, call.supplier.person);
  await solution(other).fill('From the other window.');
  await untilSaved(other, call.supplier, parameters, 'From the other window.');
  await solution(page).fill('From the first window.');
  await page.getByRole('heading', { name: 'Something was saved elsewhere before' }).waitFor();
  // Where one writes, too: the two texts stand far above.
  await page.getByRole('link', { name: 'Not saved: something else was saved elsewhere.' }).click();
  expect(await page.evaluate(`document.activeElement.id`)).toBe('conflict');
  await page.getByText('as soon as you have chosen which text shall stand').waitFor();
  const row = page.getByRole('row', { name: 'Solution' });
  expect(await row.getByRole('cell').allTextContents()).toEqual([
    'From the first window.',
    'From the other window.',
  ]);
  expect(await seriousFindings(page)).toEqual([]);
  expect(await textOf(call.supplier, parameters)).toBe('From the other window.');
  await page.getByRole('button', { name: 'Save mine' }).click();
  await untilSaved(page, call.supplier, parameters, 'From the first window.');
  await page.context().close();
}, 60_000);

it('a sign-in that runs out is mended in a window of its own, and the page stays with all that is on it', async () => {
  const { page, parameters } = await openProposal(call.supplier, whole);
  await expireSignIn(page);
  await solution(page).fill('Typed after the sign-in ran out.');
  await page.getByRole('button', { name: 'Sign in again' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(await textOf(call.supplier, parameters)).toBe(whole.solution);
  await page.evaluate('window.isStillHere = true');
  await signInAgain(page, call.supplier.person);
  await untilSaved(page, call.supplier, parameters, 'Typed after the sign-in ran out.');
  expect(new URL(page.url()).pathname).toBe(`/proposals/${parameters.proposalId}`);
  expect(await solution(page).inputValue()).toBe('Typed after the sign-in ran out.');
  expect(await page.evaluate('window.isStillHere')).toBe(true);
  await page.context().close();
}, 60_000);
