import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import * as v from 'valibot';
import { signInByPage } from '../../infra/local/browser.ts';
import type { Person } from '../../infra/local/people.ts';
import { sharedStack } from './stack.ts';

export { signInByPage, startBrowser } from '../../infra/local/browser.ts';

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
    // The suite that runs beside this one may have all 16 calls that the emulator takes at a time; the portal asks again.
    if (message.text().includes('status of 429')) return;
    // That nothing is recommended yet in some round is told so, and is no fault of a page that asks each round.
    if (message.text().includes('status of 404') && message.location().url.endsWith('/decision')) return;
    if (message.type() === 'error' || message.text().includes('Content Security Policy'))
      complaints.push(`${message.text()} ${message.location().url}`);
  });
  return { page, complaints };
};

/** Somebody signed in, with the second factor where the pool asks for one, on a page; on a phone unless told otherwise. */
export const visitAs = async (
  browser: Browser,
  person: Person,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Visit> => {
  const seen = await visit(browser, { viewport: { width: 360, height: 780 }, ...options });
  await seen.page.goto('/rounds');
  await signInByPage(seen.page, person);
  await seen.page.goto(path);
  await seen.page.getByRole('heading', { level: 1 }).waitFor();
  return seen;
};

/** Makes the sign-in of a window run out, with what would renew it unasked. */
export const expireSignIn = (page: Page) =>
  page.evaluate(`(() => {
    const key = Object.keys(sessionStorage).find((name) => name.startsWith('oidc.user:'));
    const user = JSON.parse(sessionStorage.getItem(key));
    user.expires_at = 1;
    delete user.refresh_token;
    sessionStorage.setItem(key, JSON.stringify(user));
  })()`);

/** Signs in again, in the window that the portal opens for it, from wherever on the page that is offered. */
export const signInAgain = async (
  page: Page,
  { email, password }: Pick<Person, 'email' | 'password'>,
  place: Pick<Page, 'getByRole'> = page,
): Promise<void> => {
  const opening = page.waitForEvent('popup');
  await place.getByRole('button', { name: 'Sign in again' }).click();
  const popup = await opening;
  // The pool may know the person still, and the window be gone before it was looked at.
  const asks = await popup
    .locator('#username')
    .waitFor()
    .then(
      () => true,
      () => false,
    );
  if (asks) {
    await popup.locator('#username').fill(email);
    await popup.locator('#password').fill(password);
    await popup.locator('button[type=submit]').click();
  }
  await place.getByRole('button', { name: 'Sign in again' }).waitFor({ state: 'detached' });
  // It closes itself.
  if (!popup.isClosed()) await popup.waitForEvent('close');
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

/** Whatever is wrong with a page as it stands: what axe finds serious, what the browser complained of, a page too wide. */
export const faultsOf = async (visit: Visit): Promise<readonly string[]> => {
  const found = await plainFaultsOf(visit);
  return [...(await seriousFindings(visit.page)).map((fault) => `${pathOf(visit.page)} ${fault}`), ...found];
};

const pathOf = (page: Page): string => new URL(page.url()).pathname;

/** The same without axe, which takes most of the time. */
const plainFaultsOf = async ({ page, complaints }: Visit): Promise<readonly string[]> => {
  await page.locator('h1').waitFor();
  await page.waitForLoadState('networkidle');
  const isTooWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
  return [...complaints, ...(isTooWide === true ? ['is wider than the window'] : [])].map(
    (fault) => `${pathOf(page)} ${fault}`,
  );
};

/** Axe sees each language, scheme and width once; a narrow window is tried in both languages, whose words differ in length. */
const looks = [
  ['ko', 'light', 320, faultsOf],
  ['en', 'light', 320, plainFaultsOf],
  ['en', 'dark', 1280, faultsOf],
] as const;

/** What is wrong with the pages at some paths as whoever is signed in sees them: in both languages, light and dark, narrow and wide. */
export const lookAround = async (visit: Visit, paths: readonly string[]): Promise<readonly string[]> => {
  const { page } = visit;
  const faults: string[] = [];
  for (const [language, colorScheme, width, look] of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate(`localStorage.setItem('first-buyer.language', '${language}')`);
    for (const path of paths) {
      await page.goto(path);
      faults.push(
        ...(await look(visit)).map((fault) => `${language}, ${colorScheme}, ${width} px: ${fault}`),
      );
    }
  }
  return faults;
};
