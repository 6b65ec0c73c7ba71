import { declareDocument, openDocumentParts, removeDocument } from '../../functions/attachments/schema.ts';
import { readChallenge, returnChallenge } from '../../functions/challenges/schema.ts';
import { readPriorityList } from '../../functions/decisions/schema.ts';
import {
  changeDesignation,
  prepareDesignation,
  recordRepurchase,
  requestToBuy,
} from '../../functions/designations/schema.ts';
import { requestDossier } from '../../functions/dossiers/schema.ts';
import {
  answerClarification,
  approvePoolSupplement,
  askClarification,
  declareOwnConflict,
  declineClarification,
  listEvaluations,
  listFreshPanels,
  proposeClarification,
  proposePoolSupplement,
  renewFreshPanel,
  saveScorecard,
  submitScorecard,
} from '../../functions/evaluation/schema.ts';
import { acceptMembership, appointMember } from '../../functions/organisations/schema.ts';
import { addSeconds, instantOf } from '../../functions/platform/instant.ts';
import { applyForFirstUse, listPurchases } from '../../functions/purchases/schema.ts';
import { readRound } from '../../functions/rounds/schema.ts';
import { scorecardFor } from '../../infra/local/dataset/scores.ts';
import type { Dataset } from '../../infra/local/dataset/types.ts';
import { agencyApis, assembleCast, type Member, type Stage } from '../../infra/local/replay/cast.ts';
import { memberOf, memberOfOrganisation, readChallenges } from '../../infra/local/replay/challenges.ts';
import { manifestOf } from '../../infra/local/upload.ts';
import { readOpened } from '../../infra/local/replay/evaluation.ts';
import { callForChallenges } from './call-for-challenges.ts';
import { endFreshPanel } from './end-fresh-panel.ts';

/** A round as it is played, at one of its moments. */
type Scene = {
  readonly stage: Stage;
  readonly cast: ReadonlyMap<string, Member>;
  readonly dataset: Dataset;
  readonly roundId: string;
};

/** What people write in a phase beside what every round sees: a clarification, an outlier, an application. */
export const writeMeanwhile = async (scene: Scene): Promise<void> => {
  const { phase } = await agencyApis(scene.stage).public.must(readRound, {
    parameters: { roundId: scene.roundId },
  });
  if (phase === 'EVALUATION') await askAndStray(scene);
  if (phase !== 'PURCHASE') return;
  await renewFreshPanels(scene);
  await supplementPool(scene);
  await applyElsewhere(scene);
  await declareConflict(scene);
};

/** A file in parts for a purchase, of which none comes. */
const beginLargeDocument = async ({ stage, roundId }: Scene): Promise<void> => {
  const { staff } = agencyApis(stage);
  const { rows } = await staff.must(listPurchases, { parameters: { roundId } });
  const purchase = rows.find(({ state }) => state !== 'TERMINATED');
  if (purchase === undefined) throw new Error('Nothing is bought');
  const owner = { kind: 'purchase', ownerId: purchase.purchaseId } as const;
  const { attachmentId } = await staff.must(declareDocument, {
    parameters: owner,
    body: manifestOf({
      fileName: '설계도.pdf',
      contentType: 'application/pdf',
      bytes: new Uint8Array(17 * 1024 * 1024),
    }),
  });
  const parameters = { ...owner, attachmentId };
  await staff.must(openDocumentParts, { parameters, body: null });
  await staff.must(removeDocument, { parameters, body: null });
};

/** What comes after a round: its solution is designated and bought elsewhere, its dossier asked for, its open challenge returns. */
export const writeAfterwards = async (scene: Scene): Promise<void> => {
  await designate(scene);
  await beginLargeDocument(scene);
  await askForDossier(scene);
  await returnToLaterRound(scene);
};

/** The panel asks the supplier something; one member keeps a draft, another gives nothing where all give much. */
const askAndStray = async (scene: Scene): Promise<void> => {
  const { staff } = agencyApis(scene.stage);
  const [careful, stray] = await seatedEvaluators(scene);
  const [opened] = (await readOpened(scene.stage, scene.roundId)).filter(
    ({ state, proposalId }) => state === 'ELIGIBLE' && careful?.proposalIds.includes(proposalId),
  );
  if (careful === undefined || stray === undefined || opened === undefined)
    throw new Error('The panel has two members and something to score');
  const { proposalId, supplierId } = opened;
  const parameters = { proposalId };

  const question = 'Over which period was the air measured?';
  const { clarificationId } = await careful.api.must(proposeClarification, {
    parameters,
    body: { question },
  });
  const deadline = addSeconds(instantOf(Date.now()), 15);
  await staff.must(askClarification, { parameters, body: { question, deadline, clarificationId } });
  await memberOfOrganisation(scene.cast, supplierId).api.must(answerClarification, {
    parameters: { proposalId, clarificationId },
    body: { text: 'Over one winter', changesNoOffer: true },
  });

  const declined = await careful.api.must(proposeClarification, { parameters, body: { question } });
  await staff.must(declineClarification, {
    parameters: { proposalId, clarificationId: declined.clarificationId },
    body: { reason: 'It is asked already' },
  });

  const { points, gates, reasons } = scorecardFor(scene.dataset.proposals[0]?.key ?? '', careful.key);
  await careful.api.must(saveScorecard, { parameters, body: { points, gates, reasons } });
  const nothing = Object.fromEntries(Object.keys(points).map((criterion) => [criterion, 0]));
  await stray.api.must(submitScorecard, { parameters, body: { points: nothing, gates, reasons } });
};

/** Members of the round's panels who declared that they have no conflict, with what they score. */
const seatedEvaluators = async ({ cast, dataset, roundId }: Scene) => {
  const seated = await Promise.all(
    dataset.evaluators.map(async ({ key }) => {
      const { api } = memberOf(cast, key);
      const { rows } = await api.must(listEvaluations);
      const row = rows.find((one) => one.roundId === roundId && one.standing === 'CLEAR');
      return { key, api, proposalIds: row?.proposals.map(({ proposalId }) => proposalId) ?? [] };
    }),
  );
  return seated.filter(({ proposalIds }) => proposalIds.length > 0);
};

/** The time of each fresh panel, of which nobody has scored yet, is up; staff renew it. */
const renewFreshPanels = async ({ stage, roundId }: Scene): Promise<void> => {
  const { staff } = agencyApis(stage);
  const { rows } = await staff.must(listFreshPanels, { parameters: { roundId } });
  for (const panel of rows) {
    const { proposalId } = panel;
    await endFreshPanel(panel, instantOf(Date.now()));
    await staff.must(renewFreshPanel, { parameters: { proposalId }, body: null });
  }
};

/**
 * Staff propose two evaluators of a further institute for the pool, and an approver approves them. They belong to the buyer
 * of what is evaluated again, so that the rule keeps them from it: nobody plays them there.
 */
const supplementPool = async ({ stage, cast, roundId }: Scene): Promise<void> => {
  const { staff, approver } = agencyApis(stage);
  const further = await assembleCast(stage, [
    {
      key: 'further-institute',
      kind: 'INSTITUTE',
      name: { ko: '추가평가원', en: 'Further Institute' },
      businessNumber: '9990000001',
      isSmallOrMedium: false,
      people: ['further-founder', 'further-one', 'further-two'],
    },
  ]);
  const people = ['further-one', 'further-two'].map((key) => {
    const { person, organisationId } = memberOf(further, key);
    return { accountId: person.accountId, organisationId, name: '한지우', expertise: 'Air' };
  });
  const parameters = { roundId };
  const { rows } = await staff.must(listFreshPanels, { parameters });
  for (const { challengeId } of rows) {
    const { proposers } = await staff.must(readChallenge, { parameters: { challengeId } });
    const organisationId = proposers[0]?.organisationId ?? '';
    for (const { accountId } of people) {
      await memberOfOrganisation(cast, organisationId).api.must(appointMember, {
        parameters: { organisationId, accountId },
        body: { roles: ['buyer'] },
      });
      await memberOfAccount(further, accountId).api.must(acceptMembership, {
        parameters: { organisationId },
        body: null,
      });
    }
  }
  const { number } = await staff.must(proposePoolSupplement, { parameters, body: { people } });
  await approver.must(approvePoolSupplement, { parameters, body: { number } });
};

const memberOfAccount = (cast: Scene['cast'], accountId: string): Member => {
  const member = [...cast.values()].find(({ person }) => person.accountId === accountId);
  if (member === undefined) throw new Error('Nobody of the cast has this account');
  return member;
};

/** A body that proposed something else applies to be the first user. */
const applyElsewhere = async (scene: Scene): Promise<void> => {
  const { list } = await agencyApis(scene.stage).public.must(readPriorityList, {
    parameters: { roundId: scene.roundId },
  });
  const [challenge] = scene.dataset.challenges.filter(({ key }) => key === 'boar-carcass-search');
  const { api, organisationId } = memberOf(scene.cast, challenge?.proposerKey ?? '');
  await api.must(applyForFirstUse, {
    parameters: { challengeId: list[0]?.challengeId ?? '' },
    body: { organisationId, commitment: 'A site with two hundred homes, for a year' },
  });
};

/** Somebody of a body declares a conflict in a challenge that another one proposed. */
const declareConflict = async ({ stage, cast, dataset, roundId }: Scene): Promise<void> => {
  const { list } = await agencyApis(stage).public.must(readPriorityList, { parameters: { roundId } });
  const [challenge] = dataset.challenges.filter(({ key }) => key === 'boar-carcass-search');
  await memberOf(cast, challenge?.proposerKey ?? '').api.must(declareOwnConflict, {
    body: { challengeId: list[0]?.challengeId ?? '', reason: 'Their engineer is my brother' },
  });
};

const designate = async ({ stage, cast, dataset, roundId }: Scene): Promise<void> => {
  const { staff, approver, public: anyone } = agencyApis(stage);
  const { list } = await anyone.must(readPriorityList, { parameters: { roundId } });
  const parameters = { proposalId: list.find(({ outcome }) => outcome === 'FUNDED')?.proposalId ?? '' };
  await staff.must(prepareDesignation, {
    parameters,
    body: {
      name: { ko: '혁신제품', en: 'Designated solution' },
      inspection: { inspectedOn: '2026-07-01', findings: 'Made as described' },
      resolution: 'Resolution 7 of the committee',
    },
  });
  await approver.must(changeDesignation, { parameters, body: { action: 'designate' } });
  const { api, organisationId } = memberOf(cast, dataset.challenges[0]?.proposerKey ?? '');
  await api.must(requestToBuy, {
    parameters,
    body: { organisationId, quantity: 2, message: 'For two more buildings' },
  });
  await api.must(recordRepurchase, {
    parameters,
    body: { organisationId, amount: 90_000_000, day: '2026-07-02' },
  });
};

const askForDossier = async ({ stage, roundId }: Scene): Promise<void> => {
  const { staff, public: anyone } = agencyApis(stage);
  const { list } = await anyone.must(readPriorityList, { parameters: { roundId } });
  await staff.must(requestDossier, {
    parameters: { challengeId: list[0]?.challengeId ?? '' },
    body: { reason: 'A supplier has gone to court' },
  });
};

const returnToLaterRound = async ({ stage, cast, roundId }: Scene): Promise<void> => {
  const incubated = (await readChallenges(stage, roundId)).find(({ state }) => state === 'INCUBATED');
  if (incubated === undefined) throw new Error('A challenge of the round is in incubation');
  const laterRoundId = await callForChallenges(stage);
  await memberOfOrganisation(cast, incubated.buyerId).api.must(returnChallenge, {
    parameters: { challengeId: incubated.challengeId },
    body: { roundId: laterRoundId },
  });
};
