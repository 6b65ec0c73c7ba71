import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { declareConflict } from '../../functions/evaluation/schema.ts';
import { listOwnProposals } from '../../functions/proposals/schema.ts';
import { undertake } from '../../infra/local/replay/evaluation.ts';
import { startBrowser, visitAs } from '../support/browser.ts';
import { pressByKeyboard, tabTo, typeByKeyboard } from '../support/keyboard.ts';
import { openCall } from '../support/open-call.ts';
import { openEvaluation } from '../support/open-evaluation.ts';
import { proposalTexts } from '../support/proposal-texts.ts';
import { pdfFile } from '../support/sample-files.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
}, 60_000);

afterAll(() => browser.close());

it('a supplier goes from a challenge to its receipt by keyboard alone', async () => {
  const call = await openCall('portal-keyboard', 30 * 24 * 3600, { concurrency: 1 });
  const { page, complaints } = await visitAs(
    browser,
    call.supplier.person,
    `/challenges/${call.challengeId}`,
  );
  page.setDefaultTimeout(20_000);
  await pressByKeyboard(page, page.getByRole('button', { name: 'Begin a proposal' }));
  await page.waitForURL('**/proposals/**');
  for (const [label, text] of Object.entries(proposalTexts)) {
    const field = page.getByLabel(label, { exact: true });
    // A date is typed digit by digit into its parts.
    if ((await field.getAttribute('type')) === 'date') {
      await tabTo(page, field);
      await page.keyboard.type('31122027');
    } else await typeByKeyboard(page, field, text);
  }
  const choosing = page.waitForEvent('filechooser');
  await pressByKeyboard(page, page.locator('input[type=file]'));
  const buffer = await pdfFile();
  await (await choosing).setFiles({ name: '성적서.pdf', mimeType: 'application/pdf', buffer });
  await page.getByText('Checked', { exact: true }).waitFor();
  await page.getByText('Everything that a submission needs is there.').waitFor();
  await page.getByText('Everything is saved.').waitFor();
  await pressByKeyboard(page, page.getByRole('button', { name: 'Check and submit' }), 'Space');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('A station on the ridge.').waitFor();
  await pressByKeyboard(page, dialog.getByRole('button', { name: 'Submit', exact: false }).last());
  await page.getByText('A receipt proves what you submitted and when.').waitFor();
  const saving = page.waitForEvent('download');
  await pressByKeyboard(page, page.getByRole('button', { name: 'Save as a file' }));
  expect((await saving).suggestedFilename()).toMatch(/\.json$/u);
  const { rows } = await call.supplier.api.must(listOwnProposals);
  expect(rows).toMatchObject([{ state: 'SUBMITTED', submissionNumber: 1 }]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 180_000);

it('an evaluator scores, gives reasons and locks by keyboard alone', async () => {
  const { challengeId, evaluator, proposalId, assignments } = await openEvaluation('portal-keys');
  await undertake(evaluator.api, await assignments());
  await evaluator.api.must(declareConflict, { parameters: { challengeId }, body: { conflict: false } });
  const { page, complaints } = await visitAs(browser, evaluator.person, `/evaluations/${proposalId}`);
  page.setDefaultTimeout(20_000);
  await page.getByRole('heading', { name: 'Scorecard' }).waitFor();
  const gates = page.getByRole('radiogroup');
  for (let place = 0; place < (await gates.count()); place += 1) {
    const options = gates.nth(place).getByRole('radio');
    await tabTo(page, options);
    await page.keyboard.press('Space');
    await gates.nth(place).locator('input:checked').waitFor({ state: 'attached' });
  }
  const points = page.locator('input[name^="points."]');
  const criteria = await points.count();
  for (let place = 0; place < criteria; place += 1) {
    await tabTo(page, points.nth(place));
    await page.keyboard.press('PageUp');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Sound.');
  }
  await page.getByText('Everything is saved.').waitFor();
  await pressByKeyboard(page, page.getByRole('button', { name: 'Lock the scorecard' }));
  await pressByKeyboard(page, page.getByRole('button', { name: 'Submit and lock' }));
  await page
    .getByRole('heading', { name: 'The other members' })
    .or(page.getByText(/^Locked/u))
    .first()
    .waitFor();
  const own = (await assignments()).flatMap(({ proposals }) => proposals.map(({ scorecard }) => scorecard));
  expect(own.map((card) => card?.state)).not.toContain('DRAFT');
  expect(own.filter((card) => card !== null)).toHaveLength(1);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 240_000);
