import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import * as v from 'valibot';
import { openCall } from '../support/open-call.ts';
import { faultsOf, seriousFindings, signInByPage, startBrowser, visit } from '../support/browser.ts';
import { sharedStack } from '../support/stack.ts';

const stack = sharedStack();
let browser: Browser;
let roundId: string;
let challengeId: string;

beforeAll(async () => {
  const call = await openCall('portal', 30 * 24 * 3600, { concurrency: 1 });
  ({ challengeId, roundId } = call);
  browser = await startBrowser();
}, 60_000);

afterAll(() => browser.close());

const vitalsSchema = v.object({
  largestContentfulPaintInMs: v.number(),
  blockingTimeInMs: v.number(),
  layoutShift: v.number(),
});

/** Runs in the page: Web Vitals as the browser tells them; blocking is what of a task is beyond 50 ms. */
const watchVitals = `
  globalThis.vitals = { largestContentfulPaintInMs: 0, blockingTimeInMs: 0, layoutShift: 0 };
  const watch = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch('largest-contentful-paint', (entry) => { vitals.largestContentfulPaintInMs = Math.round(entry.startTime); });
  watch('longtask', (entry) => { vitals.blockingTimeInMs += Math.max(0, entry.duration - 50); });
  watch('layout-shift', (entry) => { if (!entry.hadRecentInput) vitals.layoutShift += entry.value; });
`;

describe('the public pages', () => {
  const paths = () => [
    '/',
    '/rounds',
    `/rounds/${roundId}`,
    '/challenges',
    '/challenges?due=any&field=9',
    `/rounds/${roundId}/results`,
    `/rounds/${roundId}/verdicts`,
    `/rounds/${roundId}/lessons`,
    '/designations',
    '/verify',
    `/challenges/${challengeId}`,
    '/account',
    '/nowhere',
  ];

  it.each([
    ['ko-KR', 'light', 320],
    ['en-GB', 'dark', 320],
    ['ko-KR', 'dark', 1280],
    ['en-GB', 'light', 1280],
  ] as const)(
    'can be read by everybody (%s, %s, %s px)',
    async (locale, colorScheme, width) => {
      const findings: string[] = [];
      for (const path of paths()) {
        const seen = await visit(browser, { locale, colorScheme, viewport: { width, height: 800 } });
        await seen.page.goto(path);
        findings.push(...(await faultsOf(seen)));
        await seen.page.context().close();
      }
      expect(findings).toEqual([]);
    },
    60_000,
  );

  it('speak the other language at a click, and keep to it', async () => {
    const { page } = await visit(browser, { locale: 'ko-KR' });
    await page.goto('/');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Open now' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.reload();
    await page.getByRole('heading', { name: 'Open now' }).waitFor();
    await page.context().close();
  }, 30_000);

  it('lead to a challenge by keyboard alone', async () => {
    const { page } = await visit(browser);
    await page.goto(`/rounds/${roundId}`);
    const link = page.getByRole('main').getByRole('list').getByRole('link').last();
    await link.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/challenges/${challengeId}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.context().close();
  }, 30_000);
});

it('challenges are found by field, place, price and deadline, by keyboard on a phone, and the address keeps it', async () => {
  const { page } = await visit(browser, { viewport: { width: 320, height: 640 } });
  await page.goto('/challenges');
  const count = page.getByRole('status').filter({ hasText: /challenge/u });
  await count.waitFor();
  const link = page.locator(`a[href="/challenges/${challengeId}"]`);
  await link.waitFor();
  await page.getByLabel('Price ceiling up to').fill('many');
  await page.getByText('Type a number, such as 120.').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByLabel('Price ceiling up to').fill('1');
  await page.getByText('No challenge meets these conditions.').waitFor();
  await page.getByRole('button', { name: 'Clear all conditions' }).focus();
  await page.keyboard.press('Enter');
  await link.waitFor();
  await page.getByRole('button', { name: /^All fields/u }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: 'All fields' }).waitFor();
  for (const _ of ['01', '02', '03']) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Public order and safety/u }).waitFor();
  await page.getByLabel('Place of use').fill('seorinsan');
  await page.getByRole('button', { name: /^Open now/u }).click();
  await page.getByRole('option', { name: 'Closes within 30 days' }).click();
  await page.waitForURL('**/challenges?*place=seorinsan*');
  await link.waitFor();
  const address = page.url();
  expect(Object.fromEntries(new URL(address).searchParams)).toMatchObject({ field: '3', place: 'seorinsan' });
  await page.goto(address.replace('field=3', 'field=7'));
  await page.getByRole('button', { name: /^Health/u }).waitFor();
  await link.waitFor({ state: 'detached' });
  await page.goto(address);
  await link.click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.goBack();
  await link.waitFor();
  expect(await page.getByLabel('Place of use').inputValue()).toBe('seorinsan');
  await page.context().close();
}, 60_000);

it('the first view comes soon and stays where it is (P12)', async () => {
  const { page } = await visit(browser);
  const scripts = new Map<string, number>();
  page.on('response', (response) => {
    if (response.url().endsWith('.js'))
      void response.body().then((body) => scripts.set(response.url(), gzipSync(body).length));
  });
  await page.addInitScript(watchVitals);
  await page.goto('/');
  await page.getByRole('heading', { name: 'Open now' }).waitFor();
  await page.waitForLoadState('networkidle');
  const vitals = v.parse(vitalsSchema, await page.evaluate('globalThis.vitals'));
  const scriptInKilobytes = Math.round(scripts.values().reduce((sum, size) => sum + size, 0) / 1000);
  console.log(`P12: ${JSON.stringify({ scriptInKilobytes, ...vitals })}`);
  expect(scriptInKilobytes).toBeLessThanOrEqual(120);
  expect(vitals.layoutShift).toBeLessThan(0.1);
  expect(vitals.largestContentfulPaintInMs).toBeGreaterThan(0);
  await page.context().close();
}, 30_000);

describe('the sign-in', () => {
  it('comes back to where one was, and gives the agency’s people their rights', async () => {
    const { page } = await visit(browser);
    await page.goto(`/rounds/${roundId}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await signInByPage(page, stack.agency.staff);
    expect(new URL(page.url()).pathname).toBe(`/rounds/${roundId}`);
    await page.getByRole('link', { name: 'My account' }).click();
    await page.getByText('Procurement agency').first().waitFor();
    expect(await page.getByText('in use', { exact: true }).count()).toBe(1);
    await page.reload();
    await page.getByText('Procurement agency').first().waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.context().close();
  }, 60_000);
});
