import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { listOwnQuestions } from '../../functions/questions/schema.ts';
import { expireSignIn, seriousFindings, signInAgain, startBrowser, visitAs } from '../support/browser.ts';
import { openCall } from '../support/open-call.ts';

let browser: Browser;
let call: Awaited<ReturnType<typeof openCall>>;

beforeAll(async () => {
  call = await openCall('unsteady-acts', 30 * 24 * 3600, { concurrency: 2 });
  browser = await startBrowser();
}, 120_000);

afterAll(() => browser.close());

/** The supplier's page of the challenge. */
const visitChallenge = async () => {
  const { page } = await visitAs(browser, call.supplier.person, `/challenges/${call.challengeId}`);
  page.setDefaultTimeout(20_000);
  return page;
};

const asked = async (): Promise<readonly string[]> => {
  const { challengeId, supplier } = call;
  const { rows } = await supplier.api.must(listOwnQuestions, { parameters: { challengeId } });
  return rows.map(({ text }) => text);
};

it('a sign-in that runs out while a dialog is open is mended from the dialog, and the act counts once', async () => {
  const page = await visitChallenge();
  await page.getByRole('button', { name: 'Ask the buyer' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your question').fill('Who has the key of the gate?');
  await expireSignIn(page);
  const tried: (string | undefined)[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/questions'))
      tried.push(request.headers()['idempotency-key']);
  });
  await dialog.getByRole('button', { name: 'Ask the buyer' }).click();
  await dialog.getByText('It was not done: you are not signed in any more.').waitFor();
  await dialog.getByText('Your sign-in has run out.').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  // Nobody but the person can mend it: it is not tried again by itself.
  expect(tried).toHaveLength(1);
  await signInAgain(page, call.supplier.person, dialog);
  expect(await dialog.getByLabel('Your question').inputValue()).toBe('Who has the key of the gate?');
  await dialog.getByRole('button', { name: 'Ask the buyer' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await asked()).toEqual(['Who has the key of the gate?']);
  expect(new Set(tried).size).toBe(1);
  await page.context().close();
}, 90_000);

it('what was sent without a connection is not sent later behind the back of whoever went back', async () => {
  const page = await visitChallenge();
  await page.getByRole('button', { name: 'Ask the buyer' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your question').fill('Does the gate freeze?');
  await page.context().setOffline(true);
  await dialog.getByText('nothing else is sent by itself').waitFor();
  await dialog.getByRole('button', { name: 'Ask the buyer' }).click();
  await dialog.getByText('Nothing came back: it may have counted or not.').waitFor();
  await dialog.getByRole('button', { name: 'Back' }).click();
  await page.context().setOffline(false);
  await page.getByText('The connection is lost.').waitFor({ state: 'detached' });
  await page.waitForTimeout(3000);
  expect(await asked()).not.toContain('Does the gate freeze?');
  await page.reload();
  await page.getByRole('button', { name: 'Ask the buyer' }).click();
  expect(await dialog.getByLabel('Your question').inputValue()).toBe('Does the gate freeze?');
  await page.context().close();
}, 60_000);

it('whoever goes back while it is on its way is told that it may still be done, and what became of it', async () => {
  const page = await visitChallenge();
  await page.getByRole('button', { name: 'Ask the buyer' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your question').fill('Is there a road?');
  let isAnswered = (): void => undefined;
  const answering = new Promise<void>((resolve) => {
    isAnswered = resolve;
  });
  await page.route('**/questions', async (route) => {
    await answering;
    await route.abort();
  });
  await dialog.getByRole('button', { name: 'Ask the buyer' }).click();
  await dialog.getByText('it may still be done').waitFor();
  await dialog.getByRole('button', { name: 'Back' }).click();
  isAnswered();
  await page.getByText('Nothing came back: it may have counted or not.').waitFor();
  await page.context().close();
}, 60_000);
