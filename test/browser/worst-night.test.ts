import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Member } from '../../infra/local/replay/cast.ts';
import { draftProposal, readProposal, saveProposal } from '../../functions/proposals/schema.ts';
import { seriousFindings, signInByPage, startBrowser, visit } from '../support/browser.ts';
import { openCall } from '../support/open-call.ts';

let browser: Browser;
let call: Awaited<ReturnType<typeof openCall>>;

beforeAll(async () => {
  call = await openCall('worst-night', 30 * 24 * 3600, 2);
  browser = await startBrowser();
}, 120_000);

afterAll(() => browser.close());

const phone = { viewport: { width: 360, height: 780 } };

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

it('two windows that wrote different things show both, and the person chooses', async () => {
  const { page, parameters } = await openProposal(call.supplier, whole);
  const other = await page.context().newPage();
  await other.goto(`/proposals/${parameters.proposalId}`);
  await signInByPage(other, call.supplier.person);
  await solution(other).fill('From the other window.');
  await untilSaved(other, call.supplier, parameters, 'From the other window.');
  await solution(page).fill('From the first window.');
  await page.getByRole('heading', { name: 'Something was saved elsewhere before' }).waitFor();
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

/** Makes the sign-in of a window run out, with what would renew it unasked. */
const expireSignIn = (page: Page) =>
  page.evaluate(`(() => {
    const key = Object.keys(sessionStorage).find((name) => name.startsWith('oidc.user:'));
    const user = JSON.parse(sessionStorage.getItem(key));
    user.expires_at = 1;
    delete user.refresh_token;
    sessionStorage.setItem(key, JSON.stringify(user));
  })()`);

it('a sign-in that runs out leads to the sign-in and back with nothing lost', async () => {
  const { page, parameters } = await openProposal(call.supplier, whole);
  await expireSignIn(page);
  await solution(page).fill('Typed after the sign-in ran out.');
  await page.getByRole('button', { name: 'Sign in again' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(await textOf(call.supplier, parameters)).toBe(whole.solution);
  await page.getByRole('button', { name: 'Sign in again' }).click();
  // The pool may know the person still.
  await page.locator('#username').or(solution(page)).waitFor();
  if ((await page.locator('#username').count()) > 0) {
    await page.locator('#username').fill(call.supplier.person.email);
    await page.locator('#password').fill(call.supplier.person.password);
    await page.locator('button[type=submit]').click();
  }
  await untilSaved(page, call.supplier, parameters, 'Typed after the sign-in ran out.');
  expect(new URL(page.url()).pathname).toBe(`/proposals/${parameters.proposalId}`);
  expect(await solution(page).inputValue()).toBe('Typed after the sign-in ran out.');
  await page.context().close();
}, 60_000);
