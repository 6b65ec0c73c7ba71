import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { loadDataset } from '../../infra/local/dataset/dataset.ts';
import { agencyApis, type Member, type Stage } from '../../infra/local/replay/cast.ts';
import { idOf, memberOf } from '../../infra/local/replay/challenges.ts';
import { excerptOf } from '../../infra/local/replay/excerpt.ts';
import { readPurchases } from '../../infra/local/replay/purchases.ts';
import { type PlayedRound, playRound } from '../../infra/local/replay/round.ts';
import { createTempo } from '../../infra/local/replay/tempo.ts';
import { readProposedChallenge } from '../../functions/challenges/schema.ts';
import { readPurchase } from '../../functions/purchases/schema.ts';
import { planRound, transitionRound } from '../../functions/rounds/schema.ts';
import { addSeconds, instantOf } from '../../functions/platform/instant.ts';
import { lookAround, seriousFindings, startBrowser, visit, visitAs } from '../support/browser.ts';
import { act, declareClear, send } from '../support/portal-acts.ts';
import { runOf, stageOf } from '../support/stage.ts';

const hostile = '<img src=x onerror="window.hurt=true">';

/** A challenge of two bodies that is met, and one that nobody answers. */
const [met, unmet] = ['drone-mountain-rescue', 'self-testing-bell'] as const;

let browser: Browser;
let stage: Stage;
let played: PlayedRound;
let proposer: Member;
let partner: Member;
let unmetBuyer: Member;
let purchaseId: string;
let challengeId: string;

beforeAll(async () => {
  const run = runOf('portal-unmet');
  stage = stageOf(run);
  const excerpt = excerptOf(loadDataset(), [met, unmet], { perChallenge: 1, evaluators: 8 });
  const proposals = excerpt.proposals.filter(({ challengeKey }) => challengeKey === met);
  played = await playRound(
    stage,
    { ...excerpt, proposals },
    {
      name: { ko: run, en: run },
      policy: { holdInSeconds: 0, standstillInSeconds: 2, standstillGraceInSeconds: 0 },
      tempo: createTempo(3, 6),
      inHurry: true,
      endsInPurchase: true,
    },
  );
  const bodyOf = (key: string) => excerpt.challenges.find((challenge) => challenge.key === key);
  proposer = memberOf(played.cast, bodyOf(met)?.proposerKey ?? '');
  partner = memberOf(played.cast, bodyOf(met)?.coProposerKeys[0] ?? '');
  unmetBuyer = memberOf(played.cast, bodyOf(unmet)?.proposerKey ?? '');
  purchaseId = (await readPurchases(stage, played.roundId))[0]?.purchaseId ?? '';
  challengeId = idOf(played.challengeIds, unmet);
  browser = await startBrowser();
}, 180_000);

afterAll(() => browser.close());

it('a body declines the first use on a listed ground, once it has declared, and the next in order has it', async () => {
  const path = `/proposing/purchases/${purchaseId}`;
  const read = () => agencyApis(stage).auditor.must(readPurchase, { parameters: { purchaseId } });
  const visited = await visitAs(browser, proposer.person, path);
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  const name = 'Decline the first use';
  await page.getByRole('heading', { name, exact: true }).waitFor();
  // Whoever has declared nothing for the round is asked to before anything can be declined.
  expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0);
  await declareClear(page);
  const dialog = await act(page, name);
  await dialog.getByText('Next is').waitFor();
  await dialog.getByRole('button', { name, exact: true }).click();
  expect(await dialog.getByText('Fill this in.').count()).toBe(2);
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Please choose' }).press('Enter');
  await page.getByRole('option', { name: 'A permit was refused' }).press('Enter');
  await dialog.getByLabel('Explanation').fill(`${hostile} The park lets nobody fly.`);
  // What was typed outlives the page.
  await page.reload();
  await act(page, name);
  expect(await dialog.getByLabel('Explanation').inputValue()).toBe(`${hostile} The park lets nobody fly.`);
  expect((await read()).firstUserId).toBe(proposer.organisationId);
  expect(await lookAround(visited, [path])).toEqual([]);
  await page.goto(path);
  await act(page, name);
  await send(page, name);
  await page.waitForURL('**/proposing');
  await page.getByRole('heading', { name: 'Our challenges' }).waitFor();
  // It is first user of nothing else.
  expect(await page.getByRole('heading', { name: 'First uses' }).count()).toBe(0);
  expect(await read()).toMatchObject({
    firstUserId: partner.organisationId,
    declines: [{ organisationId: proposer.organisationId, ground: 'permit-refused' }],
  });
  expect(await lookAround(visited, ['/proposing'])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();

  const next = await visitAs(browser, partner.person, '/proposing');
  await next.page.getByRole('heading', { name: 'First uses' }).waitFor();
  await next.page.goto(path);
  await next.page.getByText('A permit was refused').waitFor();
  await next.page.getByText(`${hostile} The park lets nobody fly.`).waitFor();
  expect(await next.page.evaluate('window.hurt')).toBeUndefined();
  expect(await lookAround(next, ['/proposing', path])).toEqual([]);
  expect(next.complaints).toEqual([]);
  await next.page.context().close();
}, 120_000);

it('staff put a challenge that nobody met into incubation, with money of its own and a plan', async () => {
  const path = `/agency/rounds/${played.roundId}/challenges`;
  const visited = await visitAs(browser, stage.agency.staff, path);
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  await page.getByRole('listitem').getByText('Not met', { exact: true }).waitFor();
  const dialog = await act(page, 'Put into incubation');
  await dialog.getByText('apart from purchases').waitFor();
  await dialog.getByLabel('Budget (won)').fill('a little');
  await dialog.getByRole('button', { name: 'Put into incubation' }).click();
  await dialog.getByText('Type a whole number of won.').waitFor();
  await dialog.getByText('Say what the money is for.').waitFor();
  await dialog.getByLabel('Budget (won)').fill('20,000,000');
  await dialog.getByLabel('Plan').fill(`${hostile} A study of what can be measured.`);
  await send(page, 'Put into incubation');
  await page.getByRole('listitem').getByText('Incubated', { exact: true }).waitFor();
  await page.getByText(`Incubation with ₩20,000,000: ${hostile} A study`).waitFor();
  expect(await page.getByRole('button', { name: 'Put into incubation' }).count()).toBe(0);
  expect(
    await agencyApis(stage).auditor.must(readProposedChallenge, { parameters: { challengeId } }),
  ).toMatchObject({
    state: 'INCUBATED',
    incubation: { budgetInWon: 20_000_000, plan: `${hostile} A study of what can be measured.` },
  });
  expect(await lookAround(visited, [path])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 120_000);

it('its body reads the plan, and submits it as it stands to a later call, once', async () => {
  const { staff } = agencyApis(stage);
  const name = { ko: `${stage.run} 다음`, en: `${stage.run} next` };
  const { roundId } = await staff.must(planRound, { body: { name } });
  const path = `/proposing/${challengeId}`;
  const visited = await visitAs(browser, unmetBuyer.person, path);
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  await page.getByText(`₩20,000,000: ${hostile} A study of what can be measured.`).waitFor();
  await staff.must(transitionRound, {
    parameters: { roundId },
    body: {
      action: 'call-for-challenges',
      deadline: addSeconds(instantOf(Date.now()), 3600),
      confirmNonWorkingDay: true,
    },
  });
  await page.reload();
  const submit = 'Submit it to a later call';
  const dialog = await act(page, submit);
  await dialog.getByText('Its text cannot be changed').waitFor();
  await dialog.getByRole('button', { name: submit }).click();
  await dialog.getByText('Fill this in.').waitFor();
  await dialog.getByText(name.en, { exact: true }).click();
  await send(page, submit);
  await page.waitForURL(({ pathname }) => pathname !== path);
  await page.getByText('Submitted', { exact: true }).first().waitFor();
  const returnedId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const returned = await unmetBuyer.api.must(readProposedChallenge, {
    parameters: { challengeId: returnedId },
  });
  expect(returned).toMatchObject({ state: 'SUBMITTED', roundId, incubatedFrom: challengeId });
  await page.getByRole('link', { name: 'The challenge as it stood before' }).click();
  await page.waitForURL(`**${path}`);
  await page.getByRole('link', { name: name.en, exact: true }).waitFor();
  // In that call it stands already.
  await page.getByRole('heading', { name: 'Submit it again' }).waitFor();
  // Other calls may be open beside it.
  for (const button of await page.getByRole('button', { name: submit }).all()) {
    await button.click();
    expect(await dialog.getByRole('radio', { name: name.en, exact: true }).count()).toBe(0);
    await dialog.getByRole('button', { name: 'Back' }).click();
  }
  expect(await lookAround(visited, [path, `/proposing/${returnedId}`])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 120_000);

it('everybody reads why each proposal stands where it does, and how far what is bought has come', async () => {
  const round = `/rounds/${played.roundId}`;
  const { page, complaints } = await visit(browser, { viewport: { width: 360, height: 780 } });
  page.setDefaultTimeout(20_000);
  await page.goto(`${round}/results`);
  const explanation = page.getByRole('region', { name: 'Priority list' }).locator('details');
  await explanation.locator('summary').click();
  await explanation.getByText('It passed, and its price fitted').waitFor();
  await explanation.getByRole('table').first().waitFor();
  await page.waitForLoadState('networkidle');
  expect(await seriousFindings(page)).toEqual([]);

  await page.goto(`${round}/figures`);
  const map = page.getByRole('region', { name: 'The way of each funded solution' });
  await map.locator('svg.figure-plot').waitFor();
  // On a phone each figure is drawn as narrow as its place, so that nothing of it lies beside the screen.
  for (const drawing of await page.locator('svg.figure-plot').all())
    expect((await drawing.boundingBox())?.width).toBeLessThanOrEqual(360);
  await map.getByText(/^Table: /u).click();
  await map.getByRole('row').nth(1).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 60_000);
