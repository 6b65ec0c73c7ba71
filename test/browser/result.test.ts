import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { agencyApis } from '../../infra/local/replay/cast.ts';
import { listNotices } from '../../functions/notices/schema.ts';
import { readDecision, readRecommendation } from '../../functions/decisions/schema.ts';
import { readChallenge } from '../../functions/challenges/schema.ts';
import { declareOwnConflict, listOpenedProposals } from '../../functions/evaluation/schema.ts';
import { checkFiles } from '../../functions/ledger/check-files.ts';
import { readObjection } from '../../functions/objections/schema.ts';
import { lookAround, seriousFindings, startBrowser, visit, visitAs } from '../support/browser.ts';
import { act, saveFromRecord, send } from '../support/portal-acts.ts';
import { pdfFile } from '../support/sample-files.ts';
import { openStandstill } from '../support/open-standstill.ts';

let browser: Browser;
let standstill: Awaited<ReturnType<typeof openStandstill>>;
let pdf: Buffer;

beforeAll(async () => {
  standstill = await openStandstill('portal-result');
  pdf = await pdfFile();
  browser = await startBrowser();
}, 180_000);

afterAll(() => browser.close());

const hostile =
  '<img src=x onerror="document.title=\'run\'"> Two cards take our measured range for an estimate.';

/** Markup, quotes, and as long as a name may be. */
const fileName = `측정 <img src=x onerror="document.title='run'"> ${'기록'.repeat(70)}.pdf`;

it('a supplier reads its result, objects on a phone, and reads what was decided', async () => {
  const { row, supplier, stage } = standstill;
  const { proposalId } = row;
  const { page, complaints } = await visitAs(browser, supplier.person, `/proposals/${proposalId}`);
  await page.getByRole('link', { name: 'See the result' }).click();
  await page.getByRole('heading', { name: 'What was decided' }).waitFor();
  await page.getByText(`${row.rank} of 2`).waitFor();
  const cards = page.getByRole('region', { name: 'The scorecards' });
  expect(await cards.locator('summary').count()).toBeGreaterThanOrEqual(5);
  await cards.locator('summary').first().click();
  await cards.getByText('Meets the targets').first().waitFor();
  expect(await seriousFindings(page)).toEqual([]);

  const files = page.getByRole('region', { name: 'Files that go along' });
  const program = { name: '측정.exe', mimeType: 'application/octet-stream', buffer: pdf };
  await files.locator('input[type=file]').setInputFiles(program);
  await files
    .locator('input[type=file]')
    .setInputFiles({ ...program, name: '빈 기록.pdf', buffer: Buffer.from(' ') });
  await files.getByText('빈 기록.pdf was refused.').waitFor();
  await act(page, 'Remove 빈 기록.pdf');
  await send(page, 'Remove');
  // As a Mac writes it; it is kept as everybody types it.
  await files
    .locator('input[type=file]')
    .setInputFiles({ name: fileName.normalize('NFD'), mimeType: 'application/pdf', buffer: pdf });
  const brought = files.getByRole('listitem').filter({ hasText: fileName });
  await brought.getByText('Checked', { exact: true }).waitFor();
  await files.getByText('측정.exe cannot be attached.').waitFor();
  await page.getByRole('button', { name: 'Object to the decision' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('These files keep it from being sent:').waitFor();
  await dialog.getByRole('button', { name: 'Object to the decision' }).click();
  await dialog.getByText('Enter the text.').waitFor();
  await dialog.getByLabel('Your objection').fill(hostile);
  expect(await seriousFindings(page)).toEqual([]);
  await page.reload();
  await page.getByRole('button', { name: 'Object to the decision' }).click();
  expect(await dialog.getByLabel('Your objection').inputValue()).toBe(hostile);
  await dialog.getByText('These files go along:').waitFor();
  await dialog.getByRole('button', { name: 'Object to the decision' }).click();
  await page.getByText('Being looked into').waitFor();
  const parameters = { proposalId };
  expect(await supplier.api.must(readObjection, { parameters })).toMatchObject({
    text: hostile,
    documents: [{ fileName, sizeInBytes: pdf.length }],
  });
  const path = `/agency/rounds/${standstill.roundId}/decision`;
  const approver = await visitAs(browser, stage.agency.approver, path);
  await saveFromRecord(approver.page, fileName, pdf);
  expect(await approver.page.evaluate('document.title')).not.toBe('run');
  expect(await lookAround(approver, [path])).toEqual([]);
  await approver.page.context().close();

  const judge = await visitAs(browser, stage.agency.deputy, '/agency/inbox');
  judge.page.setDefaultTimeout(20_000);
  const waiting = judge.page.getByRole('listitem').filter({ hasText: hostile }).last();
  // Who objects to what is said in words.
  expect(await waiting.getByText(proposalId).count()).toBe(0);
  await waiting.getByRole('button', { name: 'Decide the objection' }).click();
  const deciding = judge.page.getByRole('dialog');
  await deciding.getByRole('button', { name: 'Decide the objection' }).click();
  await deciding.getByText('Choose the decision.').first().waitFor();
  await deciding.getByText('Dismiss', { exact: true }).click();
  await deciding.getByLabel('Reasons').fill('The scorecards follow the published anchors.');
  await send(judge.page, 'Decide the objection');
  await waiting.waitFor({ state: 'detached' });
  expect(await lookAround(judge, ['/agency/inbox'])).toEqual([]);
  await judge.page.context().close();
  await page.reload();
  await page.getByText('The scorecards follow the published anchors.').waitFor();
  await page.getByRole('main').getByText('Your objection').last().click();
  await page.getByText(hostile).waitFor();
  // That there was no objection yet, the browser calls an error.
  expect(complaints.filter((complaint) => !complaint.includes('404'))).toEqual([]);
  await page.context().close();

  const later = await visitAs(browser, supplier.person, `/proposals/${proposalId}/result`);
  expect(await lookAround(later, [`/proposals/${proposalId}`, `/proposals/${proposalId}/result`])).toEqual(
    [],
  );
  await later.page.context().close();
}, 120_000);

it('an approver sees what a revised list changes beside the list that stands, and approves that very sheet', async () => {
  const { roundId, stage } = standstill;
  const { approver } = agencyApis(stage);
  const parameters = { roundId };
  const [decision, { list, scoreSheet }] = await Promise.all([
    approver.must(readDecision, { parameters }),
    approver.must(readRecommendation, { parameters }),
  ]);
  const [first, second] = list.list;
  if (first?.outcome !== 'FUNDED' || second === undefined) throw new Error('The first of the two is bought');
  const sheetSha256 = 'b'.repeat(64);
  const swapped = {
    ...list,
    committedInWon: second.priceInWon,
    list: [
      { ...second, rank: 1, total: 9600, outcome: 'FUNDED', reason: null },
      { ...first, rank: 2, outcome: 'RESERVE', reason: 'challenge-served' },
    ],
  };
  const visited = await visitAs(browser, stage.agency.approver, '/agency');
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  // A fresh panel takes longer than a test; what the API answers of one is tested where it is made.
  await page.route(
    ({ pathname }) => pathname.endsWith(`/rounds/${roundId}/decision`) && !pathname.startsWith('/agency'),
    (route) => route.fulfill({ json: { ...decision, revisionSha256: sheetSha256 } }),
  );
  await page.route(
    ({ pathname }) => pathname.endsWith('/decision/revision/records'),
    (route) =>
      route.fulfill({
        json: {
          sheetSha256,
          listSha256: sheetSha256,
          recommendedAt: decision.recommendedAt,
          list: swapped,
          scoreSheet,
          stillReopened: [first.proposalId],
        },
      }),
  );
  await page.goto('/agency/inbox');
  const card = page.getByRole('listitem').filter({ hasText: 'Revised decision' }).last();
  await card.getByText(': Funded instead of In reserve').waitFor();
  await card.getByText(': In reserve instead of Funded').waitFor();
  const lines = card.getByRole('table', { name: 'Lines that change' });
  await lines.getByText('2 → 1').waitFor();
  await lines.getByText('→ 96.00').waitFor();
  await card.getByText('1 reopened proposal is still under fresh evaluation').waitFor();
  expect(await card.getByText(/stays? as/u).count()).toBe(0);
  expect(await card.getByText(first.proposalId).count()).toBe(0);
  const path = `/agency/rounds/${roundId}/decision`;
  expect(await lookAround(visited, ['/agency/inbox', path])).toEqual([]);
  await page.getByRole('heading', { name: 'Revised list' }).waitFor();
  const revised = page.getByRole('table', { name: 'Revised list' });
  await revised.getByText('Still under fresh evaluation: this line stands').waitFor();
  const sending = page.waitForRequest((request) => request.url().endsWith('/decision/revision/approval'));
  await act(page, 'Approve the revised decision');
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Approve the revised decision' }).click();
  expect((await sending).postDataJSON()).toEqual({ sheetSha256 });
  // The API knows of no revision.
  await page.getByText('No outcome is open').waitFor();
  expect(complaints.filter((complaint) => !complaint.includes('409'))).toEqual([]);
  await page.context().close();
}, 120_000);

it('a supplier reads what it was told, page after page, and in the other language', async () => {
  const visited = await visitAs(browser, standstill.supplier.person, '/account');
  const { page, complaints } = visited;
  await page.getByText('You are written to in Korean.').waitFor();
  await page.getByRole('button', { name: 'Change the language of notices' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('English', { exact: true }).click();
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Change the language of notices' }).click();
  await page.getByText('You are written to in English.').waitFor();

  // Whole pages of notices would take a year to come.
  await page.route('**/api/notices*', async (route) => {
    const { searchParams, origin, pathname } = new URL(route.request().url());
    const answer = await route.fetch({ url: `${origin}${pathname}` });
    const { rows, ...rest } = v.parse(listNotices.answer, await answer.json());
    const isFirst = !searchParams.has('cursor');
    const json = {
      ...rest,
      rows: isFirst ? rows.slice(0, 1) : rows.slice(1),
      cursor: isFirst ? 'next' : null,
    };
    await route.fulfill({ json });
  });
  await page.reload();
  await page.getByRole('link', { name: 'Read my notices' }).click();
  const notices = page.getByRole('main').getByRole('listitem');
  await notices.filter({ hasText: '[Objection decided]' }).waitFor();
  expect(await notices.count()).toBe(1);
  await page.getByRole('button', { name: 'Show older notices' }).click();
  await notices.filter({ hasText: '[Received]' }).first().waitFor();
  await notices.filter({ hasText: '[Result]' }).waitFor();
  expect(await page.getByRole('button', { name: 'Show older notices' }).count()).toBe(0);
  await notices.first().getByRole('link', { name: 'Go to what it is about' }).click();
  await page.getByText('The scorecards follow the published anchors.').waitFor();
  expect(await lookAround(visited, ['/account', '/notices', '/proposals'])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 90_000);

it('an auditor reads the ledger and what was refused, and checks the files of the ledger offline', async () => {
  const { roundId, row, stage } = standstill;
  const { challengeId, proposalId } = row;
  const body = { challengeId, reason: 'Its engineer is my brother' };
  const { colleague } = agencyApis(stage);
  await colleague.must(declareOwnConflict, { body });
  const again = await colleague.call(declareOwnConflict, { body });
  expect(again.status).toBe(409);
  const board = `/agency/rounds/${roundId}`;
  const visited = await visitAs(browser, stage.agency.auditor, board, { acceptDownloads: true });
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  await page.getByRole('link', { name: 'Ledger', exact: true }).click();
  await page.getByText('In the last checkpoint').first().waitFor();
  await page.getByLabel('Search').fill(`proposal/${proposalId}`);
  const entries = page.getByRole('table', { name: 'Entries' }).getByRole('row');
  const submitted = entries.filter({ hasText: 'Submit' }).first();
  await submitted.getByText('Yes', { exact: true }).waitFor();
  // It is told which proposal that was, and codes only to who wants to compare them.
  const { rows } = await agencyApis(stage).auditor.must(listOpenedProposals, {
    parameters: { roundId },
    query: {},
  });
  const opened = rows.find((one) => one.proposalId === proposalId);
  await submitted.getByText(opened?.title?.en ?? proposalId).waitFor();
  expect(await entries.getByText(proposalId).count()).toBe(0);
  await page.getByText('Show the codes as they were hashed').click();
  await submitted.getByText(`proposal/${proposalId}`).waitFor();
  expect(await page.getByText('Proved').count()).toBe(0);
  await page.getByLabel('Search').fill('give-notice');
  await entries.filter({ hasText: `round/${roundId}` }).waitFor();
  const files: { name: string; text: string }[] = [];
  for (const name of ['Save the checkpoints', 'Save the ledger']) {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    const saved = await download;
    files.push({ name: saved.suggestedFilename(), text: readFileSync(await saved.path(), 'utf8') });
  }
  const { broken, held } = checkFiles(files, null);
  expect(broken).toBeNull();
  expect(held.length).toBeGreaterThan(1);

  await page.goto(`${board}/refusals`);
  const refused = page.getByRole('table', { name: 'Refused attempts' }).getByRole('row');
  const attempt = refused.filter({ hasText: 'Declare a conflict of interest' });
  await attempt.getByText('Challenge', { exact: true }).waitFor();
  const { title } = await agencyApis(stage).auditor.must(readChallenge, { parameters: { challengeId } });
  await attempt.getByText(title.en, { exact: true }).waitFor();
  expect(await attempt.getByText(challengeId).count()).toBe(0);
  await page.goto('/agency');
  await page.getByRole('link', { name: 'Ledger of the agency' }).click();
  await page.getByRole('table', { name: 'Entries' }).waitFor();
  const paths = [`${board}/ledger`, `${board}/refusals`, '/agency/ledger', `/rounds/${roundId}/figures`];
  expect(await lookAround(visited, paths)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 180_000);

it('anybody takes the files of a result along, and has them made again on a phone', async () => {
  const path = `/rounds/${standstill.roundId}/results`;
  const visited = await visit(browser, { viewport: { width: 360, height: 780 }, acceptDownloads: true });
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  await page.goto(path);
  await page.getByRole('button', { name: 'Work out what hangs on one scorecard' }).click();
  await page.getByText('No outcome hangs on a single scorecard.').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  const files: { name: string; mimeType: string; buffer: Buffer }[] = [];
  for (const name of ['the score sheet', 'the priority list', 'the record of the draw', 'the round']) {
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: `Download ${name} (JSON)` }).click();
    const saved = await download;
    const buffer = readFileSync(await saved.path());
    files.push({ name: saved.suggestedFilename(), mimeType: 'application/json', buffer });
  }
  await page.goto(`/rounds/${standstill.roundId}/figures`);
  const figure = page
    .locator('section.figure')
    .filter({ has: page.locator('svg.figure-plot') })
    .first();
  const takenAs = async (kind: string): Promise<string> => {
    const taking = page.waitForEvent('download');
    await figure.getByRole('button', { name: kind }).click();
    return readFileSync(await (await taking).path(), 'utf8');
  };
  const lines = (await takenAs('CSV')).trim().split('\r\n');
  await figure.getByText(/^Table: /u).click();
  expect(lines).toHaveLength(await figure.getByRole('row').count());
  const drawing = await takenAs('SVG');
  expect(drawing).toMatch(/^<svg [^>]*xmlns=/u);
  expect(drawing).not.toMatch(/var\(|currentColor|class=/u);
  expect(drawing).toContain('Pretendard');
  await page.goto('/verify');
  await page.locator('input[type=file]').setInputFiles(files);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  const said = page.locator('.banner');
  await said.getByText('All of it holds').waitFor();
  for (const part of [
    'to the byte what the rules make',
    'the secret is that whose hash',
    'decides ties by the seed',
  ])
    await said.getByText(part).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.evaluate("localStorage.setItem('first-buyer.language', 'ko')");
  await page.goto('/verify');
  await page.locator('input[type=file]').setInputFiles(files);
  await page.getByRole('button', { name: '검증하기', exact: true }).click();
  await said.getByText('규칙을 적용한 목록과 한 바이트도 다르지 않습니다.').waitFor();
  expect(
    await said
      .getByRole('listitem')
      .filter({ hasNotText: /[가-힣]/u })
      .count(),
  ).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 90_000);
