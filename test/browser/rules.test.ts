import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { defaultPolicy } from '../../functions/rounds/rules.ts';
import { planRound, readPreparation, readRound, transitionRound } from '../../functions/rounds/schema.ts';
import { addSeconds, instantOf } from '../../functions/platform/instant.ts';
import { lookAround, startBrowser, visit, visitAs } from '../support/browser.ts';
import { act, send } from '../support/portal-acts.ts';
import { apiAs, sharedStack } from '../support/stack.ts';

const stack = sharedStack();
const staff = apiAs(stack, stack.agency.staff);

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
}, 60_000);

afterAll(() => browser.close());

it('staff read all rules of a planned round in words, change them, and the public reads the same in the call', async () => {
  const name = { ko: '기준을 바꾸는 회차', en: `Rules ${crypto.randomUUID().slice(0, 8)}` };
  const { roundId } = await staff.must(planRound, { body: { name } });
  const policyNow = async () => (await staff.must(readPreparation, { parameters: { roundId } })).policy;
  const visited = await visitAs(browser, stack.agency.staff, `/agency/rounds/${roundId}`);
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  await page.getByRole('link', { name: 'Rules of this round' }).click();
  await page.getByText('This is what everybody will read in the call.').waitFor();
  await page.getByText('Public value: 40.00 points').click();
  await page.getByText('Whether each measurable target of the challenge is met').waitFor();
  await page.getByText('Tests show every target met and exceeded').waitFor();
  await page.getByText('Total, then Innovativeness, then Public value, then the lot').waitFor();
  await page.getByText('60 %', { exact: true }).first().waitFor();

  await page.getByText('Change the rules', { exact: true }).click();
  await page.locator('summary', { hasText: 'Panels' }).click();
  await page.getByLabel('Members of a panel').fill('9');
  await page.getByLabel('Quorum').fill('10');
  await page.getByText('What is scored: Public value').click();
  await page.getByText('Meets the targets, 10 points').click();
  await page.getByLabel('Points at most').first().fill('12.505');
  const dialog = await act(page, 'Save the rules');
  await dialog.getByRole('button', { name: 'Save the rules' }).click();
  await dialog.getByText('cannot be saved like this').waitFor();
  await dialog.getByRole('button', { name: 'Back' }).click();
  await page.getByText('Type points from 0.01 to 1,000').waitFor();
  await page.getByLabel('Points at most').first().fill('12.5');
  await page.getByText('The quorum is greater than the panel.').waitFor();
  await page.getByText('Meets the targets: what its points stand for does not go up').waitFor();
  await page.getByLabel('Quorum').fill('6');
  await page.getByLabel('Points', { exact: true }).nth(2).fill('12.5');
  await page.getByText('What is passed or failed, and ties').click();
  await page.locator('label', { hasText: 'Safe' }).click();
  await page.getByLabel('Another one').fill('accessible');
  await page.getByRole('button', { name: 'Add it' }).click();
  await page.getByText('accessible', { exact: true }).waitFor();
  expect(await policyNow()).toEqual(defaultPolicy);
  // What is typed stays over a reload.
  await page.reload();
  await page.getByLabel('Members of a panel').waitFor({ state: 'attached' });
  await act(page, 'Save the rules');
  await send(page, 'Save the rules');
  await page.getByText('Meets the targets: 12.50 points').waitFor({ state: 'attached' });
  const changed = await policyNow();
  expect(changed).toMatchObject({
    panel: { size: 9, quorum: 6, maximumOfOneOrganisation: 1 },
    scoring: { gates: ['field-fit', 'innovative', 'readiness', 'regulation', 'accessible'] },
  });
  expect(changed.scoring.dimensions[0]?.criteria[0]).toMatchObject({ name: 'meets-targets', maximum: 1250 });
  const rules = `/agency/rounds/${roundId}/rules`;
  expect(await lookAround(visited, [rules])).toEqual([]);

  const deadline = addSeconds(instantOf(Date.now()), 20 * 24 * 3600);
  await staff.must(transitionRound, {
    parameters: { roundId },
    body: { action: 'call-for-challenges', deadline, confirmNonWorkingDay: true },
  });
  await page.goto(rules);
  await page.getByText('These rules are frozen').waitFor();
  expect(await page.getByText('Change the rules', { exact: true }).count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();

  const anyone = await visit(browser, { viewport: { width: 360, height: 780 } });
  anyone.page.setDefaultTimeout(20_000);
  await anyone.page.goto(`/rounds/${roundId}`);
  await anyone.page.getByText('All rules of this round').click();
  await anyone.page.getByText('Public value: 42.50 points').click();
  await anyone.page.getByText('Meets the targets: 12.50 points').waitFor();
  await anyone.page.getByText('accessible').waitFor();
  expect(anyone.complaints).toEqual([]);
  await anyone.page.context().close();
  const { policy } = await apiAs(stack, stack.agency.auditor).must(readRound, { parameters: { roundId } });
  expect(policy).toEqual(changed);
}, 120_000);
