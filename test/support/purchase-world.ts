import type { Challenge } from '../../functions/challenges/rules.ts';
import { challengeChange } from '../../functions/challenges/store.ts';
import { createRecords, type Records } from '../../functions/decisions/store.ts';
import type { Change, Stored } from '../../functions/platform/change.ts';
import { commit } from '../../functions/platform/commit.ts';
import { serve } from '../../functions/platform/http.ts';
import { isRefusal } from '../../functions/platform/refusal.ts';
import type { Table } from '../../functions/platform/table.ts';
import type { Proposal } from '../../functions/proposals/rules.ts';
import { proposalChange } from '../../functions/proposals/store.ts';
import { createCommentOnReport } from '../../functions/first-use/comment-on-report.ts';
import { createPlanTrial } from '../../functions/first-use/plan-trial.ts';
import { createReadFigures } from '../../functions/first-use/read-figures.ts';
import { createReadLessons } from '../../functions/first-use/read-lessons.ts';
import { createRecordOutcome } from '../../functions/first-use/record-outcome.ts';
import { createListVerdicts } from '../../functions/first-use/list-verdicts.ts';
import { createPublishVerdict } from '../../functions/first-use/publish-verdict.ts';
import { createReadFirstUse } from '../../functions/first-use/read-first-use.ts';
import { createReportVerdict } from '../../functions/first-use/report-verdict.ts';
import { createApplyForFirstUse } from '../../functions/purchases/apply-for-first-use.ts';
import { createDeclineFirstUse } from '../../functions/purchases/decline-first-use.ts';
import { createAcceptPurchase } from '../../functions/purchases/accept-purchase.ts';
import { createContractPurchase } from '../../functions/purchases/contract-purchase.ts';
import { createListFirstUseApplications } from '../../functions/purchases/list-first-use-applications.ts';
import { createListPurchases } from '../../functions/purchases/list-purchases.ts';
import { createPayPurchase } from '../../functions/purchases/pay-purchase.ts';
import { createReadBudget } from '../../functions/purchases/read-budget.ts';
import { createReadPurchase } from '../../functions/purchases/read-purchase.ts';
import { createRecordDelivery } from '../../functions/purchases/record-delivery.ts';
import { createRecordInspection } from '../../functions/purchases/record-inspection.ts';
import { createTerminatePurchase } from '../../functions/purchases/terminate-purchase.ts';
import type { PurchaseDependencies } from '../../functions/purchases/wake-purchase.ts';
import { defaultPolicy, type Round, type RoundPolicy } from '../../functions/rounds/rules.ts';
import { readRound, roundChange } from '../../functions/rounds/store.ts';
import { callApi, type HttpAnswer } from './http-event.ts';
import { createMember, type Member } from './members.ts';
import { roundLike } from './rounds.ts';
import { flightTime, response } from './sample-purchase.ts';

/** A round in its purchases, with people on all sides and two targets to measure. */
export type PurchaseWorld = {
  readonly round: Stored<Round>;
  readonly challengeId: string;
  readonly staff: Member;
  readonly auditor: Member;
  readonly buyer: Member;
  readonly otherBuyer: Member;
  readonly supplier: Member;
};

/** Puts a new thing into the table as the system's own work. */
export const putNewThing = async (table: Table, change: Change): Promise<void> => {
  const outcome = await commit(table, {
    at: '2020-07-01T00:00:00.000Z',
    actor: { kind: 'system', task: 'test' },
    changes: [change],
    idempotency: null,
    answer: () => ({ status: 201, body: null }),
  });
  if (isRefusal(outcome)) throw new Error(`The test could not begin: ${outcome.code}`);
};

/** Makes the round, its challenge and its people in `table`. */
export const createPurchaseWorld = async (
  table: Table,
  policy: Partial<RoundPolicy> = {},
  sealKeyArn: string | null = null,
): Promise<PurchaseWorld> => {
  const roundId = crypto.randomUUID();
  const challengeId = crypto.randomUUID();
  const staff = await createMember(table, 'AGENCY', ['staff']);
  const buyer = await createMember(table, 'PUBLIC_BODY', ['buyer']);
  const round = roundLike({
    roundId,
    state: 'PURCHASE',
    sealKeyArn,
    calledAt: '2020-05-01T00:00:00.000Z',
    deadlines: {
      challengeCall: '2020-04-01T00:00:00.000Z',
      proposals: '2020-05-31T15:00:00.000Z',
      evaluation: '2020-06-09T00:00:00.000Z',
      standstill: '2020-06-30T00:00:00.000Z',
    },
    policy: { ...defaultPolicy, verdictCommentInSeconds: 0, ...policy },
  });
  await putNewThing(table, roundChange(null, round, 'plan'));
  await putNewThing(
    table,
    challengeChange(null, challengeOf(roundId, challengeId, buyer.organisationId), 'draft'),
  );
  const stored = await readRound(table, roundId);
  if (stored === null) throw new Error('The test’s round is not there');
  return {
    round: stored,
    challengeId,
    staff,
    buyer,
    auditor: await createMember(table, 'AGENCY', ['auditor'], staff.organisationId),
    otherBuyer: await createMember(table, 'PUBLIC_BODY', ['buyer']),
    supplier: await createMember(table, 'SUPPLIER', ['author', 'signatory']),
  };
};

const challengeOf = (roundId: string, challengeId: string, buyerId: string): Challenge => {
  const said = { ko: '산악 구조', en: 'Mountain rescue' };
  return {
    state: 'MATCHED',
    challengeId,
    roundId,
    buyerId,
    coProposerIds: [],
    field: '03',
    callDeadline: '2020-04-01T00:00:00.000Z',
    title: said,
    problem: said,
    requiredPerformance: [flightTime, response],
    placeOfUse: said,
    quantity: 1,
    priceCeilingInWon: 150_000_000,
    trialPeriodInDays: 30,
    firstUseCommitment: { site: said, people: said, permits: said },
    contact: { office: said, email: 'office@test.example', telephone: '02-000-0000' },
    submittedAt: '2020-03-01T00:00:00.000Z',
    decisionReason: null,
    incubation: null,
    incubatedFrom: null,
    correctionNumber: 0,
  };
};

/** Puts a proposal of the world's supplier that the decision funds into the table; answers its id. */
export const putProposal = async (
  table: Table,
  { round, challengeId, supplier }: PurchaseWorld,
  state: Proposal['state'] = 'PRIORITISED',
): Promise<string> => {
  const proposalId = crypto.randomUUID();
  const proposal: Proposal = {
    state,
    proposalId,
    challengeId,
    roundId: round.roundId,
    supplierId: supplier.organisationId,
    proposalDeadline: '2020-05-31T15:00:00.000Z',
    sealKeyArn: 'arn:aws:kms:ap-northeast-2:000000000000:key/none',
    content: null,
    draft: null,
    missing: [],
    saveNumber: 1,
    submissionNumber: 1,
    submittedAt: '2020-05-31T14:00:00.000Z',
    attachments: [],
    partners: [],
    draftCorrection: 0,
    acknowledgedCorrection: 0,
    oneAnswerOnly: true,
    eligibilityReason: null,
  };
  await putNewThing(table, proposalChange(null, proposal, 'submit'));
  return proposalId;
};

/** Every operation of purchases and first use, called as the gateway calls it. */
export const purchaseApi = ({
  // Read only where somebody objected.
  records = createRecords('none'),
  ...dependencies
}: PurchaseDependencies & { readonly records?: Records }) => {
  const { table } = dependencies;
  const handler = serve(
    [
      createReadPurchase({ table }),
      createListPurchases({ table }),
      createReadBudget({ table }),
      createContractPurchase({ ...dependencies, records }),
      createRecordDelivery(dependencies),
      createRecordInspection(dependencies),
      createAcceptPurchase(dependencies),
      createPayPurchase(dependencies),
      createTerminatePurchase(dependencies),
      createReadFirstUse({ table }),
      createReportVerdict({ table }),
      createPublishVerdict({ table }),
      createListVerdicts({ table }),
      createDeclineFirstUse(dependencies),
      createApplyForFirstUse({ table }),
      createListFirstUseApplications({ table }),
      createPlanTrial({ table }),
      createCommentOnReport({ table }),
      createRecordOutcome({ table }),
      createReadLessons({ table }),
      createReadFigures({ table }),
    ],
    table,
  );
  const call =
    (method: 'GET' | 'POST' | 'PUT') =>
    (who: Member | null, path: string, at: string, body?: unknown, key?: string): Promise<HttpAnswer> =>
      callApi(handler, {
        method,
        path,
        receivedAt: at,
        ...(who === null ? {} : { accountId: who.accountId }),
        ...(body === undefined ? {} : { body }),
        ...(key === undefined ? {} : { headers: { 'Idempotency-Key': key } }),
      });
  return { get: call('GET'), post: call('POST'), put: call('PUT') };
};
