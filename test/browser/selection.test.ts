import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { loadDataset } from '../../infra/local/dataset/dataset.ts';
import { agencyApis, assembleCast, type Member, type Stage } from '../../infra/local/replay/cast.ts';
import { idOf, memberOf, proposeChallenges } from '../../infra/local/replay/challenges.ts';
import { excerptOf } from '../../infra/local/replay/excerpt.ts';
import { organisationsOf } from '../../infra/local/replay/round.ts';
import { createTempo } from '../../infra/local/replay/tempo.ts';
import { waitForPhase } from '../../infra/local/replay/wait-for-phase.ts';
import { decideChallenge, readProposedChallenge } from '../../functions/challenges/schema.ts';
import { planRound, readRound, transitionRound } from '../../functions/rounds/schema.ts';
import { sha256Of } from '../../infra/local/upload.ts';
import { lookAround, seriousFindings, startBrowser, visitAs } from '../support/browser.ts';
import { act, send } from '../support/portal-acts.ts';
import { runOf, stageOf } from '../support/stage.ts';

const hostile = '<img src=x onerror="window.hurt=true">';

/** Two that the data set selects, and two that it does not; each of another body. */
const [bell, rescue, ladder, rack] = [
  'self-testing-bell',
  'drone-mountain-rescue',
  'lost-firefighter-beacon',
  'hose-drying-rack',
] as const;

let browser: Browser;
let stage: Stage;
let roundId: string;
let challengeIds: ReadonlyMap<string, string>;
let cast: ReadonlyMap<string, Member>;

const dataset = excerptOf(loadDataset(), [bell, rescue, ladder, rack], { perChallenge: 0, evaluators: 0 });
const challengeOf = (key: string) => {
  const found = dataset.challenges.find((challenge) => challenge.key === key);
  if (found === undefined) throw new Error(`The excerpt has no ${key}`);
  return found;
};
const titleOf = (key: string) => challengeOf(key).title.en;
const buyerOf = (key: string): Member => memberOf(cast, challengeOf(key).proposerKey);

beforeAll(async () => {
  const run = runOf('portal-selection');
  stage = stageOf(run);
  cast = await assembleCast(stage, organisationsOf(dataset));
  const { staff } = agencyApis(stage);
  ({ roundId } = await staff.must(planRound, { body: { name: { ko: run, en: run } } }));
  const parameters = { roundId };
  await staff.must(transitionRound, {
    parameters,
    body: {
      action: 'call-for-challenges',
      deadline: createTempo(3, 6).deadlineAfter(1),
      confirmNonWorkingDay: true,
    },
  });
  challengeIds = await proposeChallenges(stage, cast, roundId, dataset.challenges);
  await waitForPhase(staff, stage.progress, {
    roundId,
    phase: 'CHALLENGE_SELECTION',
    because: 'deadline for challenges',
    hurry: 'close-challenge-call',
  });
  browser = await startBrowser();
}, 90_000);

afterAll(() => browser.close());

/** What the API holds of a challenge. */
const read = (key: string) =>
  agencyApis(stage).auditor.must(readProposedChallenge, {
    parameters: { challengeId: idOf(challengeIds, key) },
  });

/** The card of a challenge. */
const cardOf = (page: Page, key: string) =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { level: 2, name: titleOf(key), exact: true }) });

/** Opens the dialog of a decision on a challenge. */
const decide = async (page: Page, key: string, name: string) => {
  await cardOf(page, key).getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(titleOf(key)).waitFor();
  return dialog;
};

it('staff compare challenges side by side, select one and reject another with the reason on record', async () => {
  const path = `/agency/rounds/${roundId}/challenges`;
  const visited = await visitAs(browser, stage.agency.staff, `/agency/rounds/${roundId}`);
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  await page.getByRole('link', { name: '4 challenges are undecided' }).click();
  await page.getByText('4 undecided, 0 selected, 4 in all').waitFor();
  const boxOf = (key: string) => page.getByRole('checkbox', { name: `Compare «${titleOf(key)}»` });
  for (const key of [bell, rescue, rack])
    await cardOf(page, key)
      .getByText(/^Compare «/u)
      .click();
  const table = page.getByRole('table', { name: 'Challenges side by side' });
  for (const key of [bell, rescue, rack])
    await table.getByRole('columnheader', { name: titleOf(key) }).waitFor();
  expect(await boxOf(ladder).isDisabled()).toBe(true);
  expect(await table.getByRole('columnheader', { name: titleOf(ladder) }).count()).toBe(0);
  const [first] = challengeOf(bell).requiredPerformance;
  await table
    .getByText(first?.name.en ?? 'a target')
    .first()
    .waitFor();
  expect(await seriousFindings(page)).toEqual([]);

  const rejecting = await decide(page, rack, 'Reject');
  await rejecting.getByText('This cannot be taken back.').waitFor();
  await rejecting.getByRole('button', { name: 'Reject', exact: true }).click();
  await rejecting.getByText('Give the reason.').waitFor();
  expect((await read(rack)).state).toBe('SUBMITTED');
  await rejecting.getByLabel('Reason').fill(`${hostile} Such machines are on the market.`);
  await send(page, 'Reject');
  await page.getByText('3 undecided, 0 selected, 4 in all').waitFor();
  // What is compared stays beside what is left to decide.
  await table.getByRole('columnheader', { name: titleOf(rack) }).waitFor();

  const selecting = await decide(page, bell, 'Select');
  await selecting.getByText('the body that proposed it becomes the first user').waitFor();
  await selecting.getByLabel('Reason').fill('Nothing on the market tests itself.');
  await send(page, 'Select');
  await page.getByText('2 undecided, 1 selected, 4 in all').waitFor();
  await cardOf(page, bell).getByText('Reason: Nothing on the market tests itself.').waitFor();
  // In a round of many, staff look for what is left, and for what they remember a word of.
  await page.getByText('Search and filter').click();
  await page.getByRole('button', { name: 'Any state' }).click();
  await page.getByRole('option', { name: 'Undecided' }).click();
  await page.getByText('2 challenges of 4').waitFor();
  expect(await cardOf(page, bell).count()).toBe(0);
  await page.getByLabel('Words in the title').fill(titleOf(ladder));
  await page.getByText('1 challenge of 4').waitFor();
  await cardOf(page, ladder).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Clear all conditions' }).click();
  expect(await cardOf(page, bell).getByRole('button', { name: 'Reject' }).count()).toBe(0);
  expect(await read(bell)).toMatchObject({
    state: 'SELECTED',
    decisionReason: 'Nothing on the market tests itself.',
  });
  expect(await read(rack)).toMatchObject({
    state: 'NOT_SELECTED',
    decisionReason: `${hostile} Such machines are on the market.`,
  });
  expect(await lookAround(visited, [path])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 120_000);

it('the body of a rejected challenge reads why, and can neither withdraw it nor submit it again', async () => {
  const challengeId = idOf(challengeIds, rack);
  const visited = await visitAs(browser, buyerOf(rack).person, '/proposing');
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  const card = page.getByRole('listitem').filter({ hasText: titleOf(rack) });
  await card.getByText(`${hostile} Such machines are on the market.`).waitFor();
  await card.getByRole('link', { name: titleOf(rack) }).click();
  await page.getByText('Not selected', { exact: true }).waitFor();
  await page.getByText(`${hostile} Such machines are on the market.`).waitFor();
  // What was proposed can be read again, to propose it better.
  await page.getByText('The challenge', { exact: true }).click();
  await page.getByText(challengeOf(rack).problem.en).waitFor();
  expect(await page.getByRole('button', { name: 'Withdraw the challenge' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Submit the challenge' }).count()).toBe(0);
  expect(await page.evaluate('window.hurt')).toBeUndefined();
  expect(await lookAround(visited, ['/proposing', `/proposing/${challengeId}`])).toEqual([]);
  expect(complaints).toEqual([]);
  // What another body proposed is not for it to read; the browser calls that an error.
  await page.goto(`/proposing/${idOf(challengeIds, bell)}`);
  await page.getByText('This page does not exist').waitFor();
  expect(await page.getByText(titleOf(bell)).count()).toBe(0);
  await page.context().close();
}, 120_000);

/** A minute in Seoul as its field takes it, so many days ahead. */
const seoulMinuteAhead = (days: number): string =>
  new Date(Date.now() + days * 86_400_000 + 9 * 3_600_000).toISOString().slice(0, 16);

it('staff publish the call with the hash of a secret that they keep, and everybody reads it', async () => {
  const { staff, public: anyone } = agencyApis(stage);
  const board = `/agency/rounds/${roundId}`;
  const visited = await visitAs(browser, stage.agency.staff, board, { acceptDownloads: true });
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  await page.getByText('2 challenges are undecided').waitFor();
  for (const key of [rescue, ladder])
    await staff.must(decideChallenge, {
      parameters: { challengeId: idOf(challengeIds, key) },
      body: { decision: 'select', reason: 'Nobody sells it' },
    });
  await page.reload();
  const dialog = await act(page, 'Call for proposals');
  await dialog.getByText('the rules can no longer be changed').waitFor();
  await dialog.getByRole('button', { name: 'Call for proposals', exact: true }).click();
  await dialog.getByText('Keep the secret, and say that you have.').waitFor();
  await dialog.getByText('Enter the day and the time of the deadline.').waitFor();
  const secret = await dialog.getByRole('region', { name: 'Secret of the draw' }).locator('code').innerText();
  const saving = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save the secret as a file' }).click();
  expect(readFileSync(await (await saving).path(), 'utf8').trim()).toBe(secret);
  await dialog.getByText('I have kept the secret in a safe place').click();
  await dialog.getByLabel('Deadline').fill(seoulMinuteAhead(30));
  await dialog.getByLabel('Decision promised for').fill(seoulMinuteAhead(90));
  await dialog.getByText('It may fall on a day that is no working day').click();
  await send(page, 'Call for proposals');
  await page.getByText('Nothing: it ends by itself at its deadline.').waitFor();
  const round = await anyone.must(readRound, { parameters: { roundId } });
  expect(round).toMatchObject({
    phase: 'CALL_FOR_PROPOSALS',
    drawSecretSha256: sha256Of(Buffer.from(secret)),
  });
  expect(await page.getByText(secret).count()).toBe(0);
  expect(await lookAround(visited, [board, `/rounds/${roundId}`])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 120_000);
