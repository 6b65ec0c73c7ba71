import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import type { Person } from '../../infra/local/people.ts';
import { readOrganisation } from '../../functions/organisations/schema.ts';
import { lookAround, seriousFindings, startBrowser, visitAs } from '../support/browser.ts';
import { freshNumber } from '../support/fresh-number.ts';
import { act, send } from '../support/portal-acts.ts';
import { apiAs, newPerson, sharedStack } from '../support/stack.ts';

const hostile = '<img src=x onerror="window.hurt=true">';
const stack = sharedStack();
const { agency } = stack;

const businessNumber = freshNumber();
const named = `Firm ${crypto.randomUUID().slice(0, 8)}`;

let browser: Browser;
let founder: Person;
let second: Person;
/** Where the founder's claim is read. */
let path: string;

beforeAll(async () => {
  founder = await newPerson(stack, 'founder');
  second = await newPerson(stack, 'second');
  browser = await startBrowser();
}, 60_000);

afterAll(() => browser.close());

/** Somebody fills in a claim and sends it. */
const claim = async (page: Page, name: string, number: string): Promise<void> => {
  await page.getByText('Supplier', { exact: true }).click();
  await page.getByLabel('Name (Korean)').fill(`${hostile} 새싹`);
  await page.getByLabel('Name (English)').fill(name);
  await page.getByLabel('Business registration number').fill(number);
  await page.getByRole('button', { name: 'Claim', exact: true }).click();
};

/** What the API holds of the claim at a path. */
const read = (at: string) =>
  apiAs(stack, agency.auditor).must(readOrganisation, {
    parameters: { organisationId: v.parse(v.string(), at.split('/').at(-1)) },
  });

const cardOf = (page: Page) => page.getByRole('listitem').filter({ hasText: named });

it('a person claims an organisation on a phone, with nothing typed lost, and waits for staff', async () => {
  const visited = await visitAs(browser, founder, '/account');
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  await page.getByText('You act for no organisation yet.').waitFor();
  await page.getByRole('link', { name: 'Register an organisation' }).click();
  await page.getByRole('button', { name: 'Claim', exact: true }).click();
  const summary = page.getByRole('alert');
  for (const missing of ['Choose what', 'name in Korean', 'name in English', 'registration number'])
    await summary.getByText(missing).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  const wrong = `${businessNumber.slice(0, 9)}${(Number(businessNumber.at(-1)) + 1) % 10}`;
  await claim(page, named, wrong);
  await page.getByText('This is no business registration number').waitFor();
  await page.reload();
  expect(await page.getByLabel('Name (English)').inputValue()).toBe(named);
  await page.getByText('It is a small or medium enterprise').click();
  // As people write it.
  const hyphened = [businessNumber.slice(0, 3), businessNumber.slice(3, 5), businessNumber.slice(5)].join(
    '-',
  );
  await page.getByLabel('Business registration number').fill(hyphened);
  await page.getByRole('button', { name: 'Claim', exact: true }).click();
  await page.getByText('Awaits confirmation').waitFor();
  await page.getByText('You find this page again under «My account»').waitFor();
  path = new URL(page.url()).pathname;
  // It is found again without its address: on the first page, and on that of the account.
  for (const place of ['/', '/account']) {
    await page.goto(place);
    const claims = page.getByRole('region', { name: 'Your claims' });
    await claims.getByText('Awaits confirmation').waitFor();
    await claims.getByRole('link', { name: named }).click();
    await page.waitForURL(`**${path}`);
  }
  expect(await read(path)).toMatchObject({
    state: 'CLAIMED',
    kind: 'SUPPLIER',
    businessNumber,
    isSmallOrMedium: true,
    members: {},
  });
  // That a number was refused, the browser calls an error.
  expect(await lookAround({ page, complaints: [] }, [path, '/', '/account', '/organisations/new'])).toEqual(
    [],
  );
  expect(complaints.filter((complaint) => !complaint.includes('422'))).toEqual([]);
  await page.context().close();
}, 120_000);

it('staff refuse a claim with a reason that its claimant reads, and confirm another by what they checked', async () => {
  const claimant = await visitAs(browser, second, '/organisations/new');
  claimant.page.setDefaultTimeout(20_000);
  const other = `Other ${named}`;
  await claim(claimant.page, other, businessNumber);
  await claimant.page.getByText('Awaits confirmation').waitFor();
  const refusedPath = new URL(claimant.page.url()).pathname;

  const visited = await visitAs(browser, agency.staff, '/agency');
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  const dialog = page.getByRole('dialog');
  await page.getByRole('link', { name: 'Claims of organisations' }).click();
  const theirs = cardOf(page).filter({ hasText: other });
  const founders = cardOf(page).filter({ hasNotText: other });
  await founders.getByText(businessNumber).waitFor();
  await founders.getByText('Small or medium enterprise').waitFor();
  await theirs.getByText('No small or medium enterprise').waitFor();
  await theirs.getByRole('button', { name: 'Refuse the claim' }).click();
  await dialog.getByText(`The claimant does not act for ${other}`).waitFor();
  await dialog.getByRole('button', { name: 'Refuse the claim' }).click();
  await dialog.getByText('Give the reason.').waitFor();
  await dialog.getByLabel('Reason').fill(`${hostile} The letter came back.`);
  await send(page, 'Refuse the claim');
  await theirs.waitFor({ state: 'detached' });

  await founders.getByRole('button', { name: 'Confirm the claim' }).click();
  await dialog.getByText('in every role').waitFor();
  await dialog.getByRole('button', { name: 'Confirm the claim' }).click();
  await dialog.getByText('Give the reason.').waitFor();
  expect((await read(path)).state).toBe('CLAIMED');
  await dialog.getByText('A code that went to the registered address').click();
  await dialog.getByLabel('What was checked').fill('The address in the register');
  await dialog.getByLabel('Reason').fill('The code came back');
  await send(page, 'Confirm the claim');
  await founders.waitFor({ state: 'detached' });
  expect(await read(path)).toMatchObject({
    state: 'CONFIRMED',
    members: { [founder.accountId]: ['administrator', 'author', 'signatory'] },
    evidence: { method: 'code', checked: 'The address in the register' },
  });
  expect(await lookAround(visited, ['/agency/organisations'])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();

  await claimant.page.reload();
  await claimant.page.getByText(`${hostile} The letter came back.`).waitFor();
  expect(await claimant.page.evaluate('window.hurt')).toBeUndefined();
  expect(await lookAround(claimant, [refusedPath])).toEqual([]);
  expect(claimant.complaints).toEqual([]);
  await claimant.page.goto('/account');
  const ownClaims = claimant.page.getByRole('region', { name: 'Your claims' });
  await ownClaims.getByText('Refused', { exact: true }).waitFor();
  await ownClaims.getByRole('link', { name: other }).click();
  await claimant.page.getByRole('link', { name: 'Claim it again' }).click();
  await claim(claimant.page, other, businessNumber);
  // The number is taken now, and the way to it is named.
  await claimant.page.getByText('An organisation with this number is registered already.').waitFor();
  await claimant.page.getByRole('link', { name: 'Claim back an organisation' }).waitFor();
  await claimant.page.context().close();
}, 120_000);

it('the founder acts for it from then on', async () => {
  const visited = await visitAs(browser, founder, '/account');
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  await page.getByRole('link', { name: named }).click();
  await page.getByText('Confirmed', { exact: true }).waitFor();
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.getByRole('region', { name: 'Your claims' }).count()).toBe(0);
  await page.goto(path);
  const inviting = await act(page, 'Invite somebody');
  await inviting.getByRole('button', { name: 'Back' }).click();
  await page.goto('/notices');
  await page.getByText('[기관 등록 승인]').waitFor();
  expect(await lookAround(visited, ['/account', path, '/notices'])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 60_000);
