import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { readProposal } from '../../functions/proposals/schema.ts';
import { lookAround, startBrowser, visitAs } from '../support/browser.ts';
import { openStandstill } from '../support/open-standstill.ts';
import { act, send } from '../support/portal-acts.ts';

let browser: Browser;
let standstill: Awaited<ReturnType<typeof openStandstill>>;

beforeAll(async () => {
  standstill = await openStandstill('portal-rare-acts');
  browser = await startBrowser();
}, 240_000);

afterAll(() => browser.close());

it('staff ask for the dossier of a challenge with the reason on record, and save it when it is made', async () => {
  const { roundId, stage } = standstill;
  const path = `/agency/rounds/${roundId}/challenges`;
  const visited = await visitAs(browser, stage.agency.staff, path, { acceptDownloads: true });
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  const dialog = await act(page, 'Ask for the dossier');
  await dialog.getByText('That you asked, and why, is on record.').waitFor();
  await dialog.getByRole('button', { name: 'Ask for the dossier' }).click();
  await dialog.getByText('Give the reason.').waitFor();
  await dialog.getByLabel('Reason').fill('The yearly audit');
  await send(page, 'Ask for the dossier');
  await page.getByText('The dossier is ready').waitFor({ timeout: 60_000 });
  // It is found again in this tab.
  await page.reload();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the dossier' }).click();
  expect((await saving).suggestedFilename()).toMatch(/\.zip$/u);
  expect(await lookAround(visited, [path])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 180_000);

it('a supplier withdraws after the opening, for good', async () => {
  const { row, supplier } = standstill;
  const path = `/proposals/${row.proposalId}`;
  const visited = await visitAs(browser, supplier.person, path);
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  const dialog = await act(page, 'Withdraw the proposal');
  await dialog.getByText('it cannot be undone').waitFor();
  await dialog.getByLabel('Reason (optional)').fill('<b>Our engineer left</b>');
  await send(page, 'Withdraw the proposal');
  await page.getByRole('button', { name: 'Withdraw the proposal' }).waitFor({ state: 'detached' });
  const { state } = await supplier.api.must(readProposal, { parameters: { proposalId: row.proposalId } });
  expect(state).toBe('WITHDRAWN_AFTER_OPENING');
  expect(await lookAround(visited, [path])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 180_000);
