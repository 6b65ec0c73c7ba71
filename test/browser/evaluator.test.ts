import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import {
  answerClarification,
  listClarifications,
  proposeClarification,
} from '../../functions/evaluation/schema.ts';
import {
  lookAround,
  seriousFindings,
  signInByPage,
  startBrowser,
  visit,
  visitAs,
} from '../support/browser.ts';
import { openEvaluation } from '../support/open-evaluation.ts';

let browser: Browser;
let evaluation: Awaited<ReturnType<typeof openEvaluation>>;

beforeAll(async () => {
  evaluation = await openEvaluation('portal-evaluator');
  browser = await startBrowser();
}, 240_000);

afterAll(() => browser.close());

const question = '<b>How was the range measured?</b>';

/** Half an hour from now in Seoul, as a field takes it. */
const inHalfAnHour = () => new Date(Date.now() + 9.5 * 3_600_000).toISOString().slice(0, 16);

/** The board tells what is awaited by counts, and leads to the panel. */
const seeWhatIsAwaited = async () => {
  const { roundId, stage } = evaluation;
  const board = `/agency/rounds/${roundId}`;
  const visited = await visitAs(browser, stage.agency.staff, board);
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  for (const block of ['1 member of the panel has not declared', '1 scorecard is not locked'])
    expect(await page.getByRole('link', { name: block }).getAttribute('href')).toContain('/panels#panel-');
  expect(await lookAround(visited, [board])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
};

/** Staff go from the board to what waits, put one question in other words, and decline the other. */
const dealWithQuestions = async () => {
  const { proposalId, roundId, stage, evaluator } = evaluation;
  const parameters = { proposalId };
  await evaluator.api.must(proposeClarification, { parameters, body: { question: 'Cheaper?' } });
  const visited = await visitAs(browser, stage.agency.staff, `/agency/rounds/${roundId}`);
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  await page.getByRole('link', { name: '2 questions of the panel wait' }).click();
  await page.getByText(question).waitFor();
  const dialog = page.getByRole('dialog');
  const card = (text: string) => page.getByRole('listitem').filter({ hasText: text });
  await card('Cheaper?').getByRole('button', { name: 'Decline' }).click();
  await dialog.getByRole('button', { name: 'Decline' }).click();
  await dialog.getByText('Give the reason.').waitFor();
  await dialog.getByLabel('Reason, as the panel reads it').fill('The price stays as submitted');
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Decline' }).click();
  await page.getByText('Not put to the supplier', { exact: true }).waitFor();
  await card(question).getByRole('button', { name: 'Put it to the supplier' }).click();
  await dialog.getByRole('button', { name: 'Put it to the supplier' }).click();
  await dialog.getByText('Enter the day and the time of the deadline.').waitFor();
  await dialog.getByLabel('Question').fill(`${question} Where?`);
  await dialog.getByLabel('To be answered by').fill(inHalfAnHour());
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Put it to the supplier' }).click();
  await page.getByText('Waits for the answer').waitFor();
  const path = `/agency/rounds/${roundId}/proposals/${proposalId}`;
  expect(await lookAround(visited, [path])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
};

/** The supplier answers whatever was put to it. */
const answerQuestions = async () => {
  const { proposalId, supplier } = evaluation;
  const { rows } = await supplier.api.must(listClarifications, { parameters: { proposalId } });
  expect(rows.map((row) => row.question)).toEqual([`${question} Where?`]);
  for (const { clarificationId } of rows)
    await supplier.api.must(answerClarification, {
      parameters: { proposalId, clarificationId },
      body: { text: 'Report T-0415, page 3', changesNoOffer: true },
    });
};

/** Staff open the panels' page and there a meeting. */
const callPanel = async () => {
  const { roundId, stage } = evaluation;
  const { page, complaints } = await visitAs(browser, stage.agency.staff, `/agency/rounds/${roundId}/panels`);
  page.setDefaultTimeout(20_000);
  await page.getByRole('button', { name: 'Open a meeting of the panel' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What the panel is to talk about').fill('<i>The flight time</i>');
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Open a meeting of the panel' }).click();
  await page.getByText('Still open').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
};

/** Staff close the meeting with its minutes. */
const dismissPanel = async () => {
  const { roundId, stage } = evaluation;
  const path = `/agency/rounds/${roundId}/panels`;
  const visited = await visitAs(browser, stage.agency.staff, path);
  const { page } = visited;
  page.setDefaultTimeout(20_000);
  await page.getByRole('button', { name: 'Close the meeting' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Close the meeting' }).click();
  await dialog.getByText('Give the reason.').waitFor();
  await dialog.getByLabel('Minutes').fill('The report was read together');
  await dialog.getByRole('button', { name: 'Close the meeting' }).click();
  await page.getByText('The report was read together').waitFor();
  expect(await lookAround(visited, [path])).toEqual([]);
  await page.context().close();
};

it('an evaluator declares, reads, scores by keyboard, locks, stands by a scorecard that stands apart, and revises it as the panel meets', async () => {
  await seeWhatIsAwaited();
  const visited = await visit(browser, { viewport: { width: 360, height: 780 } });
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  await page.goto('/evaluations');
  await signInByPage(page, evaluation.evaluator.person);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'My evaluations' }).click();
  await page.getByText('Declaration needed').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Undertake confidentiality' }).click();
  await page.getByRole('dialog').getByText('I keep to myself').waitFor();
  // What is missing is said, and nothing sent.
  await page.getByRole('button', { name: 'I undertake this' }).click();
  await page.getByRole('dialog').getByRole('alert').getByText('Read the text and agree to it.').waitFor();
  await page.getByRole('dialog').getByText('I have read this').click();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'I undertake this' }).click();
  await page.getByRole('button', { name: 'Declare', exact: true }).click();
  await page.getByRole('button', { name: 'I declare this' }).click();
  await page.getByRole('dialog').getByRole('alert').getByText('Choose whether').waitFor();
  await page.getByRole('dialog').getByText('I have no conflict').click();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'I declare this' }).click();
  await page.getByText('No conflict declared').waitFor();
  await page.getByText('My undertaking of confidentiality').click();
  await page.getByText('I keep to myself').waitFor();
  await page.getByRole('main').getByRole('listitem').getByRole('link').click();
  await page.getByRole('heading', { name: 'Scorecard' }).waitFor();
  // What the screening found is there to weigh.
  await page.getByRole('heading', { name: 'Found eligible' }).waitFor();
  // Nothing is judged of peers before the own scorecard is locked.
  expect(await page.getByText('The other members').count()).toBe(0);
  await page.getByRole('button', { name: /^View .*\.pdf$/u }).click();
  await page.locator('iframe').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Close the document' }).click();
  await page.getByRole('button', { name: 'Propose a question' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Propose a question' }).click();
  await page.getByRole('dialog').getByText('Write the question.').waitFor();
  await page.getByRole('dialog').getByLabel('Question').fill(question);
  await page.reload();
  await page.getByRole('button', { name: 'Propose a question' }).click();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Propose a question' }).click();
  await page.getByText('Proposed, not put to the supplier yet').waitFor();
  await page.getByText(question).waitFor();
  await dealWithQuestions();
  await answerQuestions();
  await page.reload();
  await page.getByText('The price stays as submitted').waitFor();
  await page.getByText('Report T-0415, page 3').waitFor();
  await page.getByRole('button', { name: 'Lock the scorecard' }).click();
  await page.getByRole('alert').getByText('Fits the field: fill this in.').waitFor();
  for (const gate of await page.getByRole('radiogroup').all())
    await gate.getByText('Met', { exact: true }).click();
  const meanings = page.getByRole('list', { name: 'what they mean' }).first();
  expect(await meanings.getByRole('listitem').count()).toBeGreaterThan(1);
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
  // What one point reaches is the least of the meanings; so few points need a reason.
  await expect(meanings.locator('[aria-current]').innerText()).resolves.toMatch(/^0\.00/u);
  expect(await page.getByText('Needed below 6.00 and above 9.00 points').count()).toBe(criteria);
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
  await callPanel();
  await page.reload();
  await page.getByRole('heading', { name: 'The panel meets' }).waitFor();
  await page.getByText('<i>The flight time</i>').waitFor();
  await page.getByRole('button', { name: 'Revise it' }).click();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Send the revision' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send the revision' }).click();
  await page.getByRole('dialog').getByRole('alert').waitFor();
  await page.keyboard.press('Escape');
  await page.getByLabel('Why you revise it').fill('I had misread the report');
  await page.getByRole('button', { name: 'Send the revision' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send the revision' }).click();
  await page.getByText('You have revised this scorecard.').waitFor();
  await page.getByText('I had misread the report').waitFor();
  await dismissPanel();
  await page.reload();
  await page.getByText('Locked, revised').waitFor();
  expect(await page.getByRole('heading', { name: 'The panel meets' }).count()).toBe(0);
  expect(await lookAround(visited, ['/evaluations', `/evaluations/${evaluation.proposalId}`])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 240_000);
