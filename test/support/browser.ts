import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import * as v from 'valibot';
import type { Person } from '../../infra/local/people.ts';
import { sharedStack } from './stack.ts';

const places = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A browser of this machine. Throws with what to install where there is none: a test that looks at nothing proves nothing. */
export const startBrowser = async (): Promise<Browser> => {
  const executablePath = places.find((place) => place !== undefined && existsSync(place));
  if (executablePath === undefined)
    throw new Error('No Chromium was found. Install it (apt-get install chromium) or name it in CHROMIUM');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
};

/** Somebody's window on the portal, with what the browser complained of in it. */
export type Visit = { readonly page: Page; readonly complaints: readonly string[] };

/** Opens the portal as a person with a fresh browser would. */
export const visit = async (browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> => {
  const context = await browser.newContext({
    baseURL: sharedStack().portalUrl,
    locale: 'en-GB',
    timezoneId: 'Asia/Seoul',
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    // The emulator's sign-in page has no icon.
    if (message.location().url.endsWith('/favicon.ico')) return;
    if (message.type() === 'error' || message.text().includes('Content Security Policy'))
      complaints.push(message.text());
  });
  return { page, complaints };
};

/** Signs a person in by the page of the pool, from wherever the portal's window stands. */
export const signInByPage = async (page: Page, { email, password }: Person): Promise<void> => {
  await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click();
  await page.locator('#username').fill(email);
  await page.locator('#password').fill(password);
  await page.locator('button[type=submit]').click();
  await page.getByRole('banner').getByRole('link', { name: 'My account' }).waitFor();
};

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const axeResult = v.object({
  violations: v.array(
    v.object({
      id: v.string(),
      impact: v.nullish(v.string()),
      nodes: v.array(v.object({ html: v.string() })),
    }),
  ),
});

/** What axe finds serious or critical in the page as it stands (WCAG 2.2 AA). */
export const seriousFindings = async (page: Page): Promise<readonly string[]> => {
  // Not as a script of the page, which its Content-Security-Policy forbids.
  await page.evaluate(axeSource);
  const found = v.parse(
    axeResult,
    await page.evaluate(
      "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })",
    ),
  );
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ html }) => html)
          .join(' ')
          .slice(0, 300)}`,
    );
};
