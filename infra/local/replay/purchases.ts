import { setTimeout as wait } from 'node:timers/promises';
import pMap from 'p-map';
import {
  commentOnReport,
  planTrial,
  publishVerdict,
  readFirstUse,
  recordOutcome,
  reportVerdict,
} from '../../../functions/first-use/schema.ts';
import type { OutcomeKind } from '../../../functions/first-use/rules/outcomes.ts';
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
import { declareClear } from './declarations.ts';
import { attachPage } from './documents.ts';
import { agencyApis, type Member, type Stage } from './cast.ts';

const secondsADay = 24 * 3600;

/** Who plays in the purchases: members by organisation id, and what the first users find. */
export type PurchaseScene = {
  readonly roundId: string;
  readonly memberOfOrganisation: (organisationId: string) => Member;
  /** True where one delivery needs a remedy, and others buy again what succeeded. */
  readonly hasIncidents: boolean;
  /** A public body other than this one. */
  readonly anotherBody: (organisationId: string) => Member;
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
  const begun = await waitForPurchases(stage, scene.roundId, funded);
  const purchases = begun.filter(({ state }) => state !== 'TERMINATED');
  const bar = stage.progress('purchases carried out', purchases.length);
  const today = instantOf(Date.now());
  for (const firstUserId of new Set(purchases.map((purchase) => purchase.firstUserId)))
    await declareClear(scene.memberOfOrganisation(firstUserId).api, scene.roundId);
  await pMap(
    purchases.entries(),
    async ([index, { purchaseId, supplierId, firstUserId, priceInWon }]) => {
      const parameters = { purchaseId };
      const supplier = scene.memberOfOrganisation(supplierId).api;
      const firstUser = scene.memberOfOrganisation(firstUserId).api;
      const owner = { kind: 'purchase', ownerId: purchaseId } as const;
      const signed = await attachPage(staff, owner, '계약서.pdf', 'Both sides signed it.');
      await staff.must(contractPurchase, {
        parameters,
        body: {
          terms: 'Trial at the first user’s site',
          priceBreakdown: [{ item: 'Product, installation and training', amountInWon: priceInWon }],
          trialLiability: 'As published with the call',
          intellectualProperty: 'As published with the call',
          deliveryDueAt: addSeconds(today, 90 * secondsADay),
          attachmentIds: [signed],
        },
      });
      const deliver = async (note: string) => {
        const attachmentIds = [await attachPage(supplier, owner, '납품 확인서.pdf', note)];
        const deliveredOn = today.slice(0, 10);
        await supplier.must(recordDelivery, { parameters, body: { deliveredOn, note, attachmentIds } });
      };
      await deliver('Delivered, installed and explained on site');
      if (scene.hasIncidents && index === 0) {
        await firstUser.must(recordInspection, {
          parameters,
          body: {
            result: 'remedy',
            findings: 'One of two sensors does not answer',
            remedyDueAt: addSeconds(today, 14 * secondsADay),
          },
        });
        await deliver('The sensor was replaced');
      }
      await firstUser.must(recordInspection, {
        parameters,
        body: { result: 'passed', findings: 'Complete and working as the contract says' },
      });
      await firstUser.must(acceptPurchase, { parameters, body: null });
      const { targets } = await firstUser.must(readFirstUse, { parameters });
      await firstUser.must(planTrial, {
        parameters,
        body: {
          steps: 'In daily service at the site, by the people who will use it',
          methods: targets.map(({ name }) => ({
            name: name.ko,
            method: 'Measured by the log of the device',
          })),
        },
      });
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
    async ([index, { purchaseId, challengeId, firstUserId, supplierId, priceInWon }]) => {
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
      const supplier = scene.memberOfOrganisation(supplierId);
      await supplier.api.must(commentOnReport, {
        parameters,
        body: { text: 'We thank the first user; the findings go into the next version' },
      });
      await staff.must(publishVerdict, { parameters, body: null });
      if (scene.hasIncidents && report.verdict === 'SUCCESS')
        await recordOutcomes(scene, purchaseId, firstUserId, supplier, priceInWon);
      bar.step();
    },
    { concurrency: stage.concurrency },
  );
  bar.end();
};

/** Another body buys what succeeded, and its supplier and first user tell their figures. */
const recordOutcomes = async (
  scene: PurchaseScene,
  purchaseId: string,
  firstUserId: string,
  supplier: Member,
  priceInWon: number,
): Promise<void> => {
  const day = instantOf(Date.now()).slice(0, 10);
  const record = ({ api, organisationId }: Member, kind: OutcomeKind, amount: number) =>
    api.must(recordOutcome, { parameters: { purchaseId }, body: { kind, organisationId, amount, day } });
  await record(scene.anotherBody(firstUserId), 'repurchase', priceInWon);
  await record(supplier, 'sales', 2 * priceInWon);
  await record(scene.memberOfOrganisation(firstUserId), 'people-served', 1200);
};

const waitForTrial = async (firstUser: Member['api'], purchaseId: string): Promise<void> => {
  for (;;) {
    const { state } = await firstUser.must(readFirstUse, { parameters: { purchaseId } });
    if (state !== 'IN_USE') return;
    await wait(500);
  }
};
