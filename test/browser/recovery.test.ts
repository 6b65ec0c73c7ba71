import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { claimOrganisation, decideClaim, readAccount } from '../../functions/organisations/schema.ts';
import type { Person } from '../../infra/local/people.ts';
import { lookAround, startBrowser, visitAs } from '../support/browser.ts';
import { freshNumber } from '../support/fresh-number.ts';
import { send } from '../support/portal-acts.ts';
import { apiAs, newPerson, sharedStack } from '../support/stack.ts';

const stack = sharedStack();
const { agency } = stack;
const businessNumber = freshNumber();
const name = `Orphaned ${crypto.randomUUID().slice(0, 8)}`;

let browser: Browser;
let owner: Person;
let founder: Person;
let organisationId: string;

beforeAll(async () => {
  founder = await newPerson(stack, 'gone');
  owner = await newPerson(stack, 'owner');
  ({ organisationId } = await apiAs(stack, founder).must(claimOrganisation, {
    body: { kind: 'SUPPLIER', name: { ko: '주인 없는 기업', en: name }, businessNumber },
  }));
  await apiAs(stack, agency.staff).must(decideClaim, {
    parameters: { organisationId },
    body: { decision: 'confirm', reason: 'Seen', evidence: { method: 'document', checked: 'The register' } },
  });
  browser = await startBrowser();
}, 60_000);

afterAll(() => browser.close());

const rolesOf = async (who: Person) =>
  (await apiAs(stack, who).must(readAccount)).memberships[organisationId]?.roles ?? null;

it('an owner claims its organisation back on a phone, staff prepare and an approver agrees', async () => {
  const claimant = await visitAs(browser, owner, '/account');
  claimant.page.setDefaultTimeout(20_000);
  await claimant.page.getByRole('link', { name: 'Claim back an organisation' }).click();
  await claimant.page.getByLabel('Business registration number').fill(businessNumber);
  await claimant.page
    .getByLabel('What happened, and what shows that you act for it')
    .fill('Our administrator left us');
  await claimant.page.getByRole('button', { name: 'Send', exact: true }).click();
  await claimant.page.getByText('With staff', { exact: true }).waitFor();
  await claimant.page.goto('/account');
  const own = claimant.page.getByRole('region', { name: 'Your claims' });
  await own.getByText('With staff', { exact: true }).waitFor();
  // Who claims it is not of it, and learns no name that the number did not tell.
  expect(await claimant.page.getByText(name).count()).toBe(0);
  expect(await lookAround(claimant, ['/account'])).toEqual([]);

  const staff = await visitAs(browser, agency.staff, '/agency/organisations');
  staff.page.setDefaultTimeout(20_000);
  const card = staff.page.getByRole('listitem').filter({ hasText: name }).last();
  await card.getByText('Our administrator left us').waitFor();
  await card.getByRole('button', { name: 'Prepare the recovery' }).click();
  const dialog = staff.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Prepare the recovery' }).click();
  await dialog.getByText('Say what was checked.').waitFor();
  await dialog.getByText('Their memberships end').click();
  await dialog.getByText('A document', { exact: true }).click();
  await dialog.getByLabel('What was checked').fill('The register of companies');
  await dialog.getByLabel('Reason').fill('The register names the owner');
  await send(staff.page, 'Prepare the recovery');
  await card.getByRole('button', { name: 'Prepare the recovery' }).waitFor({ state: 'detached' });
  expect(await rolesOf(founder)).not.toBeNull();
  expect(await lookAround(staff, ['/agency/organisations'])).toEqual([]);

  const approver = await visitAs(browser, agency.approver, '/agency/inbox');
  approver.page.setDefaultTimeout(20_000);
  const waiting = approver.page.getByRole('listitem').filter({ hasText: name }).last();
  await waiting.getByRole('button', { name: 'Approve the recovery' }).waitFor();
  expect(await lookAround(approver, ['/agency/inbox'])).toEqual([]);
  await waiting.getByRole('button', { name: 'Approve the recovery' }).click();
  const deciding = approver.page.getByRole('dialog');
  await deciding.getByText('the memberships of everybody else end at once').waitFor();
  await deciding.getByLabel('Reason').fill('As prepared');
  await send(approver.page, 'Approve the recovery');
  await waiting.waitFor({ state: 'detached' });
  expect(await rolesOf(founder)).toBeNull();
  expect(await rolesOf(owner)).toContain('administrator');

  await claimant.page.goto('/account');
  await claimant.page.getByRole('link', { name }).waitFor();
  expect(await own.count()).toBe(0);
  for (const { complaints, page } of [claimant, staff, approver]) {
    expect(complaints).toEqual([]);
    await page.context().close();
  }
}, 90_000);
