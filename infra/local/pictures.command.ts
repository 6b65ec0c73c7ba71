import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { readAccounts } from './accounts.ts';
import { localDirectory, projectDirectory } from './aws-environment.ts';
import { signInByPage, startBrowser } from './browser.ts';
import { readPortalAddress } from './endpoints.ts';
import { LocalCloudError } from './errors.ts';

new Command('npm run pictures')
  .description(
    'Takes the pictures of the README from the running portal, so that they stay true. Start npm start first, and wait\n' +
      'until it has told of the finished round. Writes web/pictures/.',
  )
  .allowExcessArguments(false)
  .showHelpAfterError()
  .parse();

const folder = join(projectDirectory, 'web', 'pictures');
const desk: BrowserContextOptions = { locale: 'ko-KR', viewport: { width: 1280, height: 860 } };
const phone: BrowserContextOptions = {
  locale: 'en-GB',
  viewport: { width: 360, height: 780 },
  deviceScaleFactor: 2,
};

try {
  await takePictures();
} catch (error) {
  console.error(error instanceof LocalCloudError ? error.message : error);
  process.exitCode = 1;
}

async function takePictures(): Promise<void> {
  const { accounts } = readAccounts(join(localDirectory, 'main'));
  const portal = readPortalAddress();
  mkdirSync(folder, { recursive: true });
  const browser = await startBrowser();
  try {
    const [open, finished] = await findRounds(browser, portal);
    await picture(browser, desk, 'results', async (page) => {
      await page.goto(`${portal}${finished}/results`);
    });
    await picture(browser, desk, 'figures', async (page) => {
      await page.goto(`${portal}${finished}/figures`);
    });
    await picture(browser, phone, 'proposal', async (page) => {
      const supplier = accounts.find(({ name }) => name === 'supplier');
      if (supplier === undefined) throw new LocalCloudError('There is no account of a supplier.');
      await page.goto(`${portal}${open}`);
      await page.getByRole('main').getByRole('list').getByRole('link').last().click();
      await page.waitForURL('**/challenges/*');
      await signInByPage(page, supplier);
      await page.locator('.button-primary').first().click();
      await page.waitForURL('**/proposals/*');
    });
  } finally {
    await browser.close();
  }
}

/** The addresses of the open and of the finished round. Throws while there is no finished one. */
async function findRounds(
  browser: Browser,
  portal: string,
): Promise<readonly [open: string, finished: string]> {
  const page = await browser.newPage();
  await page.goto(`${portal}/rounds`);
  await page.locator('.card a').first().waitFor();
  const cards = await page.locator('.card').all();
  const found = await Promise.all(
    cards.map(async (card) => ({
      address: (await card.locator('a').first().getAttribute('href')) ?? '',
      isOpen: (await card.locator('.tag-active').count()) > 0,
    })),
  );
  await page.close();
  const open = found.find(({ isOpen }) => isOpen)?.address;
  const finished = found.find(({ isOpen }) => !isOpen)?.address;
  if (open === undefined || finished === undefined)
    throw new LocalCloudError('There is no finished round yet. Wait until npm start has told of it.');
  return [open, finished];
}

async function picture(
  browser: Browser,
  options: BrowserContextOptions,
  name: string,
  goThere: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await goThere(page);
  await page.locator('h1').waitFor();
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
  console.log(`web/pictures/${name}.png`);
}
