import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { loadDataset } from '../../infra/local/dataset/dataset.ts';
import type { Member } from '../../infra/local/replay/cast.ts';
import { memberOf } from '../../infra/local/replay/challenges.ts';
import { excerptOf } from '../../infra/local/replay/excerpt.ts';
import { playRound } from '../../infra/local/replay/round.ts';
import { createTempo } from '../../infra/local/replay/tempo.ts';
import { readFirstUse } from '../../functions/first-use/schema.ts';
import { listPurchases } from '../../functions/purchases/schema.ts';
import { lookAround, seriousFindings, signInByPage, startBrowser, visit } from '../support/browser.ts';
import { runOf, stageOf } from '../support/stage.ts';

let browser: Browser;
let buyer: Member;
let purchaseId: string;

beforeAll(async () => {
  const run = runOf('portal-first-user');
  const challengeKey = 'drone-mountain-rescue';
  const dataset = excerptOf(loadDataset(), [challengeKey], { perChallenge: 1, evaluators: 8 });
  const { cast, roundId } = await playRound(stageOf(run), dataset, {
    name: { ko: run, en: run },
    policy: {
      holdInSeconds: 0,
      standstillInSeconds: 2,
      inspectionInSeconds: 3600,
      trialInSeconds: 0,
      verdictCommentInSeconds: 0,
    },
    tempo: createTempo(3, 6),
    inHurry: true,
    endsInFirstUse: true,
  });
  buyer = memberOf(cast, dataset.challenges[0]?.proposerKey ?? '');
  const { rows } = await buyer.api.must(listPurchases, { parameters: { roundId } });
  purchaseId = rows[0]?.purchaseId ?? '';
  browser = await startBrowser();
}, 180_000);

afterAll(() => browser.close());

it('a first user changes the plan of the trial and reports its verdict on a phone', async () => {
  const visited = await visit(browser, { viewport: { width: 360, height: 780 } });
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  await page.goto('/proposing');
  await signInByPage(page, buyer.person);
  await page.goto(`/proposing/purchases/${purchaseId}`);
  await page.getByText('Report is due').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  const parameters = { purchaseId };
  const { targets } = await buyer.api.must(readFirstUse, { parameters });
  await page.getByRole('button', { name: 'Change the plan' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Steps').fill('Three flights in wind.');
  for (const { name } of targets) await dialog.getByLabel(`How «${name.en}» is measured`).fill('By its log.');
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Change the plan' }).click();
  await page.getByText('Three flights in wind.').waitFor();
  await page.getByRole('button', { name: 'Report the verdict' }).click();
  await dialog.getByRole('button', { name: 'Report the verdict' }).click();
  await dialog.getByText('Fill this in.').first().waitFor();
  for (const { name, unit, value } of targets)
    await dialog.getByLabel(`«${name.en}» measured (${unit})`).fill(String(value));
  await dialog.getByText('This meets the target.').first().waitFor();
  await dialog.getByText('Success', { exact: true }).click();
  await dialog.getByLabel('Evidence').fill('Logs of three flights.');
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Report the verdict' }).click();
  await page.getByText('Reported a success').waitFor();
  expect(await buyer.api.must(readFirstUse, { parameters })).toMatchObject({
    state: 'SUCCESS',
    report: { measurements: targets.map(({ value }) => ({ measured: value, met: true })) },
  });
  expect(await lookAround(visited, ['/proposing', `/proposing/purchases/${purchaseId}`])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 180_000);
