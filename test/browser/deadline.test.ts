import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import {
  draftProposal,
  readProposal,
  saveProposal,
  submitProposal,
} from '../../functions/proposals/schema.ts';
import type { Member } from '../../infra/local/replay/cast.ts';
import { writeVersion } from '../../infra/local/replay/proposals.ts';
import { seriousFindings, signInByPage, startBrowser, visit } from '../support/browser.ts';
import { moveDeadline } from '../support/move-deadline.ts';
import { openCall } from '../support/open-call.ts';

/** For what is done before the first deadline, and between it and the moved one. */
const openForSeconds = 35;
const movedBySeconds = 12;

let browser: Browser;
let call: Awaited<ReturnType<typeof openCall>>;

beforeAll(async () => {
  browser = await startBrowser();
  call = await openCall('deadline-in-sight', openForSeconds, { concurrency: 2 });
}, 120_000);

afterAll(() => browser.close());

const begin = async ({ api }: Member): Promise<string> => {
  const parameters = { challengeId: call.challengeId };
  return (await api.must(draftProposal, { parameters, body: null })).proposalId;
};

/** The text alone, without a submission. */
const save = async ({ api }: Member, proposalId: string, solution: string): Promise<void> => {
  const parameters = { proposalId };
  const { version } = await api.must(readProposal, { parameters });
  await api.must(saveProposal, { parameters, body: { solution }, version });
};

const submitThenChange = async (member: Member, proposalId: string): Promise<void> => {
  await writeVersion(member.api, proposalId, call.rivalProposal, 1);
  await member.api.must(submitProposal, { parameters: { proposalId }, body: null });
  await save(member, proposalId, 'Changed after the submission.');
};

const openForm = async (member: Member, proposalId: string) => {
  const phone = { viewport: { width: 360, height: 780 }, timezoneId: 'Europe/Berlin' };
  const visited = await visit(browser, phone);
  await visited.page.goto(`/proposals/${proposalId}`);
  await signInByPage(visited.page, member.person);
  return visited;
};

const until = (instant: string, moreInMilliseconds: number): Promise<void> =>
  wait(Math.max(0, Date.parse(instant) - Date.now() + moreInMilliseconds));

const closedOf = (page: Page) => page.locator('.closed');
const canOnlyFail = /submit$|withdraw|ask a partner|^leave|remove/iu;

it('the form follows a moved deadline, and once the call closes says what stands, what does not, and keeps what was typed', async () => {
  const { closesAt, supplier, rival } = call;
  const [late, submitted] = await Promise.all([begin(supplier), begin(rival)]);
  await save(supplier, late, 'Saved in time.');
  const [{ page, complaints }] = await Promise.all([
    openForm(supplier, late),
    submitThenChange(rival, submitted),
  ]);
  await page.getByLabel('Solution', { exact: true }).waitFor();
  await page
    .locator('.banner-warning')
    .getByText('An upload that begins before the deadline and ends after it is no submission.')
    .waitFor();
  const moved = await moveDeadline(call, movedBySeconds);
  expect(Date.now()).toBeLessThan(Date.parse(closesAt));

  await page.getByText('The deadline was moved while this page was open.').waitFor({ timeout: 40_000 });
  await page
    .getByText(/^0 d 0 h 0 min \d+ s left$/u)
    .first()
    .waitFor();
  expect(await page.locator('time').first().getAttribute('datetime')).toBe(moved);

  const atHand = page.locator('.at-hand');
  await atHand.getByText(/^0 min \d+ s left$/u).waitFor();
  const { version } = await supplier.api.must(readProposal, { parameters: { proposalId: late } });
  await until(moved, -3500);
  await page.getByLabel('Solution', { exact: true }).fill('Typed in the last second.');
  await supplier.api.must(saveProposal, {
    parameters: { proposalId: late },
    body: { solution: 'Saved elsewhere in time.' },
    version,
  });
  await atHand.getByText('Not saved: something else was saved elsewhere.').waitFor();
  await closedOf(page).getByRole('heading', { name: 'The call has closed' }).waitFor({ timeout: 15_000 });
  await closedOf(page).getByText('Nothing was submitted, so there is nothing to evaluate.').waitFor();
  expect(await page.getByText('is no submission').count()).toBe(0);
  expect(await page.evaluate(`document.activeElement.className`)).toBe('closed');
  const said = await closedOf(page).locator('time').first().innerText();
  expect(said).toContain('(Seoul)');
  expect(said).toContain('Your time:');
  const row = closedOf(page).getByRole('row', { name: 'Solution' });
  expect(await row.getByRole('cell').allTextContents()).toEqual([
    'Typed in the last second.',
    'Saved elsewhere in time.',
  ]);
  const saving = page.waitForEvent('download');
  await closedOf(page).getByRole('button', { name: 'Save my text as a file' }).first().click();
  await saving;
  await page.reload();
  await row.waitFor();

  const other = await openForm(rival, submitted);
  await closedOf(other.page).getByText('Your submission no. 1 stands').waitFor();
  await other.page.getByText('A receipt proves what you submitted and when.').waitFor();
  await closedOf(other.page).getByText('What you saved and did not submit').click();
  await closedOf(other.page).getByText('Changed after the submission.').waitFor();
  for (const shown of [page, other.page]) {
    expect(await shown.getByRole('button', { name: canOnlyFail }).count()).toBe(0);
    expect(await seriousFindings(shown)).toEqual([]);
  }
  // A save that began before the closing may have been refused after it, and one was for what was saved elsewhere.
  expect([...complaints, ...other.complaints].filter((text) => !/ (?:409|412) /u.test(text))).toEqual([]);
  await page.context().close();
  await other.page.context().close();
}, 90_000);
