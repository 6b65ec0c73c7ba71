import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { TOTP } from 'otpauth';
import type { Browser } from 'playwright-core';
import { lookAround, seriousFindings, signInByPage, startBrowser, visitAs } from '../support/browser.ts';
import { newPerson, sharedStack } from '../support/stack.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
}, 60_000);

afterAll(() => browser.close());

it('a person sets up an authenticator on a phone, and signs in again with the second factor', async () => {
  const person = await newPerson(sharedStack(), 'second-factor');
  const visited = await visitAs(browser, person, '/account');
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  await page.getByText('not in use').waitFor();
  expect(await lookAround(visited, ['/account/second-factor'])).toEqual([]);
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto('/account');
  await page.getByRole('link', { name: 'Set up a second factor' }).click();
  await page.getByRole('button', { name: 'I have an app: show the key' }).click();
  const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
  const link = page.getByRole('link', { name: 'Open the app on this device' });
  expect(await link.getAttribute('href')).toContain(`secret=${secret}`);
  expect(await seriousFindings(page)).toEqual([]);

  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByText('Type the six digits that the app shows.').waitFor();
  const code = new TOTP({ secret }).generate();
  await page.getByLabel('Code').fill(String((Number(code) + 1) % 1_000_000).padStart(6, '0'));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByText('The code does not fit.').waitFor();
  await page.getByLabel('Code').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('heading', { name: 'The second factor is set up' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  // The browser itself complains of the answer to the wrong code.
  expect(complaints.filter((complaint) => !complaint.includes('status of 400'))).toEqual([]);

  await page
    .getByRole('region', { name: /set up/u })
    .or(page.locator('.banner'))
    .getByRole('button')
    .click();
  await page.goto('/rounds');
  await signInByPage(page, person);
  await page.goto('/account');
  await page.getByText('in use', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Set up another authenticator' }).waitFor();
  await page.context().close();
}, 120_000);
