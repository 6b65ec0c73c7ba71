import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { agencyApis } from '../../infra/local/replay/cast.ts';
import { memberOf } from '../../infra/local/replay/challenges.ts';
import {
  answerOutliers,
  declare,
  draw,
  listPool,
  score,
  screen,
} from '../../infra/local/replay/evaluation.ts';
import * as v from 'valibot';
import { readDecision, readPriorityList, readRecommendation } from '../../functions/decisions/schema.ts';
import { withdrawProposal } from '../../functions/proposals/schema.ts';
import { readRound } from '../../functions/rounds/schema.ts';
import { lookAround, seriousFindings, startBrowser, visit, visitAs } from '../support/browser.ts';
import { act, send } from '../support/portal-acts.ts';
import { openScreening } from '../support/open-screening.ts';

let browser: Browser;
let screening: Awaited<ReturnType<typeof openScreening>>;

beforeAll(async () => {
  screening = await openScreening('portal-decision', { perChallenge: 2, evaluators: 8 });
  const { stage, scene, drawSecret } = screening;
  await listPool(stage, scene);
  await screen(stage, scene);
  await draw(stage, scene.roundId, drawSecret);
  await declare(stage, scene);
  browser = await startBrowser();
}, 120_000);

afterAll(() => browser.close());

/** A minute in Seoul as its field takes it, so many days ahead. */
const seoulMinuteAhead = (days: number): string =>
  new Date(Date.now() + days * 86_400_000 + 9 * 3_600_000).toISOString().slice(0, 16);

const pageOfOpened = v.object({ rows: v.array(v.looseObject({})), cursor: v.nullable(v.string()) });

const board = () => `/agency/rounds/${screening.scene.roundId}`;
const phase = async () =>
  (
    await agencyApis(screening.stage).public.must(readRound, {
      parameters: { roundId: screening.scene.roundId },
    })
  ).phase;

/** The approver approves what waits in the inbox, once `look` has seen it. */
const approveFromInbox = async (look: (card: ReturnType<Page['getByRole']>) => Promise<void>) => {
  const { stage, scene } = screening;
  const visited = await visitAs(browser, stage.agency.approver, '/agency/inbox');
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  const card = page.getByRole('listitem').filter({ hasText: stage.run }).last();
  await card.getByRole('heading', { name: 'Decision', exact: true }).waitFor();
  await look(card);
  for (const { proposalId } of await listOf()) expect(await card.getByText(proposalId).count()).toBe(0);
  expect(await lookAround(visited, ['/agency/inbox'])).toEqual([]);
  await card.getByRole('button', { name: 'Approve the decision' }).click();
  const { sheetSha256 } = await agencyApis(stage).auditor.must(readDecision, {
    parameters: { roundId: scene.roundId },
  });
  await page.getByRole('dialog').getByText(sheetSha256).waitFor();
  await send(page, 'Approve the decision');
  await card.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
  await page.context().close();
};

/** The recommended list as the agency reads it. */
const listOf = async () => {
  const parameters = { roundId: screening.scene.roundId };
  return (await agencyApis(screening.stage).auditor.must(readRecommendation, { parameters })).list.list;
};

it('staff begin the evaluation with a deadline, see by counts what is missing, and end it once all is locked', async () => {
  const { stage, scene } = screening;
  const visited = await visitAs(browser, stage.agency.staff, board());
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  const dialog = await act(page, 'Begin the evaluation');
  await dialog.getByRole('button', { name: 'Begin the evaluation' }).click();
  await dialog.getByText('Enter the day and the time of the deadline.').first().waitFor();
  expect(await phase()).toBe('SCREENING');
  await dialog.getByLabel('Deadline').fill(seoulMinuteAhead(10));
  await dialog.getByText('It may fall on a day that is no working day').click();
  await send(page, 'Begin the evaluation');
  await page.getByText('14 scorecards are not locked').waitFor();
  expect(await phase()).toBe('EVALUATION');
  expect(await lookAround(visited, [board()])).toEqual([]);
  // It does not end while something is to be scored, and says so.
  const early = await act(page, 'End the evaluation now');
  await early.getByText('only when every scorecard is locked').waitFor();
  await early.getByRole('button', { name: 'End the evaluation now' }).click();
  await early.getByRole('alert').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await early.getByRole('button', { name: 'Back' }).click();
  await score(stage, scene);
  await answerOutliers(stage, scene);
  await page.reload();
  await page.getByText('Nothing that is known here.').waitFor();
  await act(page, 'End the evaluation now');
  await send(page, 'End the evaluation now');
  await page.getByText('The decision is not recommended yet').waitFor();
  expect(await phase()).toBe('DECISION');
  expect(complaints.filter((complaint) => !complaint.includes('409'))).toEqual([]);
  await page.context().close();
}, 120_000);

it('staff recommend, an approver approves; what is withdrawn then leads to another list, approved with what it changes', async () => {
  const { stage, scene } = screening;
  const visited = await visitAs(browser, stage.agency.staff, board());
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  await page.getByRole('link', { name: 'The decision is not recommended yet' }).click();
  await act(page, 'Recommend the decision');
  await send(page, 'Recommend the decision');
  await page.getByText('An approver who did not prepare it decides.').waitFor();
  expect(await page.getByRole('button', { name: 'Approve the decision' }).count()).toBe(0);
  const table = page.getByRole('table', { name: 'Priority list' });
  await table.getByRole('row').nth(2).waitFor();
  const [first, second] = await listOf();
  if (first?.outcome !== 'FUNDED' || second === undefined) throw new Error('The first of the two is bought');
  expect(await lookAround(visited, [`${board()}/decision`])).toEqual([]);

  // One that became eligible since then, as no act of the API lets one: it would have no scorecard in the list.
  const opened = ({ pathname }: URL): boolean => pathname.endsWith('/opened-proposals');
  await page.route(opened, async (route) => {
    const { rows, cursor } = v.parse(pageOfOpened, await (await route.fetch()).json());
    const more = rows
      .slice(0, 1)
      .map((row) => ({ ...row, proposalId: crypto.randomUUID(), state: 'ELIGIBLE' }));
    await route.fulfill({ json: { rows: [...rows, ...more], cursor } });
  });
  await page.goto(board());
  await page.getByRole('link', { name: 'A proposal became eligible since the recommendation' }).click();
  await page.getByText('once its panel has scored it, recommend anew').waitFor();
  expect(await lookAround(visited, [board(), `${board()}/decision`])).toEqual([]);
  await page.unroute(opened);

  await approveFromInbox(async (card) => {
    await card.getByText('Fingerprint of the score sheet').waitFor();
    // Nothing was approved before: there is nothing to compare.
    expect(await card.getByRole('table', { name: 'Lines that change' }).count()).toBe(0);
  });

  const winner = scene.proposals.find(({ key }) => scene.proposalIds.get(key) === first.proposalId);
  const supplier = memberOf(scene.cast, winner?.supplierKey ?? '');
  await supplier.api.must(withdrawProposal, {
    parameters: { proposalId: first.proposalId },
    body: {},
  });
  await page.goto(board());
  await act(page, 'Give notice of the result');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Give notice of the result' }).click();
  await dialog.getByText('Have staff recommend again.').waitFor();
  await dialog.getByRole('button', { name: 'Back' }).click();
  expect(await phase()).toBe('DECISION');
  await page.getByRole('link', { name: 'the decision has to be recommended anew' }).click();
  await page.getByText('A proposal of this list was withdrawn').waitFor();
  // That notice was refused, the browser calls an error.
  const looking = { page, complaints: [] };
  expect(await lookAround(looking, [board(), `${board()}/decision`])).toEqual([]);
  await act(page, 'Recommend anew');
  await send(page, 'Recommend anew');
  await page.getByText('A proposal of this list was withdrawn').waitFor({ state: 'detached' });
  expect((await listOf()).map(({ proposalId }) => proposalId)).toEqual([second.proposalId]);

  await approveFromInbox(async (card) => {
    await card.getByText('takes the place of one that was approved').waitFor();
    const lines = card.getByRole('table', { name: 'Lines that change' });
    await lines.getByText('Not in the list').waitFor();
    await lines.getByText('2 → 1').waitFor();
  });
  expect(complaints.filter((complaint) => !complaint.includes('409'))).toEqual([]);
  await page.context().close();
}, 120_000);

it('staff give notice of what is approved, once told what follows, and everybody reads it', async () => {
  const { stage, scene } = screening;
  const parameters = { roundId: scene.roundId };
  const { public: anyone } = agencyApis(stage);
  expect((await anyone.call(readPriorityList, { parameters })).status).toBe(404);
  const visited = await visitAs(browser, stage.agency.staff, board());
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  const dialog = await act(page, 'Give notice of the result');
  await dialog.getByText('The time for objections begins now.').waitFor();
  await send(page, 'Give notice of the result');
  await page.getByText('The standstill ends by itself.').waitFor();
  expect(await phase()).toBe('NOTICE');
  const { list } = await anyone.must(readPriorityList, { parameters });
  expect(list).toMatchObject([{ rank: 1, outcome: 'FUNDED' }]);
  expect(await lookAround(visited, [board(), `${board()}/decision`])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();

  const outside = await visit(browser);
  await outside.page.goto(`/rounds/${scene.roundId}/results`);
  await outside.page.getByRole('heading', { level: 1 }).waitFor();
  await outside.page.getByText('Funded').first().waitFor();
  expect(outside.complaints).toEqual([]);
  await outside.page.context().close();
}, 120_000);
