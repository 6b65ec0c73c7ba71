import { describe, expect, it } from '@jest/globals';
import { loadDataset } from '../../infra/local/dataset/dataset.ts';
import { agencyApis, type Stage } from '../../infra/local/replay/cast.ts';
import { countRound } from '../../infra/local/replay/count.ts';
import { excerptOf } from '../../infra/local/replay/excerpt.ts';
import { playRound, readPublicRecords, type Script } from '../../infra/local/replay/round.ts';
import { createTempo } from '../../infra/local/replay/tempo.ts';
import { canonicalJson } from '../../functions/platform/canonical-json.ts';
import { isSheetFault, parseScoreSheet, rankSheet } from '../../functions/decisions/rules.ts';
import { restartExecution } from '../../functions/rounds/schema.ts';
import { readSigningKey } from '../../functions/ledger/schema.ts';
import { sentenceOf } from '../../functions/ledger/check-files.ts';
import { checkFetchedDossier } from '../support/fetch-dossier.ts';
import { faultsOf, startBrowser, visit } from '../support/browser.ts';
import { stageOf } from '../support/stage.ts';

const small = excerptOf(loadDataset(), ['drone-mountain-rescue', 'commander-glasses'], {
  perChallenge: 2,
  evaluators: 9,
});

const script = (name: string): Script => ({
  name: { ko: name, en: name },
  policy: {
    holdInSeconds: 1,
    standstillInSeconds: 2,
    standstillGraceInSeconds: 0,
    inspectionInSeconds: 3600,
    trialInSeconds: 0,
    verdictCommentInSeconds: 0,
  },
  tempo: createTempo(3, 6),
});

const play = async (stage: Stage, how: Script) => {
  const played = await playRound(stage, small, how);
  const records = await readPublicRecords(stage, played);
  return { played, records, ...(await countRound(stage, played, records, { seconds: 0, noticesSent: 0 })) };
};

/** What is wrong with pages of the portal on a narrow phone and on a desk, for everybody. */
const findingsOn = async (paths: readonly string[]): Promise<readonly string[]> => {
  const browser = await startBrowser();
  const findings: string[] = [];
  for (const [locale, colorScheme, width] of [
    ['ko-KR', 'dark', 320],
    ['en-GB', 'light', 1280],
  ] as const)
    for (const path of paths) {
      const { page, complaints } = await visit(browser, {
        locale,
        colorScheme,
        viewport: { width, height: 800 },
      });
      await page.goto(path);
      findings.push(...(await faultsOf({ page, complaints })));
      await page.context().close();
    }
  await browser.close();
  return findings;
};

describe('a whole round over HTTP', () => {
  it('goes from the challenges to the verdicts by its schedules alone', async () => {
    const stage = stageOf('e2e-undisturbed');
    const { figures, ledgerFault, receiptFault, records, played } = await play(stage, script('undisturbed'));

    expect(ledgerFault).toBeNull();
    expect(receiptFault).toBeNull();
    expect(figures).toMatchObject({
      challenges: small.challenges.length,
      selected: small.challenges.length,
      ledgerIntact: true,
      purchasesPaid: figures.funded,
      executions: { round: 'SUCCEEDED', purchases: figures.funded },
    });
    expect(figures.funded).toBeGreaterThan(0);
    expect(figures.scorecards).toBeGreaterThanOrEqual(5 * (figures.passed + 1));
    expect(figures.verdicts.success + figures.verdicts.failure + figures.verdicts.inconclusive).toBe(
      figures.funded,
    );
    expect(figures.committedInWon).toBeLessThanOrEqual(figures.budgetInWon);

    const sheet = parseScoreSheet(records.scoreSheet);
    if (isSheetFault(sheet)) throw new Error(sheet.reason);
    expect(canonicalJson(rankSheet(sheet))).toBe(canonicalJson(records.list));
    const { auditor, public: anyone } = agencyApis(stage);
    const { publicKey } = await anyone.must(readSigningKey);
    const [funded = ''] = records.list.list.map(({ challengeId }) => challengeId);
    const dossier = await checkFetchedDossier(auditor, funded, publicKey);
    expect(dossier.broken).toBeNull();
    expect(dossier.held.map(sentenceOf).join('\n')).toMatch(/[1-9]\d* documents enclosed/u);
    expect(
      await findingsOn(
        ['results', 'figures', 'verdicts', 'lessons', 'evidence'].map(
          (page) => `/rounds/${played.roundId}/${page}`,
        ),
      ),
    ).toEqual([]);
  }, 480_000);

  it('ends the same when its execution is thrown away after every change of phase', async () => {
    const stage = stageOf('e2e-thrown-away');
    const { staff } = agencyApis(stage);
    const generations: number[] = [];
    const { figures, ledgerFault } = await play(stage, {
      ...script('thrown away'),
      betweenPhases: async (roundId) => {
        const { generation } = await staff.must(restartExecution, {
          parameters: { roundId },
          body: { reason: 'The execution is thrown away to see that the table suffices' },
        });
        generations.push(generation);
      },
    });

    // One for each phase from the call for challenges to the first use, the closed call and the hold among them.
    expect(generations).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(ledgerFault).toBeNull();
    expect(figures).toMatchObject({
      purchasesPaid: figures.funded,
      executions: { round: 'SUCCEEDED', purchases: figures.funded },
    });
    expect(figures.funded).toBeGreaterThan(0);
  }, 480_000);
});
