import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { loadDataset } from '../../infra/local/dataset/dataset.ts';
import { agencyApis, assembleCast, type Member } from '../../infra/local/replay/cast.ts';
import { memberOf } from '../../infra/local/replay/challenges.ts';
import { readProposedChallenge } from '../../functions/challenges/schema.ts';
import { addSeconds, instantOf } from '../../functions/platform/instant.ts';
import { readOrganisation } from '../../functions/organisations/schema.ts';
import { askQuestion, listAnswers } from '../../functions/questions/schema.ts';
import { planRound, transitionRound } from '../../functions/rounds/schema.ts';
import { lookAround, seriousFindings, signInByPage, startBrowser, visit } from '../support/browser.ts';
import { openCall } from '../support/open-call.ts';

let browser: Browser;
let call: Awaited<ReturnType<typeof openCall>>;
let roundId: string;
/** Another public body. */
let neighbour: Member;

beforeAll(async () => {
  call = await openCall('portal-buyer', 30 * 24 * 3600, { concurrency: 2 });
  const { staff } = agencyApis(call.stage);
  const name = { ko: `${call.stage.run} 과제 공모`, en: `${call.stage.run} challenges` };
  ({ roundId } = await staff.must(planRound, { body: { name } }));
  await staff.must(transitionRound, {
    parameters: { roundId },
    body: {
      action: 'call-for-challenges',
      deadline: addSeconds(instantOf(Date.now()), 24 * 3600),
      confirmNonWorkingDay: true,
    },
  });
  await call.supplier.api.must(askQuestion, {
    parameters: { challengeId: call.challengeId },
    body: { supplierId: call.supplier.organisationId, text: 'May the station stand on a roof?' },
  });
  const [, body] = loadDataset().publicBodies;
  if (body === undefined) throw new Error('The data set has two public bodies');
  const cast = await assembleCast(call.stage, [
    { ...body, key: 'neighbour', kind: 'PUBLIC_BODY', isSmallOrMedium: false, people: ['neighbour'] },
  ]);
  neighbour = memberOf(cast, 'neighbour');
  browser = await startBrowser();
}, 240_000);

afterAll(() => browser.close());

const texts = {
  'Title (Korean)': '골목길 제설 로봇',
  'Title (English)': 'A robot for snow in alleys',
  'Problem (Korean)': '제설차가 들어가지 못하는 골목의 눈을 치우지 못한다.',
  'Problem (English)': 'Snow stays in alleys that no plough can enter.',
  'What is measured (Korean)': '제설 폭',
  'What is measured (English)': 'Width cleared',
  Value: '0.9',
  Unit: 'm',
  'Place of use (Korean)': '서린시 골목길',
  'Place of use (English)': 'Alleys of Seorin',
  Quantity: '2',
  'Price ceiling (won)': '120,000,000',
  'Trial period (days)': '60',
  'Site (Korean)': '언덕길 세 곳',
  'Site (English)': 'Three steep alleys',
  'People (Korean)': '도로과 두 명',
  'People (English)': 'Two people of the roads office',
  'Permits (Korean)': '도로 점용 허가',
  'Permits (English)': 'Use of the road',
  'Office (Korean)': '도로과',
  'Office (English)': 'Roads office',
  'E-mail': 'roads@seorin.example',
  Telephone: '02-000-0000',
} as const;

it('a buyer proposes a challenge on a phone with nothing typed lost, submits it, and answers a question', async () => {
  const visited = await visit(browser, { viewport: { width: 360, height: 780 } });
  const { page, complaints } = visited;
  page.setDefaultTimeout(40_000);
  await page.goto(`/proposing/new/${roundId}`);
  await signInByPage(page, call.buyer.person);
  await page.getByLabel('Title (Korean)', { exact: true }).fill('골목길 제설 로봇');
  await page.getByRole('button', { name: 'Save as a draft' }).click();
  await page.getByRole('alert').getByText('Title (English): fill this in.').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  // What is not saved anywhere yet outlives a reload.
  await page.reload();
  await page.getByRole('button', { name: 'Save as a draft' }).waitFor();
  expect(await page.getByLabel('Title (Korean)', { exact: true }).inputValue()).toBe('골목길 제설 로봇');
  for (const [label, text] of Object.entries(texts)) await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByRole('button', { name: 'Field', exact: false }).first().click();
  await page.getByRole('option', { name: 'Public order and safety' }).click();
  await page.getByText('At most', { exact: true }).click();
  await page.getByRole('button', { name: 'Save as a draft' }).click();
  await page.waitForURL(/\/proposing\/[0-9a-f-]{36}$/u);
  const challengeId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const parameters = { challengeId };
  const read = () => call.buyer.api.must(readProposedChallenge, { parameters });
  // It saves itself from now on.
  await page.getByRole('heading', { name: 'Draft', exact: true }).waitFor();
  const saved = page.waitForResponse((answer) => answer.request().method() === 'PUT');
  await page.getByLabel('Quantity', { exact: true }).fill('3');
  await saved;
  await page.getByText('Everything is saved.').waitFor();
  expect(await read()).toMatchObject({
    quantity: 3,
    state: 'DRAFT',
    field: '03',
    priceCeilingInWon: 120_000_000,
  });
  expect(await lookAround(visited, [new URL(page.url()).pathname])).toEqual([]);
  await page.setViewportSize({ width: 360, height: 780 });
  const add = 'Add a body that proposes it too';
  await page.getByRole('button', { name: add }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: add }).click();
  await dialog.getByText('Enter the business registration number.').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  const { businessNumber, name } = await neighbour.api.must(readOrganisation, {
    parameters: { organisationId: neighbour.organisationId },
  });
  await dialog.getByLabel('Business registration number').fill(businessNumber);
  await dialog.getByRole('button', { name: add }).click();
  await dialog.waitFor({ state: 'detached' });
  const together = page.getByRole('region', { name: 'Bodies that propose it together' });
  await together.getByText(name.en).waitFor();
  expect((await read()).coProposerIds).toEqual([neighbour.organisationId]);
  // The text goes on saving itself upon what it became.
  await page.getByLabel('Quantity', { exact: true }).fill('4');
  await page.getByText('Everything is saved.').waitFor();
  await together.getByRole('button', { name: 'Take this body out' }).click();
  await dialog.getByRole('button', { name: 'Take this body out' }).click();
  await page.getByText('No other body proposes it with you.').waitFor();
  expect(await read()).toMatchObject({ coProposerIds: [], quantity: 4 });
  await page.getByRole('button', { name: 'Submit the challenge' }).click();
  await page.getByRole('dialog').getByText('your body becomes its first user').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Submit', exact: true }).click();
  await page.getByText('Submitted', { exact: true }).first().waitFor();
  expect((await read()).state).toBe('SUBMITTED');
  await page.goto(`/proposing/${call.challengeId}`);
  await page.getByText('May the station stand on a roof?').waitFor();
  await page.getByRole('button', { name: 'Answer', exact: true }).click();
  await page.getByLabel('Your answer').fill('Yes, on a flat one.');
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Publish the answer' }).click();
  await page.getByText('No question awaits an answer.').waitFor();
  const { rows } = await call.buyer.api.must(listAnswers, {
    parameters: { challengeId: call.challengeId },
  });
  expect(rows).toMatchObject([{ answer: 'Yes, on a flat one.' }]);
  await page.getByRole('button', { name: 'Declare a conflict of interest' }).click();
  await page.getByLabel('What the conflict is').fill('I own shares of a supplier.');
  await page.getByText('a colleague of your body inspects in your place').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Declare a conflict of interest' }).click();
  await page.getByText('You have declared a conflict of interest here').waitFor();
  await page.getByRole('button', { name: 'Begin a correction' }).click();
  expect(await seriousFindings(page)).toEqual([]);
  const paths = ['/proposing', `/proposing/new/${roundId}`, `/proposing/${call.challengeId}`];
  expect(await lookAround(visited, paths)).toEqual([]);
  await page.goto('/proposing');
  await page.waitForLoadState('networkidle');
  expect(complaints).toEqual([]);
  await page.context().close();
}, 180_000);
