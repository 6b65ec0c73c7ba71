import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { agencyApis, assembleCast } from '../../infra/local/replay/cast.ts';
import { idOf, memberOf } from '../../infra/local/replay/challenges.ts';
import { declare, listPool, screen } from '../../infra/local/replay/evaluation.ts';
import { listEvaluators, listPanels } from '../../functions/evaluation/schema.ts';
import { lookAround, seriousFindings, startBrowser, visitAs } from '../support/browser.ts';
import { challengeKey, openScreening } from '../support/open-screening.ts';

let browser: Browser;
let screening: Awaited<ReturnType<typeof openScreening>>;

beforeAll(async () => {
  screening = await openScreening('portal-panels', { perChallenge: 1, evaluators: 7 });
  const { stage, scene } = screening;
  await listPool(stage, { ...scene, evaluators: scene.evaluators.slice(1) });
  await screen(stage, scene);
  browser = await startBrowser();
}, 180_000);

afterAll(() => browser.close());

it('staff list an evaluator, draw by the secret of the call alone, and see who declared without any name', async () => {
  const { stage, scene, drawSecret } = screening;
  const [evaluator] = scene.evaluators;
  if (evaluator === undefined) throw new Error('The excerpt has evaluators');
  const { person, organisationId } = memberOf(scene.cast, evaluator.key);
  const room = `/agency/rounds/${scene.roundId}/panels`;
  const parameters = { roundId: scene.roundId };
  const { auditor } = agencyApis(stage);
  const visited = await visitAs(browser, stage.agency.staff, room);
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  const dialog = page.getByRole('dialog');
  await page.getByText('6 evaluators in the pool').waitFor();
  await page.getByText('Of this pool 6 people can sit on one panel, and a panel has 7 members').waitFor();
  await page.getByRole('button', { name: 'Put an evaluator into the pool' }).click();
  await dialog.getByRole('button', { name: 'Put an evaluator into the pool' }).click();
  await dialog.getByText('Enter the account number.').waitFor();
  await dialog.getByLabel('Account number').fill(person.accountId);
  await dialog.getByLabel('Number of the organisation').fill(organisationId);
  await dialog.getByLabel('Full name').fill('<i>한지우</i>');
  await dialog.getByLabel('Field of expertise').fill('Rescue from the air');
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Put an evaluator into the pool' }).click();
  await page.getByText('<i>한지우</i>').waitFor();
  await page.getByText('an objection is upheld, others are needed: list 12 at least').waitFor();
  const { rows: pool } = await auditor.must(listEvaluators, { parameters });
  expect(pool).toHaveLength(7);

  await page.getByRole('button', { name: 'Draw the panels' }).click();
  await dialog.getByLabel('Secret of the draw').fill(`${drawSecret}0`);
  await dialog.getByRole('button', { name: 'Draw the panels' }).click();
  await dialog.getByText('This is not the secret').waitFor();
  expect((await auditor.must(listPanels, { parameters })).rows).toEqual([]);
  await dialog.getByLabel('Secret of the draw').fill(drawSecret);
  await dialog.getByRole('button', { name: 'Draw the panels' }).click();
  await page.getByText('0 clear of conflict of at least 5; 7 have not declared; 0 in reserve').waitFor();
  expect(await page.getByText('Of this pool').count()).toBe(0);
  const { rows } = await auditor.must(listPanels, { parameters });
  expect(rows).toMatchObject([{ challengeId: idOf(scene.challengeIds, challengeKey) }]);

  await declare(stage, {
    ...scene,
    evaluators: scene.evaluators.map((one) => ({ ...one, recusesFrom: [] })),
  });
  await page.reload();
  await page.getByText('7 clear of conflict of at least 5; 0 have not declared; 0 in reserve').waitFor();
  await page.getByText('Members (7)').click();
  const panel = page.getByRole('region', { name: 'Members by pseudonym' });
  expect(await panel.getByText('Clear of conflict').count()).toBe(7);
  expect(await panel.getByText('한지우').count()).toBe(0);
  // Once it is drawn the pool takes nobody more.
  expect(await page.getByRole('button', { name: 'Put an evaluator into the pool' }).count()).toBe(0);
  expect(await lookAround(visited, [room])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 180_000);

it('staff propose further evaluators for the drawn round, whom an approver puts behind the drawn order', async () => {
  const { stage, scene } = screening;
  const further = await assembleCast(stage, [
    {
      key: 'further',
      kind: 'INSTITUTE',
      name: { ko: '추가평가원', en: 'Further Institute' },
      businessNumber: '9990000001',
      isSmallOrMedium: false,
      people: ['further-founder', 'further-one', 'further-two'],
    },
  ]);
  const room = `/agency/rounds/${scene.roundId}/panels`;
  const { page, complaints } = await visitAs(browser, stage.agency.staff, room);
  page.setDefaultTimeout(20_000);
  const dialog = page.getByRole('dialog');
  const act = 'Propose further evaluators';
  await page.getByRole('button', { name: act }).click();
  await dialog.getByRole('button', { name: act }).click();
  await dialog.getByText('Enter the account number.').first().waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  for (const [at, key] of ['further-one', 'further-two'].entries()) {
    const { person, organisationId } = memberOf(further, key);
    const one = dialog.getByRole('group', { name: `Evaluator ${at + 1}` });
    await one.getByLabel('Account number').fill(person.accountId);
    await one.getByLabel('Number of the organisation').fill(organisationId);
    await one.getByLabel('Full name').fill(`<b>김하늘 ${at + 1}</b>`);
    await one.getByLabel('Field of expertise').fill('Rescue at sea');
  }
  // What was typed stays in this tab until it is sent.
  await page.reload();
  await page.getByRole('button', { name: act }).click();
  await dialog.getByRole('button', { name: act }).click();
  await page.getByText('2 evaluators in this proposal').waitFor();
  await page.getByText('<b>김하늘 2</b>').waitFor();
  await page.getByText('An approver who stands in no pool approves them in the inbox.').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();

  const approver = await visitAs(browser, stage.agency.approver, '/agency/inbox');
  approver.page.setDefaultTimeout(20_000);
  const card = approver.page.getByRole('listitem').filter({ hasText: '<b>김하늘 1</b>' }).last();
  await card.getByRole('heading', { name: 'Further evaluators' }).waitFor();
  expect(await lookAround(approver, ['/agency/inbox'])).toEqual([]);
  await approver.page.getByRole('button', { name: 'Approve these evaluators' }).click();
  await approver.page.getByRole('dialog').getByRole('button', { name: 'Approve these evaluators' }).click();
  await card.waitFor({ state: 'detached' });
  expect(approver.complaints).toEqual([]);
  await approver.page.context().close();

  const seen = await visitAs(browser, stage.agency.staff, room);
  seen.page.setDefaultTimeout(20_000);
  await seen.page.getByText('7 clear of conflict of at least 5; 0 have not declared; 2 in reserve').waitFor();
  await seen.page.getByText('9 evaluators in the pool').waitFor();
  expect(await lookAround(seen, [room])).toEqual([]);
  await seen.page.context().close();
}, 180_000);

it('a colleague declares a conflict of interest and leaves the challenge to others; an auditor reads it', async () => {
  const { stage, scene } = screening;
  const board = `/agency/rounds/${scene.roundId}`;
  const reason = '<b>Its engineer is my brother</b>';
  const { page, complaints } = await visitAs(browser, stage.agency.colleague, `${board}/proposals`);
  page.setDefaultTimeout(20_000);
  const dialog = page.getByRole('dialog');
  // What was opened is not shown before a declaration for the round, which the page that was asked for takes itself.
  await page.getByRole('heading', { name: 'Declare conflicts of interest first' }).waitFor();
  expect(await page.getByRole('heading', { level: 3 }).count()).toBe(0);
  await page.getByRole('button', { name: 'I have a conflict' }).click();
  await dialog.getByRole('button', { name: 'Declare these conflicts' }).click();
  await dialog.getByRole('alert').getByText('Choose at least one challenge.').waitFor();
  await dialog.getByText('Say what the conflict is.').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByText('The challenge and who proposed').click();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'I have no conflict' }).click();
  await dialog.getByRole('button', { name: 'I declare that I have none' }).click();
  await page.getByRole('heading', { level: 3 }).waitFor();
  await page.getByRole('link', { name: 'Have a conflict of interest?' }).click();
  await page.getByText('You have declared no conflict in this round.').waitFor();
  await page.getByRole('button', { name: 'Declare a conflict of interest' }).click();
  await dialog.getByRole('button', { name: 'Declare a conflict of interest' }).click();
  await dialog.getByText('Choose the challenge.').waitFor();
  await dialog.getByText('Say what the conflict is.').waitFor();
  await dialog.getByRole('button', { name: 'Please choose' }).press('Enter');
  await page.getByRole('option').first().press('Enter');
  await dialog.getByLabel('What the conflict is').fill(reason);
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Declare a conflict of interest' }).click();
  await page.getByText('Your colleagues act on these challenges in your place.').waitFor();
  await page.getByText(reason).waitFor();
  await page.goto(`${board}/proposals`);
  await page.getByText('There is no proposal in this round that you can read.').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();

  const auditor = await visitAs(browser, stage.agency.auditor, board);
  await auditor.page.getByRole('link', { name: 'Conflicts of interest' }).click();
  await auditor.page.getByRole('row').getByText(reason).waitFor();
  // Whose organisation it is, is said by its name.
  await auditor.page.getByRole('table', { name: 'Declarations for the round' }).waitFor();
  await auditor.page.waitForLoadState('networkidle');
  expect(await auditor.page.getByText(/^[0-9a-f]{8}-[0-9a-f]{4}-/u).count()).toBe(0);
  expect(await lookAround(auditor, [`${board}/conflicts`])).toEqual([]);
  expect(auditor.complaints).toEqual([]);
  await auditor.page.context().close();
}, 120_000);
