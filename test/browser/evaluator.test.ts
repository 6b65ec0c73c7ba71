import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { lookAround, seriousFindings, signInByPage, startBrowser, visit } from '../support/browser.ts';
import { openEvaluation } from '../support/open-evaluation.ts';

let browser: Browser;
let evaluation: Awaited<ReturnType<typeof openEvaluation>>;

beforeAll(async () => {
  evaluation = await openEvaluation('portal-evaluator');
  browser = await startBrowser();
}, 120_000);

afterAll(() => browser.close());

it('an evaluator declares, reads, scores by keyboard, locks, and stands by a scorecard that stands apart', async () => {
  const visited = await visit(browser, { viewport: { width: 360, height: 780 } });
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  await page.goto('/evaluations');
  await signInByPage(page, evaluation.evaluator.person);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'My evaluations' }).click();
  await page.getByText('Declaration needed').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Declare and undertake' }).click();
  await page.getByRole('dialog').getByText('I have no conflict').click();
  expect(await seriousFindings(page)).toEqual([]);
  // What is missing is said, and nothing sent.
  await page.getByRole('button', { name: 'I declare and undertake this' }).click();
  await page.getByRole('dialog').getByRole('alert').getByText('Agree to the confidentiality.').waitFor();
  await page.getByRole('dialog').getByText('I keep confidential').click();
  await page.getByRole('button', { name: 'I declare and undertake this' }).click();
  await page.getByText('No conflict declared').waitFor();
  await page.getByRole('main').getByRole('listitem').getByRole('link').click();
  await page.getByRole('heading', { name: 'Scorecard' }).waitFor();
  // Nothing is judged of peers before the own scorecard is locked.
  expect(await page.getByText('The other members').count()).toBe(0);
  await page.getByRole('button', { name: /^View .*\.pdf$/u }).click();
  await page.locator('iframe').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Close the document' }).click();
  await page.getByRole('button', { name: 'Lock the scorecard' }).click();
  await page.getByRole('alert').getByText('Fits the field: fill this in.').waitFor();
  for (const gate of await page.getByRole('radiogroup').all())
    await gate.getByText('Met', { exact: true }).click();
  // By keyboard alone: two steps up are one point, and each reason is the next field.
  const criteria = await page.locator('input[name^="points."]').count();
  await page.locator('input[name^="points."]').first().focus();
  for (let place = 0; place < criteria; place += 1) {
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Thin.');
    await page.keyboard.press('Tab');
  }
  await page.getByText('Everything is saved.').waitFor();
  await page.reload();
  await page.getByText('Everything is saved.').waitFor();
  expect(await page.locator('input[name^="points."]').first().inputValue()).toBe('1');
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Lock the scorecard' }).click();
  await page.getByRole('dialog').getByText('points and reasons cannot be changed').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Submit and lock' }).click();
  await page.getByRole('heading', { name: 'Your scorecard stands apart' }).waitFor();
  expect(await page.getByRole('rowheader', { name: /^Member \d/u }).count()).toBeGreaterThan(3);
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Revise it' }).click();
  await page.getByRole('button', { name: 'Leave it as it is' }).click();
  await page.getByRole('button', { name: 'Stand by it' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stand by it' }).click();
  await page.getByText('Locked, stood by').waitFor();
  expect(await lookAround(visited, ['/evaluations', `/evaluations/${evaluation.proposalId}`])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 120_000);
