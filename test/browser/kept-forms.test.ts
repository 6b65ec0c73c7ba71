import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { draftProposal } from '../../functions/proposals/schema.ts';
import { askQuestion } from '../../functions/questions/schema.ts';
import type { Person } from '../../infra/local/people.ts';
import { expireSignIn, signInAgain, startBrowser, visitAs } from '../support/browser.ts';
import { openCall } from '../support/open-call.ts';
import { sha256Of } from '../../infra/local/upload.ts';

let browser: Browser;
let call: Awaited<ReturnType<typeof openCall>>;
let proposalId: string;

beforeAll(async () => {
  call = await openCall('kept-forms', 30 * 24 * 3600, { concurrency: 2 });
  const { challengeId, supplier } = call;
  const parameters = { challengeId };
  ({ proposalId } = await supplier.api.must(draftProposal, { parameters, body: null }));
  await supplier.api.must(askQuestion, {
    parameters,
    body: { supplierId: supplier.organisationId, text: 'May the station stand on a roof?' },
  });
  browser = await startBrowser();
}, 120_000);

afterAll(() => browser.close());

/** A field of a form: the page, the buttons that lead to it, and what it is called. */
type Place = { readonly path: string; readonly open: readonly string[]; readonly label: string };

const typed = 'Written with care, and not sent yet.';

/** The field, on its page, in its dialog or what was begun before. */
const reach = async (page: Page, { open, label }: Place) => {
  const field = page.getByLabel(label, { exact: true });
  for (const name of open) {
    const button = page.getByRole('button', { name, exact: true }).first();
    await field.or(button).first().waitFor();
    if (!(await field.isVisible())) await button.click();
  }
  await field.waitFor();
  return field;
};

/** Types into each field, has the sign-in run out and the page loaded anew, signs in again, and looks what is there. */
const keptOf = async (person: Person, places: readonly Place[]): Promise<readonly string[]> => {
  const { page } = await visitAs(browser, person, '/rounds');
  page.setDefaultTimeout(20_000);
  const found: string[] = [];
  for (const place of places) {
    await page.goto(place.path);
    await (await reach(page, place)).fill(typed);
    await expireSignIn(page);
    await page.reload();
    await signInAgain(page, person);
    found.push(await (await reach(page, place)).inputValue());
  }
  await page.context().close();
  return found;
};

it('what a supplier types for an act outlives a sign-in that ran out and a reload', async () => {
  const places = [
    { path: `/proposals/${proposalId}`, open: ['Ask a partner'], label: 'Its share of the work' },
    {
      path: '/organisations/recovery',
      open: [],
      label: 'What happened, and what shows that you act for it',
    },
    { path: '/organisations/new', open: [], label: 'Name (Korean)' },
  ];
  expect(await keptOf(call.supplier.person, places)).toEqual(places.map(() => typed));
}, 90_000);

it('so does what a buyer types, and what the agency does', async () => {
  const path = `/proposing/${call.challengeId}`;
  const ofBuyer = [
    { path, open: ['Begin a correction'], label: 'Why it is corrected (English)' },
    { path, open: ['Answer'], label: 'Your answer' },
  ];
  expect(await keptOf(call.buyer.person, ofBuyer)).toEqual(ofBuyer.map(() => typed));
  const ofStaff = [
    { path: '/agency', open: ['Plan a round'], label: 'Name (English)' },
    { path: `/agency/rounds/${call.roundId}`, open: ['Cancel the round'], label: 'Reason' },
  ];
  expect(await keptOf(call.stage.agency.staff, ofStaff)).toEqual(ofStaff.map(() => typed));
}, 120_000);

it('a correction that is left stays until it is thrown away; nothing is sent before every part says something', async () => {
  const { page } = await visitAs(browser, call.buyer.person, `/proposing/${call.challengeId}`);
  page.setDefaultTimeout(20_000);
  const title = page.getByLabel('Title (English)', { exact: true });
  await page.getByRole('button', { name: 'Begin a correction' }).click();
  const before = await title.inputValue();
  await title.fill('A drone that comes by itself');
  await page.getByRole('button', { name: 'Leave it as it is' }).click();
  await page.getByRole('button', { name: 'Begin a correction' }).click();
  expect(await title.inputValue()).toBe('A drone that comes by itself');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Publish the correction' }).click();
  expect(await dialog.getByRole('alert').count()).toBe(0);
  await dialog.getByRole('button', { name: 'Publish the correction' }).click();
  await dialog.getByRole('alert').getByText('Something is missing.').waitFor();
  await dialog.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('link', { name: 'Why it is corrected (Korean): fill this in.' }).waitFor();
  await page.getByRole('button', { name: 'Discard what you typed' }).click();
  await dialog.getByText('cannot be brought back').waitFor();
  await dialog.getByRole('button', { name: 'Discard what you typed' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await title.inputValue()).toBe(before);
  // An answer that says nothing is not sent either, and says why.
  await page.getByRole('button', { name: 'Answer', exact: true }).click();
  await dialog.getByRole('button', { name: 'Publish the answer' }).click();
  await dialog.getByText('Fill this in.').waitFor();
  await page.context().close();
}, 60_000);

it('the secret that staff write down is the one whose hash is sent, also where they close the dialog in between', async () => {
  const { page } = await visitAs(browser, call.stage.agency.staff, '/agency');
  page.setDefaultTimeout(20_000);
  const sent: unknown[] = [];
  await page.route('**/preparation', async (route) => {
    const answer = await route.fetch();
    const round: unknown = await answer.json();
    await route.fulfill({
      response: answer,
      json: Object.assign({}, round, { phase: 'CHALLENGE_SELECTION' }),
    });
  });
  await page.route('**/sealed-transitions', async (route) => {
    sent.push(route.request().postDataJSON());
    await route.abort();
  });
  await page.goto(`/agency/rounds/${call.roundId}`);
  const dialog = page.getByRole('dialog');
  const open = () => page.getByRole('button', { name: 'Call for proposals', exact: true }).click();
  const secret = () => dialog.getByRole('region', { name: 'Secret of the draw' }).locator('code').innerText();
  await open();
  const shown = await secret();
  await dialog.getByText('I have kept the secret in a safe place').click();
  await dialog.getByRole('button', { name: 'Back' }).click();
  await open();
  expect(await secret()).toBe(shown);
  await dialog.getByLabel('Deadline').fill('2027-05-03T18:00');
  await dialog.getByLabel('Decision promised for').fill('2027-08-03T18:00');
  await dialog.getByRole('button', { name: 'Call for proposals', exact: true }).click();
  await dialog.getByText('Nothing came back').waitFor();
  expect(sent[0]).toMatchObject({ drawSecretSha256: sha256Of(Buffer.from(shown)) });
  await page.context().close();
}, 60_000);
