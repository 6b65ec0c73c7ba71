import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openCall } from '../support/open-call.ts';
import { lookAround, seriousFindings, startBrowser, visitAs } from '../support/browser.ts';
import { sharedStack } from '../support/stack.ts';

const { agency } = sharedStack();
let browser: Browser;
let call: Awaited<ReturnType<typeof openCall>>;

beforeAll(async () => {
  call = await openCall('portal-agency', 6, { concurrency: 1, holdInSeconds: 1 });
  browser = await startBrowser();
}, 60_000);

afterAll(() => browser.close());

/** The card of the inbox that is about a round. */
const cardOf = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name }).last();

/** A minute in Seoul as its field takes it, so many days ahead. */
const seoulMinuteAhead = (days: number): string =>
  new Date(Date.now() + days * 86_400_000 + 9 * 3_600_000).toISOString().slice(0, 16);

describe('the agency', () => {
  it('plans a round, calls for challenges and moves its deadline by two people, on phones', async () => {
    const name = `Round of ${crypto.randomUUID().slice(0, 8)}`;
    const { page, complaints } = await visitAs(browser, agency.staff, '/agency');
    await page.getByRole('button', { name: 'Plan a round' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Plan a round' }).click();
    await dialog.getByText('Give the round a name in both languages.').first().waitFor();
    await dialog.getByLabel('Name (Korean)').fill('휴대전화로 만든 회차');
    await dialog.getByLabel('Name (English)').fill(name);
    await dialog.getByRole('button', { name: 'Plan a round' }).click();
    await page.waitForURL('**/agency/rounds/**');
    await page.getByRole('button', { name: 'Call for challenges' }).click();
    await dialog.getByLabel('Deadline').fill(seoulMinuteAhead(10));
    await dialog.getByText('It may fall on a day that is no working day').click();
    await dialog.getByRole('button', { name: 'Call for challenges' }).click();
    await page.getByText('The call ends by itself at its deadline.').waitFor();

    await page.getByRole('button', { name: 'Move the deadline' }).click();
    await dialog.getByLabel('Deadline').fill(seoulMinuteAhead(20));
    await dialog.getByText('It may fall on a day that is no working day').click();
    await dialog.getByLabel('Reason').fill('Bodies asked for time');
    await dialog.getByRole('button', { name: 'Move the deadline' }).click();
    await page.getByText('An approver who did not prepare it decides.').waitFor();
    expect(await page.getByRole('button', { name: 'Approve the move' }).count()).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);

    const approver = await visitAs(browser, agency.approver, '/agency/inbox');
    const waiting = cardOf(approver.page, name);
    await waiting.getByText('10 days and 0 hours later').waitFor();
    await waiting.getByRole('button', { name: 'Approve the move' }).click();
    await approver.page.getByRole('dialog').getByRole('button', { name: 'Approve the move' }).click();
    await waiting.waitFor({ state: 'detached' });
    expect([...complaints, ...approver.complaints]).toEqual([]);
    await page.context().close();
    await approver.page.context().close();
  }, 90_000);

  it('opens what is sealed by two people, and nobody of them alone', async () => {
    const board = `/agency/rounds/${call.roundId}`;
    const { page, complaints } = await visitAs(browser, agency.staff, board);
    await page.getByRole('button', { name: 'Prepare the opening' }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByLabel('Why the deadline stands')
      .fill('The call of a test is measured for seconds only');
    await dialog.getByRole('button', { name: 'Prepare the opening' }).click();
    await page.getByRole('heading', { name: 'Opening of the proposals' }).waitFor();
    expect(await page.getByRole('button', { name: 'Open the proposals' }).count()).toBe(0);

    const approver = await visitAs(browser, agency.approver, board);
    await approver.page.getByRole('button', { name: 'Open the proposals' }).click();
    await approver.page.getByRole('dialog').getByRole('button', { name: 'Open the proposals' }).click();
    await approver.page.getByText('Opened', { exact: true }).waitFor();
    expect([...complaints, ...approver.complaints]).toEqual([]);
    await page.context().close();
    await approver.page.context().close();
  }, 90_000);

  it('has rooms that everybody of it can read', async () => {
    const board = `/agency/rounds/${call.roundId}`;
    const paths = ['/agency', '/agency/inbox', '/agency/organisations', board, `${board}/challenges`];
    const seen = await visitAs(browser, agency.staff, '/agency');
    expect(await lookAround(seen, paths)).toEqual([]);
    await seen.page.context().close();
  }, 120_000);
});
