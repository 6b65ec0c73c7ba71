import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { readDecision } from '../../functions/decisions/schema.ts';
import { listEvaluations, listFreshPanels } from '../../functions/evaluation/schema.ts';
import { decideObjection, makeObjection } from '../../functions/objections/schema.ts';
import { instantOf } from '../../functions/platform/instant.ts';
import { readProposal } from '../../functions/proposals/schema.ts';
import { agencyApis } from '../../infra/local/replay/cast.ts';
import { memberOf } from '../../infra/local/replay/challenges.ts';
import { lookAround, startBrowser, visitAs } from '../support/browser.ts';
import { endFreshPanel } from '../support/end-fresh-panel.ts';
import { openStandstill } from '../support/open-standstill.ts';
import { act, send } from '../support/portal-acts.ts';

let browser: Browser;
let standstill: Awaited<ReturnType<typeof openStandstill>>;

beforeAll(async () => {
  standstill = await openStandstill('portal-rare-acts', { evaluators: 16 });
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

it('staff renew a fresh panel that ended below its quorum, and its members see until when they score', async () => {
  const { roundId, stage, row, supplier, cast, evaluators } = standstill;
  const { staff, deputy } = agencyApis(stage);
  const { proposalId } = row;
  const ofRound = { parameters: { roundId } };
  await supplier.api.must(makeObjection, {
    parameters: { proposalId },
    body: { text: 'Two cards take the measured range for an estimate', attachmentIds: [] },
  });
  while ((await staff.must(readDecision, ofRound)).notifiedAt === null) await wait(300);
  await deputy.must(decideObjection, {
    parameters: { proposalId },
    body: { outcome: 'UPHELD', reasons: 'An annex was overlooked' },
  });

  const path = `/agency/rounds/${roundId}/panels`;
  const visited = await visitAs(browser, stage.agency.staff, path);
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  const card = page.getByRole('region', { name: /^Evaluated again:/u });
  await card.getByText('It scores until').waitFor();
  expect(await card.getByRole('button', { name: 'Renew this panel' }).count()).toBe(0);

  await endFreshPanel(row, instantOf(Date.now() - 60_000));
  await page.reload();
  await card.getByText('The deadline has passed with 0 locked scorecards').waitFor();
  expect(await lookAround(visited, [path])).toEqual([]);
  const dialog = await act(page, 'Renew this panel');
  await dialog.getByText('15 more days from now').waitFor();
  await send(page, 'Renew this panel');
  await card.getByText('members who had submitted nothing were replaced').waitFor();
  await card.getByText('It scores until').waitFor();
  expect((await staff.must(listFreshPanels, ofRound)).rows).toMatchObject([
    { isRenewable: false, relieved: expect.arrayContaining([expect.any(String)]) },
  ]);
  await page.goto(`${new URL(page.url()).origin}/agency/rounds/${roundId}`);
  await page.getByText('A proposal is evaluated again after an upheld objection, until').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();

  const rows = await Promise.all(
    evaluators.map(async ({ key }) => {
      const member = memberOf(cast, key);
      const assignments = await member.api.must(listEvaluations);
      return { member, isFresh: assignments.rows.some(({ freshFor }) => freshFor === proposalId) };
    }),
  );
  const member = rows.find(({ isFresh }) => isFresh)?.member;
  if (member === undefined) throw new Error('Nobody sits on the fresh panel');
  const visitor = await visitAs(browser, member.person, '/evaluations');
  const own = visitor.page.locator('.panel-card', { hasText: 'An objection was upheld' });
  await own.getByText('Scores are due:').waitFor();
  await endFreshPanel(row, instantOf(Date.now() - 60_000));
  await visitor.page.reload();
  await own.getByText('This evaluation is over').waitFor();
  expect(await own.getByRole('button').count()).toBe(0);
  expect(await lookAround(visitor, ['/evaluations'])).toEqual([]);
  expect(visitor.complaints).toEqual([]);
  await visitor.page.context().close();
}, 240_000);

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
