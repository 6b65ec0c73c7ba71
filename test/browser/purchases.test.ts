import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { loadDataset } from '../../infra/local/dataset/dataset.ts';
import { agencyApis, type Member, type Stage } from '../../infra/local/replay/cast.ts';
import { memberOf, memberOfOrganisation } from '../../infra/local/replay/challenges.ts';
import { excerptOf } from '../../infra/local/replay/excerpt.ts';
import { readPurchases, waitForPurchases } from '../../infra/local/replay/purchases.ts';
import { type PlayedRound, playRound, rehearsal } from '../../infra/local/replay/round.ts';
import { createTempo } from '../../infra/local/replay/tempo.ts';
import { readFirstUse, readLessons } from '../../functions/first-use/schema.ts';
import {
  changeDesignation,
  listBuyingRequests,
  prepareDesignation,
} from '../../functions/designations/schema.ts';
import { readBudget, readPurchase } from '../../functions/purchases/schema.ts';
import { transitionRound } from '../../functions/rounds/schema.ts';
import { lookAround, seriousFindings, startBrowser, visitAs } from '../support/browser.ts';
import { act, bring, declareClear, saveFromRecord, send } from '../support/portal-acts.ts';
import { pdfFile } from '../support/sample-files.ts';
import { runOf, stageOf } from '../support/stage.ts';

let browser: Browser;
let pdf: Buffer;
let stage: Stage;
let played: PlayedRound;
let buyer: Member;
let supplier: Member;
/** A body that has proposed nothing. */
let otherBody: Member;
/** The purchase that moved up from the reserve; the others’ is terminated. */
let purchaseId: string;

beforeAll(async () => {
  const run = runOf('portal-purchases');
  stage = stageOf(run);
  const challengeKey = 'drone-mountain-rescue';
  const whole = loadDataset();
  const excerpt = excerptOf(whole, [challengeKey], { perChallenge: 2, evaluators: 8 });
  const onlooker = whole.publicBodies.find(({ key }) =>
    excerpt.publicBodies.every((body) => body.key !== key),
  );
  if (onlooker === undefined) throw new Error('Every body of the data set has a part in the excerpt');
  const dataset = { ...excerpt, publicBodies: [...excerpt.publicBodies, onlooker] };
  played = await playRound(stage, dataset, {
    name: { ko: run, en: run },
    policy: {
      ...rehearsal,
      standstillInSeconds: 2,
      inspectionInSeconds: 3600,
      trialInSeconds: 0,
      verdictCommentInSeconds: 3600,
    },
    tempo: createTempo(3, 6),
    inHurry: true,
    endsInPurchase: true,
  });
  buyer = memberOf(played.cast, dataset.challenges[0]?.proposerKey ?? '');
  otherBody = memberOf(played.cast, onlooker.key);
  pdf = await pdfFile();
  browser = await startBrowser();
}, 180_000);

afterAll(() => browser.close());

const today = () => new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
const hostile = '<img src=x onerror="window.hurt=true">';

it('staff end a purchase, another person moves the reserve up, and staff contract what moved up', async () => {
  const { roundId } = played;
  const room = `/agency/rounds/${roundId}/purchases`;
  const [first] = await readPurchases(stage, roundId);
  const visited = await visitAs(browser, stage.agency.staff, `/agency/rounds/${roundId}`);
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  await page.getByRole('link', { name: '1 purchase is neither paid nor ended' }).click();
  await page.getByRole('heading', { name: 'Awaits the agency' }).waitFor();
  expect(await lookAround(visited, [room])).toEqual([]);
  await page
    .getByRole('row', { name: /Money reserved/u })
    .getByRole('link')
    .click();
  const dialog = await act(page, 'Terminate the purchase');
  await dialog.getByText('are free again for the round').waitFor();
  await dialog.getByLabel('Reason').fill(`${hostile} The plant was flooded.`);
  await send(page, 'Terminate the purchase');
  await page.getByText('The purchase has ended.').waitFor();
  await page.getByText(`${hostile} The plant was flooded.`).waitFor();
  await page.getByRole('link', { name: 'All purchases of the round' }).click();
  await act(page, 'Prepare what moves up');
  await send(page, 'Prepare what moves up');
  await page.getByRole('heading', { name: 'Prepared, awaits an approver' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  const approver = await visitAs(browser, stage.agency.approver, room);
  await approver.page.getByText(/Hangar with two drones|Ridge-proof drone station/u).waitFor();
  await act(approver.page, 'Approve the move up');
  await send(approver.page, 'Approve the move up');
  await approver.page.getByRole('table', { name: 'Moved up from the reserve' }).waitFor();
  expect(approver.complaints).toEqual([]);
  await approver.page.context().close();

  const begun = await waitForPurchases(stage, roundId, 2);
  purchaseId = begun.find((one) => one.purchaseId !== first?.purchaseId)?.purchaseId ?? '';
  const parameters = { purchaseId };
  const { staff } = agencyApis(stage);
  const { priceInWon } = await staff.must(readPurchase, { parameters });
  await page.goto(`${room}/${purchaseId}`);
  await page.getByLabel('Terms').fill(`${hostile} Trial at the site.`);
  await act(page, 'Conclude the contract');
  await page.getByRole('dialog').getByRole('button', { name: 'Conclude the contract' }).click();
  await page.getByRole('dialog').getByRole('alert').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('Delivery due: Fill this in.').waitFor();
  // What was typed outlives a reload.
  await page.reload();
  expect(await page.getByLabel('Terms').inputValue()).toBe(`${hostile} Trial at the site.`);
  await page.getByLabel('Delivery due').fill('2030-03-01T18:00');
  await page.getByLabel('Liability during the trial').fill('The supplier, up to the price.');
  await page.getByLabel('Intellectual property').fill('With the supplier.');
  await page.getByLabel('Item 1', { exact: true }).fill('Station');
  await page.getByLabel('Amount 1 (won)').fill('1,000,000');
  await page.getByText('So far ₩1,000,000 of').waitFor();
  await page.getByRole('button', { name: 'Add a line' }).click();
  await page.getByLabel('Item 2', { exact: true }).fill('Training');
  await page.getByLabel('Amount 2 (won)').fill(String(priceInWon - 1_000_000));
  await page.getByText('The lines make up the price of').waitFor();
  await bring(page, '계약서.pdf', pdf);
  // What is meant for the contract does not go along with a termination.
  await act(page, 'Terminate the purchase');
  await page.getByRole('dialog').getByText('No file goes along.').waitFor();
  await page.keyboard.press('Escape');
  expect(await seriousFindings(page)).toEqual([]);
  const contract = await act(page, 'Conclude the contract');
  await contract.getByText('계약서.pdf').waitFor();
  await send(page, 'Conclude the contract');
  await page.getByRole('table', { name: 'How the price is made up' }).waitFor();
  await saveFromRecord(page, '계약서.pdf', pdf);
  expect(await staff.must(readPurchase, { parameters })).toMatchObject({
    state: 'CONTRACTED',
    contract: {
      deliveryDueAt: '2030-03-01T09:00:00.000Z',
      priceBreakdown: [
        { item: 'Station', amountInWon: 1_000_000 },
        { item: 'Training', amountInWon: priceInWon - 1_000_000 },
      ],
      documents: [{ fileName: '계약서.pdf' }],
    },
  });
  const faults = await lookAround(visited, [room, `${room}/${purchaseId}`]);
  expect(faults).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 180_000);

it('a supplier delivers, remedies what the first user finds wanting, and staff pay what is accepted', async () => {
  const parameters = { purchaseId };
  const { staff } = agencyApis(stage);
  const { supplierId } = await staff.must(readPurchase, { parameters });
  supplier = memberOfOrganisation(played.cast, supplierId);
  const seller = await visitAs(browser, supplier.person, '/proposals');
  seller.page.setDefaultTimeout(20_000);
  await seller.page.getByRole('region', { name: 'What is bought from us' }).getByRole('link').click();
  await seller.page.getByText(`${hostile} Trial at the site.`).waitFor();
  await saveFromRecord(seller.page, '계약서.pdf', pdf);
  await bring(seller.page, '납품 확인서.pdf', pdf);
  const delivery = await act(seller.page, 'Record the delivery');
  await delivery.getByLabel('Day of delivery').fill('2999-01-01');
  await delivery.getByRole('button', { name: 'Record the delivery' }).click();
  await delivery.getByText('Choose a day that has come.').waitFor();
  await delivery.getByLabel('Day of delivery').fill(today());
  await delivery.getByLabel('What was delivered').fill(`${hostile} Installed on the roof.`);
  await send(seller.page, 'Record the delivery');
  await seller.page.getByText('The first user inspects it.').waitFor();

  const user = await visitAs(browser, buyer.person, `/proposing/purchases/${purchaseId}`);
  user.page.setDefaultTimeout(20_000);
  await user.page.getByText(`${hostile} Installed on the roof.`).waitFor();
  await saveFromRecord(user.page, '납품 확인서.pdf', pdf);
  await declareClear(user.page);
  await bring(user.page, '검사 조서.pdf', pdf);
  const inspect = async (result: string, findings: string) => {
    const dialog = await act(user.page, 'Record the inspection');
    await dialog.getByText(result, { exact: true }).click();
    await dialog.getByLabel('Findings').fill(findings);
    if (result === 'To be remedied')
      await dialog.getByLabel('Remedy due (time in Seoul)').fill('2030-04-01T18:00');
    await send(user.page, 'Record the inspection');
  };
  await inspect('To be remedied', 'One battery is missing.');

  await seller.page.reload();
  await seller.page.getByText('The first user asks for a remedy').waitFor();
  await seller.page.getByText('Monday, 1 April 2030').first().waitFor();
  await saveFromRecord(seller.page, '검사 조서.pdf', pdf);
  // What went along before goes along again only where it is chosen.
  await seller.page.getByText('1 file of earlier steps').click();
  expect(await seller.page.getByLabel('Take 납품 확인서.pdf along').isChecked()).toBe(false);
  const remedy = await act(seller.page, 'Record the delivery of the remedy');
  await remedy.getByLabel('What was delivered').fill('The battery.');
  // What was typed outlives the page.
  await seller.page.reload();
  await act(seller.page, 'Record the delivery of the remedy');
  expect(await remedy.getByLabel('What was delivered').inputValue()).toBe('The battery.');
  await send(seller.page, 'Record the delivery of the remedy');
  await seller.page.getByText('The first user inspects it.').waitFor();

  await user.page.reload();
  await inspect('Passed', 'Complete, and it works.');
  await act(user.page, 'Accept it');
  await send(user.page, 'Accept it');
  await user.page.getByText('The agency pays the price.').waitFor();
  expect([...user.complaints, ...seller.complaints]).toEqual([]);
  await user.page.context().close();
  await seller.page.context().close();

  const { roundId } = played;
  const agency = await visitAs(
    browser,
    stage.agency.staff,
    `/agency/rounds/${roundId}/purchases/${purchaseId}`,
  );
  await bring(agency.page, '이체 확인증.pdf', pdf);
  await agency.page.getByRole('button', { name: /^Pay ₩/u }).click();
  await send(agency.page, 'Pay');
  await agency.page.getByText('The price is paid.').waitFor();
  await saveFromRecord(agency.page, '이체 확인증.pdf', pdf);
  const { openPurchases, reservedInWon, spentInWon } = await staff.must(readBudget, {
    parameters: { roundId },
  });
  const { priceInWon } = await staff.must(readPurchase, { parameters });
  expect([openPurchases, reservedInWon, spentInWon]).toEqual([0, 0, priceInWon]);
  expect(agency.complaints).toEqual([]);
  await agency.page.context().close();
}, 180_000);

it('a first user changes the plan of the trial and reports its verdict on a phone', async () => {
  const visited = await visitAs(browser, buyer.person, '/proposing');
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  await page.goto(`/proposing/purchases/${purchaseId}`);
  await page.getByText('Report is due').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  const parameters = { purchaseId };
  const { targets } = await buyer.api.must(readFirstUse, { parameters });
  await page.getByRole('button', { name: 'Plan the trial' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Steps').fill('Three flights in wind.');
  for (const { name } of targets) await dialog.getByLabel(`How «${name.en}» is measured`).fill('By its log.');
  await send(page, 'Plan the trial');
  await page.getByText('Three flights in wind.').waitFor();
  await page.getByRole('button', { name: 'Change the plan' }).waitFor();
  await bring(page, '비행 기록.pdf', pdf);
  await page.getByRole('button', { name: 'Report the verdict' }).click();
  await dialog.getByRole('button', { name: 'Report the verdict' }).click();
  await dialog.getByText('Fill this in.').first().waitFor();
  for (const { name, unit, value } of targets)
    await dialog.getByLabel(`«${name.en}» measured (${unit})`).fill(String(value));
  await dialog.getByText('This meets the target.').first().waitFor();
  await dialog.getByText('Success', { exact: true }).click();
  await dialog.getByLabel('Evidence').fill('Logs of three flights.');
  await send(page, 'Report the verdict');
  await page.getByText('Reported a success').waitFor();
  expect(await buyer.api.must(readFirstUse, { parameters })).toMatchObject({
    state: 'SUCCESS',
    report: {
      measurements: targets.map(({ value }) => ({ measured: value, met: true })),
      documents: [{ fileName: '비행 기록.pdf' }],
    },
  });
  expect(await lookAround(visited, ['/proposing', `/proposing/purchases/${purchaseId}`])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 180_000);

it('a supplier comments on the verdict, and staff publish both', async () => {
  const { roundId } = played;
  const board = `/agency/rounds/${roundId}`;
  const path = `${board}/purchases/${purchaseId}`;
  const body = { action: 'begin-first-use' } as const;
  await agencyApis(stage).staff.must(transitionRound, { parameters: { roundId }, body });
  const agency = await visitAs(browser, stage.agency.staff, board);
  agency.page.setDefaultTimeout(20_000);
  await agency.page.getByText('the supplier may comment until').waitFor();
  await agency.page.getByRole('main').locator(`a[href="${path}"]`).click();
  await agency.page.getByText('The verdict can be published when the supplier has commented').waitFor();
  const visited = await visitAs(browser, supplier.person, `/purchases/${purchaseId}`);
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  const dialog = await act(page, 'Comment on the verdict');
  await saveFromRecord(agency.page, '비행 기록.pdf', pdf);
  await dialog.getByLabel('Your comment').fill(`${hostile} We thank the fire brigade.`);
  await send(page, 'Comment on the verdict');
  await page.getByText(`${hostile} We thank the fire brigade.`).waitFor();
  expect(await page.getByRole('button', { name: 'Comment on the verdict' }).count()).toBe(0);

  await agency.page.goto(board);
  await agency.page.getByText('The verdict is reported and can be published.').waitFor();
  expect(await lookAround(agency, [board])).toEqual([]);
  await agency.page.goto(path);
  await act(agency.page, 'Publish the verdict');
  await send(agency.page, 'Publish the verdict');
  await agency.page.getByText('Verdict published').waitFor();
  expect(await lookAround(agency, [path])).toEqual([]);
  await agency.page.context().close();

  expect(await lookAround(visited, ['/proposals', `/purchases/${purchaseId}`])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 180_000);

it('another body stands ready as first user, buys again and asks for more; others record what came of it', async () => {
  const { roundId } = played;
  const { staff, approver } = agencyApis(stage);
  const { challengeId, proposalId } = await staff.must(readPurchase, { parameters: { purchaseId } });
  await staff.must(prepareDesignation, {
    parameters: { proposalId },
    body: {
      name: { ko: `${stage.run} 드론`, en: `${stage.run} drone` },
      inspection: { inspectedOn: today(), findings: 'As proposed.' },
      resolution: 'Designated.',
    },
  });
  await approver.must(changeDesignation, { parameters: { proposalId }, body: { action: 'designate' } });
  const visited = await visitAs(browser, otherBody.person, `/challenges/${challengeId}`);
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  const application = await act(page, 'Apply to be first user');
  await application.getByLabel('Site, people and permits').fill(`${hostile} A hangar and two pilots.`);
  await send(page, 'Apply to be first user');
  await page.getByText(`${hostile} A hangar and two pilots.`).waitFor();
  expect(await page.getByRole('button', { name: 'Apply to be first user' }).count()).toBe(0);

  await page.goto(`/rounds/${roundId}/verdicts`);
  const again = await act(page, 'Record another purchase');
  await again.getByRole('button', { name: 'Record another purchase' }).click();
  await again.getByText('Type a whole number in digits.').waitFor();
  await again.getByLabel('Amount (won)').fill('250,000,000');
  await send(page, 'Record another purchase');
  await page.getByText('Recorded: 250,000,000.').waitFor();

  await page.goto('/designations');
  await page.getByLabel('Search').fill(stage.run);
  const request = await act(page, 'Request to buy');
  await request.getByLabel('What for, and whom to answer').fill('For two valleys: rescue@body.example');
  await send(page, 'Send the request');
  await page.getByText('The supplier has been told of your request.').waitFor();
  const { rows } = await staff.must(listBuyingRequests, { parameters: { proposalId } });
  expect(rows).toMatchObject([{ organisationId: otherBody.organisationId, quantity: 1 }]);
  const paths = [
    `/challenges/${challengeId}`,
    `/rounds/${roundId}/verdicts`,
    `/rounds/${roundId}/lessons`,
    '/designations',
  ];
  expect(await lookAround(visited, paths)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();

  const record = async (by: Member, path: string, label: string, field: string, amount: string) => {
    const recording = await visitAs(browser, by.person, path);
    const dialog = await act(recording.page, label);
    await dialog.getByLabel(field, { exact: true }).fill(amount);
    await send(recording.page, label);
    await recording.page.getByText(`Recorded: ${amount}.`).waitFor();
    expect(await seriousFindings(recording.page)).toEqual([]);
    expect(recording.complaints).toEqual([]);
    await recording.page.context().close();
  };
  const path = `/proposing/purchases/${purchaseId}`;
  await record(buyer, path, 'Record the people served', 'People', '1,200');
  await record(supplier, `/purchases/${purchaseId}`, 'Record the sales', 'Sales (won)', '900,000,000');
  const asked = await visitAs(browser, supplier.person, `/purchases/${purchaseId}`);
  await asked.page.getByText('For two valleys: rescue@body.example').waitFor();
  expect(await seriousFindings(asked.page)).toEqual([]);
  expect(asked.complaints).toEqual([]);
  await asked.page.context().close();
  expect(await staff.must(readLessons, { parameters: { roundId } })).toMatchObject({
    repurchases: { count: 1, amountInWon: 250_000_000 },
    salesInWon: 900_000_000,
    peopleServed: 1200,
  });
}, 180_000);

it('staff find among the notices of the round what was sent to whom', async () => {
  const path = `/agency/rounds/${played.roundId}/notices`;
  const visited = await visitAs(browser, stage.agency.staff, path);
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  await page.getByText(/^\d+ notices so far/u).waitFor();
  await page.getByRole('button', { name: /What it tells/u }).click();
  await page.getByRole('option', { name: 'A purchase was terminated' }).click();
  // Its supplier and its first user.
  await page.getByRole('table', { name: '2 notices found' }).waitFor();
  await page.getByRole('button', { name: /What became of it/u }).click();
  await page.getByRole('option', { name: 'In trouble' }).click();
  await page.getByText('No notice is like that.').waitFor();
  expect(await lookAround(visited, [path])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 180_000);
