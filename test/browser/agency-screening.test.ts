import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { agencyApis } from '../../infra/local/replay/cast.ts';
import { idOf, memberOf } from '../../infra/local/replay/challenges.ts';
import { readOpenedProposal } from '../../functions/evaluation/schema.ts';
import { lookAround, seriousFindings, startBrowser, visitAs } from '../support/browser.ts';
import { bring, saveFromRecord } from '../support/portal-acts.ts';
import { pdfFile } from '../support/sample-files.ts';
import { openScreening } from '../support/open-screening.ts';

let browser: Browser;
let screening: Awaited<ReturnType<typeof openScreening>>;
let pdf: Buffer;

beforeAll(async () => {
  screening = await openScreening('portal-screening', { perChallenge: 2, evaluators: 1 });
  pdf = await pdfFile();
  browser = await startBrowser();
}, 180_000);

afterAll(() => browser.close());

/** An hour from now in Seoul, as its field takes it. */
const inAnHour = () => new Date(Date.now() + 10 * 3_600_000).toISOString().slice(0, 16);

const answer = async (page: Page, question: string, verdict: string) => {
  const group = page.getByRole('radiogroup', { name: question });
  await group.getByText(verdict, { exact: true }).click();
};

type Answer = {
  readonly act: string;
  readonly field: string;
  readonly text: string;
  /** What has to be confirmed with it. */
  readonly promise?: string;
  /** The name of a file that goes along. */
  readonly fileName?: string;
};

/** The supplier answers once at a telephone, and leaves the page in between without losing what was typed. */
const answerAsSupplier = async (
  { key, supplierKey }: { readonly key: string; readonly supplierKey: string },
  { act, field, text, promise, fileName }: Answer,
) => {
  const { cast, proposalIds } = screening.scene;
  const { page, complaints } = await visitAs(
    browser,
    memberOf(cast, supplierKey).person,
    `/proposals/${idOf(proposalIds, key)}`,
  );
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: act }).click();
  await dialog.getByLabel(field).fill(text);
  await page.reload();
  if (fileName !== undefined) await bring(page, fileName, pdf);
  await page.getByRole('button', { name: act }).click();
  if (fileName !== undefined) await dialog.getByText(fileName).waitFor();
  if (promise !== undefined) {
    await dialog.getByRole('button', { name: act }).click();
    await dialog.getByText('Confirm this, or leave out what says otherwise.').waitFor();
    await dialog.getByText(promise).click();
  }
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: act }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText(text).waitFor();
  expect(await page.getByRole('button', { name: act }).count()).toBe(0);
  if (fileName !== undefined) await page.getByRole('button', { name: `Download ${fileName}` }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
};

it('staff ask for a supplement, find eligible by evidence, exclude, and weigh the reply; suppliers answer', async () => {
  const { stage, scene } = screening;
  const [first, second] = scene.proposals;
  if (first === undefined || second === undefined) throw new Error('The excerpt has two proposals');
  const rooms = `/agency/rounds/${scene.roundId}`;
  const visited = await visitAs(browser, stage.agency.staff, rooms);
  const { page, complaints } = visited;
  page.setDefaultTimeout(20_000);
  const dialog = page.getByRole('dialog');
  const stateOf = async (key: string) => {
    const parameters = { proposalId: idOf(scene.proposalIds, key) };
    return (await agencyApis(stage).auditor.must(readOpenedProposal, { parameters })).state;
  };
  await page.getByRole('link', { name: '2 proposals are not screened' }).click();
  await page.getByText('2 of 2 to be screened').waitFor();
  expect(await seriousFindings(page)).toEqual([]);

  const pageOf = (key: string) => `${rooms}/proposals/${idOf(scene.proposalIds, key)}`;
  await page.goto(pageOf(first.key));
  await page.getByText('Corrections of the challenge').waitFor();
  await page.getByRole('button', { name: 'Ask for a supplement' }).click();
  await dialog.getByRole('button', { name: 'Ask for a supplement' }).click();
  await dialog.getByText('Say what is missing.').waitFor();
  await dialog.getByLabel('What is missing').fill('A test report that is still valid');
  await dialog.getByLabel('Deadline of the supplement').fill(inAnHour());
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Ask for a supplement' }).click();
  await page.getByText('The supplier may bring a supplement').waitFor();
  // Nothing can be decided while the answer may come.
  expect(await page.getByRole('button', { name: 'Find eligible' }).count()).toBe(0);
  await answerAsSupplier(first, {
    act: 'Bring the supplement',
    field: 'What you bring',
    text: '<b>The same test, report T-0415</b>',
    promise: 'This is a new certificate of an old fact and brings no new fact',
    fileName: '시험 성적서 T-0415.pdf',
  });
  await page.reload();
  await page.getByText('<b>The same test, report T-0415</b>').waitFor();
  await saveFromRecord(page, '시험 성적서 T-0415.pdf', pdf);

  await page.getByRole('button', { name: 'Find eligible' }).click();
  await dialog.getByRole('button', { name: 'Find eligible' }).click();
  expect(await dialog.getByText('Say what you found.').count()).toBe(3);
  const requirements = ['The documents are complete', 'A small or medium enterprise', 'Not debarred'];
  for (const requirement of requirements) await answer(page, requirement, 'Met');
  for (const source of await dialog.getByLabel('Where this was found').all())
    await source.fill('The register of May, no. 12');
  await dialog.getByLabel('Reason').fill('Everything is there');
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Find eligible' }).click();
  await page.getByText('Eligible', { exact: true }).waitFor();
  expect(await stateOf(first.key)).toBe('ELIGIBLE');

  await page.goto(pageOf(second.key));
  await page.getByRole('button', { name: 'Exclude', exact: true }).click();
  await answer(page, 'The documents are complete', 'Met');
  await answer(page, 'A small or medium enterprise', 'Not looked at');
  await answer(page, 'Not debarred', 'Not looked at');
  await dialog.getByLabel('Where this was found').fill('The files');
  await dialog.getByLabel('Reason').fill('It is not in the register');
  await dialog.getByRole('button', { name: 'Exclude', exact: true }).click();
  // Evidence that says otherwise than the decision is not sent.
  await dialog.getByText('What you found says otherwise than your decision').waitFor();
  await answer(page, 'A small or medium enterprise', 'Not met');
  await dialog.getByLabel('Where this was found: A small').fill('The register of April');
  await dialog.getByRole('button', { name: 'Exclude', exact: true }).click();
  await page.getByText('Excluded', { exact: true }).first().waitFor();
  expect(await stateOf(second.key)).toBe('INELIGIBLE');
  await answerAsSupplier(second, {
    act: 'Reply to the exclusion',
    field: 'Your reply',
    text: 'It is in the register of May',
  });
  await page.reload();
  await page.getByRole('button', { name: 'The exclusion stands' }).waitFor();
  await page.getByRole('button', { name: 'The reply convinces' }).click();
  for (const requirement of requirements) await answer(page, requirement, 'Met');
  for (const source of await dialog.getByLabel('Where this was found').all())
    await source.fill('The register of May');
  await dialog.getByLabel('Reason').fill('The register of May has it');
  await dialog.getByRole('button', { name: 'The reply convinces' }).click();
  await page.getByText('Eligible', { exact: true }).waitFor();
  expect(await stateOf(second.key)).toBe('ELIGIBLE');
  await page
    .getByRole('button', { name: /^View .*\.pdf$/u })
    .first()
    .click();
  await page.locator('iframe').waitFor();

  expect(await lookAround(visited, [`${rooms}/proposals`, pageOf(second.key)])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 180_000);
