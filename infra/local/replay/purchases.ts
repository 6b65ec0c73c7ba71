import { setTimeout as wait } from 'node:timers/promises';
import pMap from 'p-map';
import { publishVerdict, readFirstUse, reportVerdict } from '../../../functions/first-use/schema.ts';
import { addSeconds, instantOf } from '../../../functions/platform/instant.ts';
import {
  acceptPurchase,
  contractPurchase,
  listPurchases,
  payPurchase,
  recordDelivery,
  recordInspection,
} from '../../../functions/purchases/schema.ts';
import type { Report } from '../dataset/verdicts.ts';
import { agencyApis, type Member, type Stage } from './cast.ts';

const secondsADay = 24 * 3600;

/** Who plays in the purchases: members by organisation id, and what the first users find. */
export type PurchaseScene = {
  readonly roundId: string;
  readonly memberOfOrganisation: (organisationId: string) => Member;
  /** The report on a challenge's solution, `index` counting down the list of the funded. */
  readonly reportOf: (challengeId: string, index: number) => Report;
};

/** The round's purchases as the auditor reads them. */
export const readPurchases = (stage: Stage, roundId: string) =>
  agencyApis(stage).auditor.all(listPurchases, { parameters: { roundId } }, (page) => page);

/** Waits until the machine has reserved the money of `funded` purchases. */
export const waitForPurchases = async (stage: Stage, roundId: string, funded: number) => {
  for (let attempt = 0; attempt < 120; attempt += 1) {
    const purchases = await readPurchases(stage, roundId);
    if (purchases.length >= funded) return purchases;
    await wait(500);
  }
  throw new Error(`The machine has not started ${funded} purchases in a minute`);
};

/** Contract, delivery, inspection, acceptance and payment of every purchase, each step by who may take it. */
export const carryOutPurchases = async (
  stage: Stage,
  scene: PurchaseScene,
  funded: number,
): Promise<void> => {
  const { staff } = agencyApis(stage);
  const purchases = await waitForPurchases(stage, scene.roundId, funded);
  const bar = stage.progress('purchases carried out', purchases.length);
  const today = instantOf(Date.now());
  await pMap(
    purchases,
    async ({ purchaseId, supplierId, firstUserId, priceInWon }) => {
      const parameters = { purchaseId };
      const supplier = scene.memberOfOrganisation(supplierId).api;
      const firstUser = scene.memberOfOrganisation(firstUserId).api;
      await staff.must(contractPurchase, {
        parameters,
        body: {
          terms: 'Trial at the first user’s site',
          priceBreakdown: [{ item: 'Product, installation and training', amountInWon: priceInWon }],
          trialLiability: 'As published with the call',
          intellectualProperty: 'As published with the call',
          deliveryDueAt: addSeconds(today, 90 * secondsADay),
        },
      });
      await supplier.must(recordDelivery, {
        parameters,
        body: { deliveredOn: today.slice(0, 10), note: 'Delivered, installed and explained on site' },
      });
      await firstUser.must(recordInspection, {
        parameters,
        body: { result: 'passed', findings: 'Complete and working as the contract says' },
      });
      await firstUser.must(acceptPurchase, { parameters, body: null });
      await staff.must(payPurchase, { parameters, body: null });
      bar.step();
    },
    { concurrency: stage.concurrency },
  );
  bar.end();
};

/** The first users report what the trials showed, and staff publish it. */
export const reportVerdicts = async (stage: Stage, scene: PurchaseScene): Promise<void> => {
  const { staff } = agencyApis(stage);
  const purchases = await readPurchases(stage, scene.roundId);
  const accepted = purchases.filter(({ acceptedAt }) => acceptedAt !== null);
  const bar = stage.progress('verdicts published', accepted.length);
  await pMap(
    accepted.entries(),
    async ([index, { purchaseId, challengeId, firstUserId }]) => {
      const parameters = { purchaseId };
      const firstUser = scene.memberOfOrganisation(firstUserId).api;
      await waitForTrial(firstUser, purchaseId);
      const report = scene.reportOf(challengeId, index);
      await firstUser.must(reportVerdict, {
        parameters,
        body: {
          verdict: report.verdict,
          measurements: report.measurements.map(({ target, value, isMet }) => ({
            name: target.name.ko,
            value,
            met: isMet,
          })),
          evidence: report.evidence.ko,
        },
      });
      await staff.must(publishVerdict, { parameters, body: null });
      bar.step();
    },
    { concurrency: stage.concurrency },
  );
  bar.end();
};

const waitForTrial = async (firstUser: Member['api'], purchaseId: string): Promise<void> => {
  for (;;) {
    const { state } = await firstUser.must(readFirstUse, { parameters: { purchaseId } });
    if (state !== 'IN_USE') return;
    await wait(500);
  }
};
