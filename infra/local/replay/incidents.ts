import { setTimeout as wait } from 'node:timers/promises';
import { incubateChallenge, readChallenge } from '../../../functions/challenges/schema.ts';
import { readPriorityList } from '../../../functions/decisions/schema.ts';
import {
  approveMoveUp,
  declineFirstUse,
  prepareMoveUp,
  terminatePurchase,
} from '../../../functions/purchases/schema.ts';
import { agencyApis, type Stage } from './cast.ts';
import { declareClear } from './declarations.ts';
import { readChallenges } from './challenges.ts';
import { type PurchaseScene, readPurchases } from './purchases.ts';

/** One buyer with a co-proposer declines to be first user, on a listed ground. */
export const declineOnce = async (stage: Stage, scene: PurchaseScene): Promise<void> => {
  const { public: anyone } = agencyApis(stage);
  for (const { purchaseId, challengeId, firstUserId } of await readPurchases(stage, scene.roundId)) {
    const { coProposerIds } = await anyone.must(readChallenge, { parameters: { challengeId } });
    if (coProposerIds.length === 0) continue;
    const { api } = scene.memberOfOrganisation(firstUserId);
    await declareClear(api, scene.roundId);
    await api.must(declineFirstUse, {
      parameters: { purchaseId },
      body: {
        ground: 'site-lost',
        explanation: 'The site was given to another body by the reorganisation of the province',
      },
    });
    return;
  }
};

/** Challenges that nobody met get a small budget to be met later, two of them. */
export const incubateUnmet = async (stage: Stage, roundId: string): Promise<void> => {
  const unmet = (await readChallenges(stage, roundId)).filter(({ state }) => state === 'UNMATCHED');
  for (const { challengeId } of unmet.slice(0, 2))
    await agencyApis(stage).staff.must(incubateChallenge, {
      parameters: { challengeId },
      body: {
        budgetInWon: 20_000_000,
        plan: 'A study of what the market can measure, and a test at the site with two research bodies',
      },
    });
};

/**
 * A supplier gives up, its purchase is terminated, and what is next in the reserve moves up: prepared by staff,
 * approved by somebody else. Answers how many purchases there are to carry out then.
 */
export const terminateOnce = async (stage: Stage, scene: PurchaseScene, funded: number): Promise<number> => {
  const { staff, approver, public: anyone } = agencyApis(stage);
  const parameters = { roundId: scene.roundId };
  const { list } = await anyone.must(readPriorityList, { parameters });
  // One with a successor in its own challenge, whose cap it frees.
  const reserved = list.filter(({ outcome }) => outcome === 'RESERVE');
  const givenUp = list.findLast(
    ({ outcome, challengeId, priceInWon }) =>
      outcome === 'FUNDED' &&
      reserved.some((row) => row.challengeId === challengeId && row.priceInWon <= priceInWon),
  );
  const purchases = await readPurchases(stage, scene.roundId);
  const purchase = purchases.find(({ proposalId }) => proposalId === givenUp?.proposalId);
  if (purchase === undefined) return funded;
  await staff.must(terminatePurchase, {
    parameters: { purchaseId: purchase.purchaseId },
    body: { reason: 'The supplier cannot deliver: its plant was damaged by a flood' },
  });
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const prepared = await staff.call(prepareMoveUp, { parameters, body: null });
    if (prepared.ok) {
      await approver.must(approveMoveUp, { parameters, body: { number: prepared.body.number } });
      return funded + prepared.body.lines.length;
    }
    if (prepared.code !== 'purchases-still-to-begin') return funded;
    await wait(500);
  }
  throw new Error('The purchases of the list have not begun in half a minute');
};
