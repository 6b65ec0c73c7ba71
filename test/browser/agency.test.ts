import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type * as v from 'valibot';
import { agencyApis } from '../../infra/local/replay/cast.ts';
import { silentProgress } from '../../infra/local/replay/progress.ts';
import { waitForPhase } from '../../infra/local/replay/wait-for-phase.ts';
import type { readMeasuredOutages } from '../../functions/outages/schema.ts';
import { addSeconds, type Instant, instantOf } from '../../functions/platform/instant.ts';
import { isRefusal } from '../../functions/platform/refusal.ts';
import { createTable } from '../../functions/platform/table.ts';
import { prepareOutageMove } from '../../functions/rounds/prepare-outage-move.ts';
import { openCall } from '../support/open-call.ts';
import { lookAround, seriousFindings, startBrowser, visit, visitAs } from '../support/browser.ts';
import { act, declareClear, send } from '../support/portal-acts.ts';
import { sharedStack } from '../support/stack.ts';

const { agency } = sharedStack();
let browser: Browser;
let call: Awaited<ReturnType<typeof openCall>>;

beforeAll(async () => {
  call = await openCall('portal-agency', 6, { concurrency: 1, holdInSeconds: 1 });
  browser = await startBrowser();
}, 60_000);

afterAll(() => browser.close());

/** The card of the inbox that is about a round. */
const cardOf = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name }).last();

/** A minute in Seoul as its field takes it, so many days ahead. */
const seoulMinuteAhead = (days: number): string =>
  new Date(Date.now() + days * 86_400_000 + 9 * 3_600_000).toISOString().slice(0, 16);

/** What the API answers of an hour without a good heartbeat over a deadline. */
const measuredOutage = (
  deadline: Instant,
  movesTo: Instant,
): v.InferOutput<typeof readMeasuredOutages.answer> => {
  const [beganAt, recoveredAt] = [addSeconds(deadline, -1800), addSeconds(deadline, 1800)];
  const from = addSeconds(deadline, -14_520);
  const sentAt = (minute: number) => addSeconds(from, minute * 60);
  const outage = { beganAt, recoveredAt };
  return {
    assessment: {
      deadline,
      window: { from, to: addSeconds(deadline, 3600) },
      measuredFrom: from,
      expected: 302,
      kept: 243,
      outages: [outage],
      touching: [outage],
      isBeingAssessed: false,
      movesTo,
    },
    heartbeats: Array.from({ length: 302 }, (_, minute) => {
      const isGood = sentAt(minute) <= beganAt || sentAt(minute) >= recoveredAt;
      return {
        sentAt: sentAt(minute),
        answeredAt: isGood ? addSeconds(sentAt(minute), 1) : null,
        probes: [
          {
            name: 'gateway',
            isGood,
            tookInMilliseconds: isGood ? 40 : 20_000,
            failure: isGood ? null : 'TimeoutError',
          },
          { name: 'submission', isGood: true, tookInMilliseconds: 30, failure: null },
        ],
      };
    }),
  };
};

describe('the agency', () => {
  it('plans a round, calls for challenges and moves its deadline by two people, on phones', async () => {
    const name = `Round of ${crypto.randomUUID().slice(0, 8)}`;
    const { page, complaints } = await visitAs(browser, agency.staff, '/agency');
    await page.getByRole('button', { name: 'Plan a round' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Plan a round' }).click();
    await dialog.getByText('Give the round a name in both languages.').first().waitFor();
    await dialog.getByLabel('Name (Korean)').fill('휴대전화로 만든 회차');
    await dialog.getByLabel('Name (English)').fill(name);
    await dialog.getByRole('button', { name: 'Plan a round' }).click();
    await page.waitForURL('**/agency/rounds/**');
    await page.getByRole('button', { name: 'Call for challenges' }).click();
    await dialog.getByLabel('Deadline').fill(seoulMinuteAhead(10));
    await dialog.getByText('It may fall on a day that is no working day').click();
    await dialog.getByRole('button', { name: 'Call for challenges' }).click();
    await page.getByText('The call ends by itself at its deadline.').waitFor();

    await page.getByRole('button', { name: 'Move the deadline' }).click();
    await dialog.getByLabel('Deadline').fill(seoulMinuteAhead(20));
    await dialog.getByText('It may fall on a day that is no working day').click();
    await dialog.getByLabel('Reason').fill('Bodies asked for time');
    await dialog.getByRole('button', { name: 'Move the deadline' }).click();
    await page.getByText('An approver who did not prepare it decides.').waitFor();
    expect(await page.getByRole('button', { name: 'Approve the move' }).count()).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);

    const approver = await visitAs(browser, agency.approver, '/agency/inbox');
    const waiting = cardOf(approver.page, name);
    await waiting.getByText('10 days and 0 hours later').waitFor();
    await waiting.getByRole('button', { name: 'Approve the move' }).click();
    await approver.page.getByRole('dialog').getByRole('button', { name: 'Approve the move' }).click();
    await waiting.waitFor({ state: 'detached' });
    expect([...complaints, ...approver.complaints]).toEqual([]);
    await page.context().close();
    await approver.page.context().close();
  }, 90_000);

  it('sees the outages over a deadline and what the rule makes of them, and takes back the move', async () => {
    const { closesAt, roundId, stage } = call;
    const path = `/agency/rounds/${roundId}/outages`;
    const movesTo = addSeconds(closesAt, 3 * 3600);
    const { staff } = agencyApis(stage);
    await waitForPhase(staff, silentProgress, {
      roundId,
      phase: 'CLOSED_FOR_PROPOSALS',
      because: 'deadline',
    });
    const visited = await visitAs(browser, agency.staff, '/agency');
    const { page, complaints } = visited;
    page.setDefaultTimeout(20_000);
    await page.goto(path);
    await page.getByText('No outage moves the deadline.').waitFor();
    await page.getByText(/^Show all \d+ heartbeats?$/u).click();
    // A gap in the heartbeats of the system that all suites share would move the deadlines of all.
    await page.route(
      ({ pathname }) => pathname.endsWith(`/rounds/${roundId}/preparation/outages`),
      (route) => route.fulfill({ json: measuredOutage(closesAt, movesTo) }),
    );
    const prepared = await prepareOutageMove(
      createTable(sharedStack().outputs['TableName'] ?? ''),
      roundId,
      { to: movesTo, reason: 'No answer for an hour', evidence: path, task: 'watch-submissions' },
      instantOf(Date.now()),
    );
    expect(isRefusal(prepared)).toBe(false);
    await page.reload();
    await page.getByRole('heading', { name: 'Outages move the deadline to' }).waitFor();
    await page.getByRole('table', { name: 'Outages' }).getByText('1 hour').waitFor();
    await page.getByText('Gateway failed after 20,000 ms: TimeoutError').first().waitFor();
    expect(await page.getByRole('button', { name: 'Approve the move' }).count()).toBe(0);
    expect(await lookAround(visited, [path])).toEqual([]);
    await page.getByRole('button', { name: 'Take the move back' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('The canary alone was down');
    await dialog.getByRole('button', { name: 'Take the move back' }).click();
    await page.getByText('This move was dropped by a person').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 90_000);

  it('opens what is sealed by two people, and nobody of them alone', async () => {
    const board = `/agency/rounds/${call.roundId}`;
    const { page, complaints } = await visitAs(browser, agency.staff, board);
    await page.getByRole('button', { name: 'Prepare the opening' }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByLabel('Why the deadline stands')
      .fill('The call of a test is measured for seconds only');
    await dialog.getByRole('button', { name: 'Prepare the opening' }).click();
    await page.getByRole('heading', { name: 'Opening of the proposals' }).waitFor();
    expect(await page.getByRole('button', { name: 'Open the proposals' }).count()).toBe(0);

    const approver = await visitAs(browser, agency.approver, board);
    await approver.page.getByRole('button', { name: 'Open the proposals' }).click();
    await approver.page.getByRole('dialog').getByRole('button', { name: 'Open the proposals' }).click();
    await approver.page.getByText('Opened', { exact: true }).waitFor();
    expect([...complaints, ...approver.complaints]).toEqual([]);
    await page.context().close();
    await approver.page.context().close();
  }, 90_000);

  it('has rooms that everybody of it can read', async () => {
    const board = `/agency/rounds/${call.roundId}`;
    const paths = ['/agency', '/agency/inbox', '/agency/organisations', board, `${board}/challenges`];
    const seen = await visitAs(browser, agency.staff, '/agency');
    expect(await lookAround(seen, paths)).toEqual([]);
    await seen.page.context().close();
  }, 120_000);
});

it('staff begin the screening, announce a delay, and cancel the round with what follows from it spelled out', async () => {
  const board = `/agency/rounds/${call.roundId}`;
  const reason = '<i>The budget was taken back.</i>';
  const visited = await visitAs(browser, agency.staff, board);
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  await declareClear(page);
  await act(page, 'Begin the screening');
  await send(page, 'Begin the screening');
  await page.getByText('Decide on every proposal and draw the panels').waitFor();

  const dialog = await act(page, 'Announce a delay of the decision');
  await dialog.getByRole('button', { name: 'Announce a delay of the decision' }).click();
  await dialog.getByText('Enter the day and the time for which the decision is promised.').first().waitFor();
  await dialog.getByLabel('Decision promised for').fill('2033-05-04T18:00');
  await dialog.getByLabel('Reason').fill('The panel’s chair is ill');
  await send(page, 'Announce a delay of the decision');
  const outside = await visit(browser);
  await outside.page.goto(`/rounds/${call.roundId}`);
  await outside.page.getByText('The panel’s chair is ill').first().waitFor();
  expect(await lookAround(outside, [`/rounds/${call.roundId}`])).toEqual([]);

  await act(page, 'Cancel the round');
  await dialog.getByText('Every proposal becomes void').waitFor();
  await dialog.getByRole('button', { name: 'Cancel the round' }).click();
  await dialog.getByText('Give the reason.').first().waitFor();
  await dialog.getByLabel('Reason').fill(reason);
  await send(page, 'Cancel the round');
  await page.getByText('The round was cancelled.').waitFor();
  const promised = page.getByRole('row').filter({ hasText: 'The decision is promised' });
  await promised.getByText('No longer').waitFor();
  expect(await page.getByRole('button', { name: 'Cancel the round' }).count()).toBe(0);
  expect(await page.getByText('when staff move the round on').count()).toBe(0);
  expect(await lookAround(visited, [board])).toEqual([]);
  await outside.page.reload();
  await outside.page.getByText('Cancelled', { exact: true }).first().waitFor();
  expect([...complaints, ...outside.complaints]).toEqual([]);
  await outside.page.context().close();
  await page.context().close();
}, 120_000);

it('staff say of a day that the agency is closed, and take it back', async () => {
  const visited = await visitAs(browser, agency.staff, '/agency');
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  const dialog = page.getByRole('dialog');
  await page.getByRole('link', { name: 'Working days' }).click();
  await page.getByRole('button', { name: 'Say of a day' }).click();
  await dialog.getByRole('button', { name: 'Say of a day' }).click();
  await dialog.getByText('Enter the day.').waitFor();
  await dialog.getByText('Choose what holds.').waitFor();
  await dialog.getByLabel('Day', { exact: true }).fill('2033-05-04');
  await dialog.getByText('The agency is closed').click();
  await dialog.getByLabel('Reason (Korean)').fill('<i>창립기념일</i>');
  await dialog.getByLabel('Reason (English)').fill('<i>Foundation day</i>');
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Say of a day' }).click();
  // The year of the day is shown.
  await page.getByText('<i>Foundation day</i>').waitFor();
  await page.getByText('The state has not published this year’s holidays yet.').waitFor();
  expect(await seriousFindings(page)).toEqual([]);

  await page.getByRole('button', { name: /^Take it back/u }).click();
  await dialog.getByLabel('Reason (Korean)').fill('하루 앞당김');
  await dialog.getByLabel('Reason (English)').fill('A day earlier');
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('<i>Foundation day</i>').waitFor({ state: 'detached' });
  expect(await lookAround(visited, ['/agency/calendar'])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 120_000);
