import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { readOrganisation } from '../../functions/organisations/schema.ts';
import { draftProposal, saveProposal } from '../../functions/proposals/schema.ts';
import {
  lookAround,
  seriousFindings,
  signInByPage,
  startBrowser,
  visit,
  visitAs,
} from '../support/browser.ts';
import { correctQuantity } from '../support/correct-quantity.ts';
import { openCall } from '../support/open-call.ts';
import { newPerson } from '../support/stack.ts';

let browser: Browser;
let call: Awaited<ReturnType<typeof openCall>>;

beforeAll(async () => {
  call = await openCall('portal-consortium', 30 * 24 * 3600, { concurrency: 2 });
  browser = await startBrowser();
}, 120_000);

afterAll(() => browser.close());

const press = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name, exact: true }).click();
};
const pressInDialog = async (page: Page, name: string): Promise<void> => {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
};

it('a supplier asks another on a phone, which takes part, and both read what the buyer corrects', async () => {
  const { supplier, rival, challengeId } = call;
  const { proposalId, version } = await supplier.api.must(draftProposal, {
    parameters: { challengeId },
    body: null,
  });
  await supplier.api.must(saveProposal, {
    parameters: { proposalId },
    version,
    body: { title: { ko: '구조 드론', en: 'Rescue drone' } },
  });
  const { businessNumber } = await rival.api.must(readOrganisation, {
    parameters: { organisationId: rival.organisationId },
  });

  const phone = { viewport: { width: 360, height: 780 } };
  const { page, complaints } = await visit(browser, phone);
  await page.goto(`/proposals/${proposalId}`);
  await signInByPage(page, supplier.person);
  await press(page, 'Ask a partner');
  await pressInDialog(page, 'Ask').catch(() => null);
  await page
    .getByRole('alert')
    .getByRole('link', { name: 'Enter the business registration number.' })
    .waitFor();
  await page.getByLabel('Business registration number').fill(businessNumber);
  await page.getByLabel('Its share of the work').fill('The radio module.');
  await page.getByLabel('Share of the price (%)').fill('30');
  expect(await seriousFindings(page)).toEqual([]);
  await pressInDialog(page, 'Ask');
  await page.getByText('Asked – no answer yet').waitFor();
  expect(await seriousFindings(page)).toEqual([]);

  const asked = await visit(browser, phone);
  await asked.page.goto('/invitations');
  await signInByPage(asked.page, rival.person);
  expect(await seriousFindings(asked.page)).toEqual([]);
  await asked.page.getByRole('main').getByRole('list').getByRole('link').click();
  await asked.page.getByText('The radio module.').waitFor();
  expect(await seriousFindings(asked.page)).toEqual([]);
  await press(asked.page, 'Take part');
  await pressInDialog(asked.page, 'Take part');
  await asked.page.getByText('Takes part').waitFor();
  const invitation = new URL(asked.page.url()).pathname;
  expect(await lookAround(asked, ['/invitations', invitation])).toEqual([]);
  expect(asked.complaints).toEqual([]);
  await asked.page.context().close();

  const quantity = await correctQuantity(call);
  await page.reload();
  await page.getByText('Takes part').waitFor();
  await page.getByText('One more is needed.').waitFor();
  expect(await page.getByRole('row', { name: 'Quantity' }).getByRole('cell').allTextContents()).toEqual([
    String(quantity),
    String(quantity + 1),
  ]);
  expect(await seriousFindings(page)).toEqual([]);
  await press(page, 'I have read it: keep my draft');
  await page.getByRole('heading', { name: 'The challenge was corrected' }).waitFor({ state: 'detached' });
  await page.getByText('Earlier saves').click();
  await page.getByRole('button', { name: 'Compare' }).first().click();
  await page.getByText('Nothing differs.').or(page.getByText('Where they differ')).first().waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
}, 180_000);

/** So many days from now in Seoul, as a field takes it. */
const inSeoul = (days: number): string =>
  new Date(Date.now() + 9 * 3_600_000 + days * 24 * 3_600_000).toISOString().slice(0, 16);

it('an administrator invites a colleague by a link, who becomes a member by it, has a name, and stands in', async () => {
  const { supplier, stack } = call;
  const place = `/organisations/${supplier.organisationId}`;
  const visited = await visitAs(browser, supplier.person, place);
  const { page, complaints } = visited;
  const dialog = page.getByRole('dialog');
  await press(page, 'Invite somebody');
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  await dialog.getByText('Enter a name.').waitFor();
  await dialog.getByText('Choose at least one role.').waitFor();
  await dialog.getByLabel('Name').fill('<b>Lee Seoyeon</b>');
  await dialog.getByText('Author', { exact: true }).click();
  expect(await seriousFindings(page)).toEqual([]);
  await pressInDialog(page, 'Make the link');
  const link = (await page.getByText('/join#').textContent()) ?? '';
  await page.getByText('Good until').waitFor();
  expect(await seriousFindings(page)).toEqual([]);

  const colleague = await newPerson(stack, 'invited');
  const theirs = await visit(browser, { viewport: { width: 360, height: 780 } });
  await theirs.page.goto(link);
  await signInByPage(theirs.page, colleague);
  await theirs.page.getByText('invites you to act for it.').waitFor();
  expect(await lookAround(theirs, ['/organisations/new', '/organisations/recovery', link])).toEqual([]);
  await press(theirs.page, 'Become a member');
  await pressInDialog(theirs.page, 'Become a member');
  await theirs.page.getByRole('heading', { name: '<b>Lee Seoyeon</b>' }).waitFor();
  await theirs.page.goto(link);
  await theirs.page.getByText('This invitation is used, withdrawn').waitFor();

  await page.reload();
  await page.getByRole('heading', { name: '<b>Lee Seoyeon</b>' }).waitFor();
  expect(await page.getByText('Good until').count()).toBe(0);

  await press(page, 'Name a deputy');
  await dialog.getByRole('button', { name: 'Let this person stand in' }).click();
  await dialog.getByText('Choose who stands in.').waitFor();
  await dialog.getByText('Enter the day and the time at which it begins.').waitFor();
  await dialog.getByRole('button', { name: 'Deputy' }).click();
  await page.getByRole('option', { name: '<b>Lee Seoyeon</b>' }).click();
  await dialog.getByLabel('From').fill(inSeoul(1));
  await dialog.getByLabel('Until').fill(inSeoul(0));
  await dialog.getByRole('button', { name: 'Let this person stand in' }).click();
  await dialog.getByText('Enter an end that lies after the beginning').waitFor();
  await dialog.getByLabel('Until').fill(inSeoul(8));
  expect(await seriousFindings(page)).toEqual([]);
  await pressInDialog(page, 'Let this person stand in');
  await page.getByText('Signatory').last().waitFor();
  await page.getByText(/^Stands in for Person/u).waitFor();
  expect(await lookAround(visited, [place])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
  await theirs.page.context().close();
}, 180_000);
