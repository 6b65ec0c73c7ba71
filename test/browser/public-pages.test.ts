import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openCall } from '../support/open-call.ts';
import { seriousFindings, signInByPage, startBrowser, visit } from '../support/browser.ts';
import { sharedStack } from '../support/stack.ts';

const stack = sharedStack();
let browser: Browser;
let roundId: string;
let challengeId: string;

beforeAll(async () => {
  const call = await openCall('portal', 30 * 24 * 3600, 1);
  ({ challengeId, roundId } = call);
  browser = await startBrowser();
}, 60_000);

afterAll(() => browser.close());

describe('the public pages', () => {
  const paths = () => [
    '/',
    '/rounds',
    `/rounds/${roundId}`,
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
        const { page, complaints } = await visit(browser, {
          locale,
          colorScheme,
          viewport: { width, height: 800 },
        });
        await page.goto(path);
        await page.locator('h1').waitFor();
        await page.waitForLoadState('networkidle');
        findings.push(...(await seriousFindings(page)).map((finding) => `${path} ${finding}`));
        findings.push(...complaints.map((complaint) => `${path} ${complaint}`));
        const isTooWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
        if (isTooWide === true) findings.push(`${path} is wider than the window`);
        await page.context().close();
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

describe('the sign-in', () => {
  it('comes back to where one was, and gives the agency’s people their rights', async () => {
    const { page } = await visit(browser);
    await page.goto(`/rounds/${roundId}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await signInByPage(page, stack.agency.staff);
    expect(new URL(page.url()).pathname).toBe(`/rounds/${roundId}`);
    await page.getByRole('link', { name: 'My account' }).click();
    await page.getByText('Procurement agency').waitFor();
    expect(await page.getByText('in use', { exact: true }).count()).toBe(1);
    await page.reload();
    await page.getByText('Procurement agency').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.context().close();
  }, 60_000);
});
