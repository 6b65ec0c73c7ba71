import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { loadDataset } from '../../infra/local/dataset/dataset.ts';
import { agencyApis, type Member, type Stage } from '../../infra/local/replay/cast.ts';
import { memberOf, memberOfOrganisation } from '../../infra/local/replay/challenges.ts';
import { excerptOf } from '../../infra/local/replay/excerpt.ts';
import { type PlayedRound, playRound } from '../../infra/local/replay/round.ts';
import { createTempo } from '../../infra/local/replay/tempo.ts';
import { readPriorityList } from '../../functions/decisions/schema.ts';
import { readDesignation, requestToBuy } from '../../functions/designations/schema.ts';
import { readPublishedProposal } from '../../functions/proposals/schema.ts';
import { lookAround, seriousFindings, startBrowser, type Visit, visit, visitAs } from '../support/browser.ts';
import { runOf, stageOf } from '../support/stage.ts';

let browser: Browser;
let stage: Stage;
let played: PlayedRound;
let supplier: Member;
let buyer: Member;
let proposalId: string;
let room: string;

beforeAll(async () => {
  const run = runOf('portal-designations');
  stage = stageOf(run);
  const dataset = excerptOf(loadDataset(), ['drone-mountain-rescue'], { perChallenge: 1, evaluators: 8 });
  played = await playRound(stage, dataset, {
    name: { ko: run, en: run },
    policy: { holdInSeconds: 0, standstillInSeconds: 2, standstillGraceInSeconds: 0 },
    tempo: createTempo(3, 6),
    inHurry: true,
    endsInPurchase: true,
  });
  const { roundId } = played;
  room = `/agency/rounds/${roundId}/designations`;
  const { public: anyone } = agencyApis(stage);
  const { list } = await anyone.must(readPriorityList, { parameters: { roundId } });
  proposalId = list.find(({ outcome }) => outcome === 'FUNDED')?.proposalId ?? '';
  const { supplierId } = await anyone.must(readPublishedProposal, { parameters: { proposalId } });
  supplier = memberOfOrganisation(played.cast, supplierId);
  buyer = memberOf(played.cast, dataset.challenges[0]?.proposerKey ?? '');
  browser = await startBrowser();
}, 180_000);

afterAll(() => browser.close());

const hostile = '<img src=x onerror="window.hurt=true">';

/** What the solution is called, as no other one on the shared system is. */
const nameOf = () => `${stage.run} drone`;

const act = async (page: Page, name: string) => {
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  return dialog;
};

/** What is wrong with the pages at some paths as they stand. */
const faultsIn = async (visited: Visit, paths: readonly string[]): Promise<readonly string[]> =>
  await lookAround(visited, paths);

/** What is said in the dialog is sent, and it closes. */
const send = async (page: Page, name: string) => {
  const dialog = page.getByRole('dialog');
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
};

/** Somebody in a room, who is done with it without a complaint of the browser. */
const within = async (opened: Promise<Visit>, work: (visited: Visit) => Promise<void>): Promise<void> => {
  const visited = await opened;
  visited.page.setDefaultTimeout(20_000);
  await work(visited);
  expect(visited.complaints).toEqual([]);
  await visited.page.context().close();
};

/** The one card of the inbox, or of the catalogue, that is about the solution. */
const cardOf = (page: Page) => page.getByRole('listitem').filter({ hasText: nameOf() }).last();

/** What everybody reads of the solution in the catalogue. */
const expectListed = (words: readonly string[]): Promise<void> =>
  within(visit(browser), async (visited) => {
    const { page } = visited;
    await page.goto('/designations');
    await page.getByLabel('Search').fill(nameOf());
    await page.getByText('1 solution', { exact: true }).waitFor();
    for (const word of words) await cardOf(page).getByText(word).first().waitFor();
    expect(await faultsIn(visited, ['/designations'])).toEqual([]);
  });

it('staff prepare a designation, and another person designates from the inbox', async () => {
  const { staff, approver } = stage.agency;
  await within(visitAs(browser, staff, `/agency/rounds/${played.roundId}`), async (visited) => {
    const { page } = visited;
    await page.getByRole('link', { name: 'Designations', exact: true }).click();
    await page.getByRole('heading', { name: 'Can be designated' }).waitFor();
    expect(await faultsIn(visited, [room])).toEqual([]);
    const dialog = await act(page, 'Prepare the designation');
    await dialog.getByLabel('Inspected on site on').fill('2999-01-01');
    await dialog.getByRole('button', { name: 'Send to the approver' }).click();
    await dialog.getByText('Choose today or a day that has passed.').waitFor();
    await dialog.getByText('Fill this in.').first().waitFor();
    await dialog.getByLabel('Inspected on site on').fill('2026-07-01');
    await dialog.getByLabel('Name of the solution (Korean)').fill(`${stage.run} 드론`);
    await dialog.getByLabel('Name of the solution (English)').fill(nameOf());
    await dialog.getByLabel('Findings on site').fill(`${hostile} Flown in wind.`);
    // What was typed outlives the page.
    await page.reload();
    await act(page, 'Prepare the designation');
    expect(await dialog.getByLabel('Findings on site').inputValue()).toBe(`${hostile} Flown in wind.`);
    await dialog.getByLabel('Resolution of the committee').fill('Resolution 7.');
    await send(page, 'Send to the approver');
    await page.getByRole('heading', { name: 'Awaits another person' }).waitFor();
    await page.getByText('An approver who did not prepare it decides.').waitFor();
    expect(await page.getByRole('button', { name: 'Designate', exact: true }).count()).toBe(0);
    await act(page, 'Change what is prepared');
    expect(await dialog.getByLabel('Resolution of the committee').inputValue()).toBe('Resolution 7.');
    await dialog.getByLabel('Resolution of the committee').fill('Resolution 8.');
    await send(page, 'Send to the approver');
    await page.getByText('Resolution 8.').waitFor();
    expect(await faultsIn(visited, [room])).toEqual([]);
    const taken = await act(page, 'Take the preparation back');
    await taken.getByLabel('Reason').fill('It is to be flown in snow first.');
    await send(page, 'Take the preparation back');
    await page.getByRole('heading', { name: 'Can be designated' }).waitFor();
    const again = await act(page, 'Prepare the designation');
    await again.getByLabel('Inspected on site on').fill('2026-07-02');
    await again.getByLabel('Name of the solution (Korean)').fill(`${stage.run} 드론`);
    await again.getByLabel('Name of the solution (English)').fill(nameOf());
    await again.getByLabel('Findings on site').fill(`${hostile} Flown in wind.`);
    await again.getByLabel('Resolution of the committee').fill('Resolution 9.');
    await send(page, 'Send to the approver');
    await page.getByRole('heading', { name: 'Awaits another person' }).waitFor();
  });

  await within(visitAs(browser, approver, '/agency/inbox'), async (visited) => {
    const { page } = visited;
    const card = cardOf(page);
    await card.getByText(`${hostile} Flown in wind.`).waitFor();
    await card.getByText(/^Designated: until .* if approved today$/u).waitFor();
    expect(await faultsIn(visited, ['/agency/inbox'])).toEqual([]);
    await card.getByRole('button', { name: 'Designate', exact: true }).click();
    await page.getByRole('dialog').getByText('notice with a reason').waitFor();
    await send(page, 'Designate');
    await card.waitFor({ state: 'detached' });
  });
  await expectListed(['In force', 'Until']);
}, 180_000);

it('staff read who wants to buy it and prepare an extension, which another person approves', async () => {
  const { staff, approver } = stage.agency;
  await buyer.api.must(requestToBuy, {
    parameters: { proposalId },
    body: { organisationId: buyer.organisationId, quantity: 2, message: `${hostile} For two valleys.` },
  });
  await within(visitAs(browser, staff, room), async (visited) => {
    const { page } = visited;
    await page.getByText('Requests to buy').click();
    await page.getByText(`${hostile} For two valleys.`).waitFor();
    await page.getByText('Public body', { exact: true }).waitFor();
    const dialog = await act(page, 'Prepare an extension');
    await dialog.getByLabel('Reason for extending').fill(`${hostile} Two bodies want more of it.`);
    await dialog.getByLabel('New end').fill('2026-01-01T18:00');
    await dialog.getByRole('button', { name: 'Prepare an extension' }).click();
    await dialog.getByText('Choose a day and time after the present end.').waitFor();
    await dialog.getByLabel('New end').fill('2035-03-01T18:00');
    await dialog.getByText(/^It holds [\d,]+ days longer\.$/u).waitFor();
    await send(page, 'Prepare an extension');
    await page.getByRole('heading', { name: 'Extension that awaits another person' }).waitFor();
    await page.getByText('An approver who did not prepare it decides.').waitFor();
    expect(await page.getByRole('button', { name: 'Extend the designation' }).count()).toBe(0);
    const taken = await act(page, 'Take the extension back');
    await taken.getByLabel('Reason').fill('Another day was meant.');
    await send(page, 'Take the extension back');
    const again = await act(page, 'Prepare an extension');
    await again.getByLabel('Reason for extending').fill(`${hostile} Two bodies want more of it.`);
    await again.getByLabel('New end').fill('2035-03-01T18:00');
    await send(page, 'Prepare an extension');
    await page.getByText(`${hostile} Two bodies want more of it.`).waitFor();
    expect(await faultsIn(visited, [room])).toEqual([]);
  });
  await within(visitAs(browser, approver, '/agency/inbox'), async (visited) => {
    const { page } = visited;
    const card = cardOf(page);
    await card.getByText('Extension of a designation').waitFor();
    await card.getByText(`${hostile} Two bodies want more of it.`).waitFor();
    expect(await faultsIn(visited, ['/agency/inbox'])).toEqual([]);
    await page.goto('/agency/inbox');
    await card.getByRole('button', { name: 'Extend the designation' }).click();
    await send(page, 'Extend the designation');
    await card.waitFor({ state: 'detached' });
    await page.goto(room);
    await page.getByText('Extended', { exact: true }).waitFor();
    await page.getByText('1 March 2035').waitFor();
  });
  await expectListed(['Extended', '1 March 2035']);
}, 120_000);

it('it is cancelled after notice and comment, as everybody sees', async () => {
  const { staff, approver } = stage.agency;
  await within(visitAs(browser, staff, room), async ({ page }) => {
    const dialog = await act(page, 'Give notice of cancellation');
    await dialog.getByText('It can comment until').waitFor();
    await dialog.getByLabel('Reason for cancelling').fill(`${hostile} Two batteries burnt.`);
    await send(page, 'Give notice of cancellation');
    await page.getByText('It can be cancelled once the supplier has commented').waitFor();
    await page.getByRole('button', { name: 'Drop the cancellation' }).waitFor();
  });
  await within(visitAs(browser, approver, '/agency/inbox'), async ({ page }) => {
    // Until its supplier was heard it awaits nobody.
    await page.getByText(/second pair of eyes/u).waitFor();
    expect(await cardOf(page).count()).toBe(0);
  });

  await within(visitAs(browser, supplier.person, '/proposals'), async (visited) => {
    const { page } = visited;
    const own = page.getByRole('region', { name: 'Our designated solutions' });
    await own.getByText('To be cancelled').waitFor();
    expect(await faultsIn(visited, ['/proposals'])).toEqual([]);
    await own.getByRole('link', { name: nameOf() }).click();
    await page.getByText(`${hostile} Two batteries burnt.`).waitFor();
    expect(await faultsIn(visited, [`/proposals/${proposalId}`])).toEqual([]);
    const dialog = await act(page, 'Comment on the notice');
    await dialog.getByText('You comment once').waitFor();
    await dialog.getByLabel('Your comment').fill(`${hostile} The batteries were replaced.`);
    await send(page, 'Comment on the notice');
    await page.getByText(`${hostile} The batteries were replaced.`).waitFor();
    expect(await page.getByRole('button', { name: 'Comment on the notice' }).count()).toBe(0);
  });

  await within(visitAs(browser, approver, '/agency/inbox'), async (visited) => {
    const { page } = visited;
    const card = cardOf(page);
    await card.getByText(`${hostile} The batteries were replaced.`).waitFor();
    await card.getByText('Cancelled at once').waitFor();
    expect(await faultsIn(visited, ['/agency/inbox', room])).toEqual([]);
    await page.goto('/agency/inbox');
    await card.getByRole('button', { name: 'Cancel the designation' }).click();
    await page.getByRole('dialog').getByText('cannot be designated again').waitFor();
    await send(page, 'Cancel the designation');
    await card.waitFor({ state: 'detached' });
  });
  const { auditor } = agencyApis(stage);
  expect(await auditor.must(readDesignation, { parameters: { proposalId } })).toMatchObject({
    state: 'CANCELLED',
    cancellation: { comment: `${hostile} The batteries were replaced.` },
  });
  await expectListed(['Cancelled']);
  await within(visitAs(browser, stage.agency.auditor, room), async (visited) => {
    await visited.page.getByRole('heading', { name: 'No longer designated' }).waitFor();
    expect(await faultsIn(visited, [room])).toEqual([]);
  });
  await within(visitAs(browser, supplier.person, `/proposals/${proposalId}`), async (visited) => {
    await visited.page.getByText('The designation was cancelled.').waitFor();
    expect(await faultsIn(visited, [`/proposals/${proposalId}`])).toEqual([]);
  });
}, 240_000);
