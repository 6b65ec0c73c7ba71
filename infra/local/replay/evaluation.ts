import pMap from 'p-map';
import { instantOf } from '../../../functions/platform/instant.ts';
import {
  answerOutlier,
  answerSupplement,
  closePanelMeeting,
  decideEligibility,
  declareConflict,
  drawPanels,
  giveUndertaking,
  listEvaluations,
  listEvaluator,
  listEvaluators,
  listOpenedProposals,
  listPanels,
  listScorecards,
  openPanelMeeting,
  readOpenedProposal,
  replyToExclusion,
  requestSupplement,
  reviseInMeeting,
  submitScorecard,
} from '../../../functions/evaluation/schema.ts';
import { outlierAnswerFor, scorecardFor } from '../dataset/scores.ts';
import type { ApiClient } from '../api-client.ts';
import type { Evaluator, Proposal } from '../dataset/types.ts';
import { agencyApis, type Member, type Stage } from './cast.ts';
import { attachPage } from './documents.ts';
import { idOf, memberOf } from './challenges.ts';

/** What the evaluation is played with: keys of the data set by the ids that the system gave. */
export type EvaluationScene = {
  readonly roundId: string;
  readonly cast: ReadonlyMap<string, Member>;
  readonly evaluators: readonly Evaluator[];
  readonly proposals: readonly Proposal[];
  readonly proposalIds: ReadonlyMap<string, string>;
  readonly challengeIds: ReadonlyMap<string, string>;
};

/** Staff put every evaluator into the round's pool. */
export const listPool = async (stage: Stage, scene: Omit<EvaluationScene, 'proposalIds'>): Promise<void> => {
  const { staff } = agencyApis(stage);
  const bar = stage.progress('evaluators listed', scene.evaluators.length);
  await pMap(
    scene.evaluators,
    async (evaluator) => {
      const { person, organisationId } = memberOf(scene.cast, evaluator.key);
      await staff.must(listEvaluator, {
        parameters: { roundId: scene.roundId },
        body: {
          accountId: person.accountId,
          organisationId,
          name: evaluator.name.ko,
          expertise: evaluator.expertise.ko,
        },
      });
      bar.step();
    },
    { concurrency: stage.concurrency },
  );
  bar.end();
};

/** The opened proposals as staff read them. */
export const readOpened = (stage: Stage, roundId: string) =>
  agencyApis(stage).staff.all(listOpenedProposals, { parameters: { roundId } }, (page) => page);

/**
 * Staff decide the formal eligibility of every opened proposal. Of the first eligible one they ask for a supplement
 * before; the second they exclude for a register that was out of date, and its supplier's reply convinces them.
 */
export const screen = async (stage: Stage, scene: EvaluationScene): Promise<void> => {
  const { staff } = agencyApis(stage);
  const opened = await readOpened(stage, scene.roundId);
  const byId = keysById(scene);
  const eligible = opened.filter(({ proposalId }) => byId.get(proposalId)?.ineligible === undefined);
  const [supplemented, misjudged] = eligible.map(({ proposalId }) => proposalId);
  const decide = (proposalId: string, isMet: boolean, reason: string, source: string) =>
    staff.must(decideEligibility, {
      parameters: { proposalId },
      body: { eligible: isMet, reason, evidence: [{ subject: 'documents', isMet, source }] },
    });
  const supplierOf = (proposalId: string) =>
    memberOf(scene.cast, byId.get(proposalId)?.supplierKey ?? '').api;
  const bar = stage.progress('proposals screened', opened.length);
  await pMap(
    opened,
    async ({ proposalId }) => {
      const parameters = { proposalId };
      const ineligible = byId.get(proposalId)?.ineligible;
      if (proposalId === supplemented) {
        const deadline = instantOf(Date.now() + 600_000);
        await staff.must(requestSupplement, {
          parameters,
          body: { text: '유효기간이 남은 시험성적서를 제출해 주세요.', deadline },
        });
        const owner = { kind: 'supplement', ownerId: proposalId } as const;
        const text = '같은 시험의 재발급 성적서 번호는 T-0415입니다.';
        const report = await attachPage(supplierOf(proposalId), owner, '시험성적서 T-0415.pdf', text);
        await supplierOf(proposalId).must(answerSupplement, {
          parameters,
          body: { text, bringsNoNewFact: true, attachmentIds: [report] },
        });
      }
      if (proposalId === misjudged) {
        await decide(proposalId, false, 'Not in the register of small enterprises', 'The register of April');
        await supplierOf(proposalId).must(replyToExclusion, {
          parameters,
          body: { text: '5월 명부에 등재되어 있습니다. 확인서 번호를 함께 알려 드립니다.' },
        });
      }
      await (ineligible === undefined
        ? decide(
            proposalId,
            true,
            'Documents complete; a small or medium enterprise; not debarred',
            'The files',
          )
        : decide(proposalId, false, ineligible.reason.en, 'The register'));
      bar.step();
    },
    { concurrency: stage.concurrency },
  );
  bar.end();
};

/** Staff reveal the secret of the call, and the system draws the panels. Answers how many. */
export const draw = async (stage: Stage, roundId: string, drawSecret: string): Promise<number> => {
  const bar = stage.progress('panels drawn', 1);
  const { panels } = await agencyApis(stage).staff.must(drawPanels, {
    parameters: { roundId },
    body: { drawSecret },
  });
  bar.step();
  bar.end();
  return panels.length;
};

/** Seats by now, recused ones included: the declarations and scorecards to expect. */
export const countSeats = async (stage: Stage, roundId: string): Promise<number> => {
  const { rows } = await agencyApis(stage).auditor.must(listPanels, { parameters: { roundId } });
  return rows.reduce((sum, { seats }) => sum + seats.length, 0);
};

/** A member of panels undertakes confidentiality by the text that is shown, once for a round. */
export const undertake = async (api: ApiClient, rows: readonly ShownToUndertake[]): Promise<void> => {
  const [unsworn] = rows.filter(({ undertaking: { givenAt } }) => givenAt === null);
  if (unsworn === undefined) return;
  await api.must(giveUndertaking, {
    parameters: { roundId: unsworn.roundId },
    body: { sha256: unsworn.undertaking.sha256, undertakesConfidentiality: true },
  });
};

type ShownToUndertake = {
  readonly roundId: string;
  readonly undertaking: { readonly sha256: string; readonly givenAt: string | null };
};

/** Every member declares; whoever has a conflict is recused and the next of the drawn order declares in turn. */
export const declare = async (stage: Stage, scene: EvaluationScene): Promise<void> => {
  const keyOfChallenge = new Map(Array.from(scene.challengeIds, ([key, id]) => [id, key]));
  const bar = stage.progress('conflicts declared', await countSeats(stage, scene.roundId));
  for (let remaining = scene.evaluators; remaining.length > 0;) {
    const declared = await pMap(
      remaining,
      async (evaluator) => {
        const { api } = memberOf(scene.cast, evaluator.key);
        const { rows } = await api.must(listEvaluations);
        const mine = rows.filter(
          ({ roundId, standing }) => roundId === scene.roundId && standing === 'ASSIGNED',
        );
        await undertake(api, mine);
        for (const { challengeId } of mine) {
          const key = keyOfChallenge.get(challengeId) ?? '';
          const hasConflict = evaluator.recusesFrom.includes(key);
          await api.must(declareConflict, {
            parameters: { challengeId },
            body: {
              conflict: hasConflict,
              ...(hasConflict ? { reason: evaluator.recusalReason?.ko ?? 'Conflict of interest' } : {}),
            },
          });
          bar.step();
        }
        return {
          evaluator,
          recused: mine.some(({ challengeId }) =>
            evaluator.recusesFrom.includes(keyOfChallenge.get(challengeId) ?? ''),
          ),
        };
      },
      { concurrency: stage.concurrency },
    );
    // A recusal seats somebody else, who may be anyone of the pool.
    remaining = declared.some(({ recused }) => recused) ? scene.evaluators : [];
  }
  bar.end();
};

/** Every member reads and scores every eligible proposal of their panels. Answers the number of scorecards. */
export const score = async (stage: Stage, scene: EvaluationScene): Promise<number> => {
  const byId = keysById(scene);
  const work = (
    await pMap(scene.evaluators, (evaluator) => workOf(scene, evaluator), { concurrency: stage.concurrency })
  ).flat();
  const bar = stage.progress('scorecards locked', work.length);
  await pMap(
    work,
    async ({ evaluator, proposalId }) => {
      const { api } = memberOf(scene.cast, evaluator.key);
      await api.must(readOpenedProposal, { parameters: { proposalId } });
      const proposal = byId.get(proposalId);
      if (proposal === undefined) throw new Error(`The data set has no proposal ${proposalId}`);
      const { points, gates, reasons } = scorecardFor(proposal.key, evaluator.key);
      await api.must(submitScorecard, { parameters: { proposalId }, body: { points, gates, reasons } });
      bar.step();
    },
    { concurrency: stage.concurrency },
  );
  bar.end();
  return work.length;
};

/** Whoever stands apart from the panel stands by the scorecard or revises it. Answers how many did. */
export const answerOutliers = async (stage: Stage, scene: EvaluationScene): Promise<number> => {
  const byId = keysById(scene);
  const bar = stage.progress('outliers answered', scene.evaluators.length);
  const answered = await pMap(
    scene.evaluators,
    async (evaluator) => {
      const { api } = memberOf(scene.cast, evaluator.key);
      const { rows } = await api.must(listEvaluations);
      const flagged = rows
        .filter(({ roundId }) => roundId === scene.roundId)
        .flatMap(({ proposals }) => proposals)
        .filter(({ scorecard }) => scorecard?.state === 'OUTLIER_FLAGGED');
      for (const { proposalId } of flagged) {
        const { answer, reason, scorecard } = outlierAnswerFor(
          byId.get(proposalId)?.key ?? '',
          evaluator.key,
        );
        await api.must(answerOutlier, {
          parameters: { proposalId },
          body: answer === 'reconfirm' ? { confirm: true, reason } : { ...scorecard, reason },
        });
      }
      bar.step();
      return flagged.length;
    },
    { concurrency: stage.concurrency },
  );
  bar.end();
  return answered.reduce((sum, count) => sum + count, 0);
};

/** A panel meets once all its members have scored; one of them gives a reason anew, with the same points. */
export const meet = async (stage: Stage, scene: EvaluationScene): Promise<void> => {
  const { staff } = agencyApis(stage);
  const [opened] = (await readOpened(stage, scene.roundId)).filter(({ state }) => state === 'ELIGIBLE');
  if (opened === undefined) return;
  const { challengeId, proposalId } = opened;
  const parameters = { challengeId };
  await staff.must(openPanelMeeting, { parameters, body: { occasion: '시험 성적서를 함께 검토합니다.' } });
  const revised = (await readScorecards(stage, [proposalId])).find(
    ({ state }) => state === 'SUBMITTED' || state === 'RECONFIRMED',
  );
  const author = revised === undefined ? undefined : await authorOf(stage, scene, revised.evaluatorId);
  if (revised !== undefined && author !== undefined) {
    const { points, gates, reasons } = revised;
    await author.api.must(reviseInMeeting, {
      parameters: { proposalId },
      body: { points, gates, reasons, reason: '회의에서 성적서를 확인하였으며 점수는 그대로입니다.' },
    });
  }
  await staff.must(closePanelMeeting, {
    parameters,
    body: { minutes: '시험 성적서를 함께 확인하였습니다. 점수를 바꾼 위원은 없습니다.' },
  });
};

/** Who stands behind a pseudonym, as only their own list of assignments tells. */
const authorOf = async (
  stage: Stage,
  scene: EvaluationScene,
  evaluatorId: string,
): Promise<Member | undefined> => {
  const { auditor } = agencyApis(stage);
  const { rows } = await auditor.must(listEvaluators, { parameters: { roundId: scene.roundId } });
  const accountId = rows.find((row) => row.evaluatorId === evaluatorId)?.accountId;
  return scene.evaluators
    .map(({ key }) => memberOf(scene.cast, key))
    .find(({ person }) => person.accountId === accountId);
};

/** Scorecards of the given proposals as the auditor reads them. */
export const readScorecards = async (stage: Stage, proposalIds: readonly string[]) => {
  const { auditor } = agencyApis(stage);
  const pages = await pMap(
    proposalIds,
    (proposalId) => auditor.must(listScorecards, { parameters: { proposalId } }),
    { concurrency: stage.concurrency },
  );
  return pages.flatMap(({ rows }) => rows);
};

const workOf = async (scene: EvaluationScene, evaluator: Evaluator) => {
  const { rows } = await memberOf(scene.cast, evaluator.key).api.must(listEvaluations);
  return rows
    .filter(({ roundId, standing }) => roundId === scene.roundId && standing === 'CLEAR')
    .flatMap(({ proposals }) => proposals)
    .filter(({ state, scorecard }) => state === 'ELIGIBLE' && isToScore(scorecard))
    .map(({ proposalId }) => ({ evaluator, proposalId }));
};

/** A scorecard that was locked before stays as it is. */
const isToScore = (scorecard: { readonly state: string } | null): boolean =>
  scorecard === null || scorecard.state === 'DRAFT';

const keysById = ({ proposals, proposalIds }: EvaluationScene): ReadonlyMap<string, Proposal> =>
  new Map(
    proposals
      .filter(({ key }) => proposalIds.has(key))
      .map((proposal) => [idOf(proposalIds, proposal.key), proposal]),
  );
