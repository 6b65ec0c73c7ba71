import { type PriorityList, standingSha256 } from '../../../functions/decisions/rules.ts';
import { decisionChange, type Records } from '../../../functions/decisions/store.ts';
import { panelChange, scorecardChange } from '../../../functions/evaluation/store.ts';
import { canonicalJson } from '../../../functions/platform/canonical-json.ts';
import { sha256Hex } from '../../../functions/platform/digest.ts';
import type { Instant } from '../../../functions/platform/instant.ts';
import type { Table } from '../../../functions/platform/table.ts';
import type { Workflow } from '../../../functions/platform/workflow.ts';
import { purchaseIdOf } from '../../../functions/purchases/rules.ts';
import { storeChallenge } from '../challenges.ts';
import { panelLike, scorecardLike, smallPolicy } from '../evaluation.ts';
import { callApi } from '../http-event.ts';
import { declareClear } from '../declare-conflict.ts';
import { createMember } from '../members.ts';
import { createMemoryTable } from '../memory-table.ts';
import { storeProposal } from '../proposals.ts';
import { purchaseApi, putNewThing } from '../purchase-world.ts';
import { createRoundsApi } from '../rounds-api.ts';
import { storeRound } from '../rounds.ts';
import { agreedTerms, flightTime } from '../sample-purchase.ts';

/** A person does something at an instant; throws where it is refused. */
export type Act = {
  readonly at: Instant;
  readonly run: (table: Table, workflow: Workflow) => Promise<void>;
};

export type RoundStory = Awaited<ReturnType<typeof createRoundStory>>;

const priceInWon = 100_000_000;
const month = 30 * 86_400;

/** The deadlines of the story, between which nothing but the machines' tasks make things move on. */
export const storyDeadlines = {
  challengeCall: '2020-03-11T15:00:00.000Z',
  proposals: '2020-04-01T15:00:00.000Z',
  evaluation: '2020-05-11T15:00:00.000Z',
  standstill: '2020-06-10T00:00:00.000Z',
  inspection: '2020-07-06T00:00:00.000Z',
} as const;

/**
 * A round from its call for challenges to its end, as people play it who come a few days after what they wait for: four
 * challenges, of which one is met by nobody; three purchases, one with a remedy, one that nobody inspects in time, one given
 * up; a report that comes in time and one that has to be asked for. What no machine has a part in stands there from the beginning:
 * the panel's scorecards and the approved list.
 */
export const createRoundStory = async () => {
  const { table, rows } = createMemoryTable();
  const staff = await createMember(table, 'AGENCY', ['staff']);
  const approver = await createMember(table, 'AGENCY', ['approver'], staff.organisationId);
  const buyer = await createMember(table, 'PUBLIC_BODY', ['buyer']);
  const supplier = await createMember(table, 'SUPPLIER', ['author', 'signatory']);
  const policy = {
    ...smallPolicy,
    trialInSeconds: month,
    verdictCommentInSeconds: 0,
    inspectionInSeconds: 14 * 86_400,
  };
  const { roundId } = await storeRound(table, { state: 'PLANNED', policy });
  const challengeIds: string[] = [];
  for (let count = 0; count < 4; count += 1) {
    const about = { roundId, buyerId: buyer.organisationId, requiredPerformance: [flightTime] };
    challengeIds.push((await storeChallenge(table, { ...about, priceCeilingInWon: priceInWon })).challengeId);
  }
  // Two answer the first challenge; the last is answered by nobody.
  const lines: PriorityList['list'][number][] = [];
  for (const [place, challengeId = ''] of [0, 1, 2, 0].map((at) => challengeIds[at]).entries()) {
    const { proposalId } = await storeProposal(table, {
      state: 'ELIGIBLE',
      roundId,
      challengeId,
      supplierId: supplier.organisationId,
    });
    await putScores(table, { roundId, challengeId, proposalId }, place < 3);
    lines.push(lineOf(place, { proposalId, challengeId }));
  }
  const records = await putDecision(table, roundId, lines);

  const purchases = lines.slice(0, 3).map(({ proposalId }) => `/purchases/${purchaseIdOf(proposalId)}`);
  const [remedied = '', forgotten = '', givenUp = ''] = purchases;
  const people = { staff, approver, buyer, supplier };
  await declareClear(table, roundId, [staff, approver, buyer]);
  const round =
    (who: keyof typeof people, folder: string, at: Instant, body: object): Act['run'] =>
    async (held, workflow) => {
      const { status, body: told } = await callApi(createRoundsApi(held, workflow).handler, {
        method: 'POST',
        path: `/rounds/${roundId}/${folder}`,
        accountId: people[who].accountId,
        receivedAt: at,
        body,
      });
      if (status !== 200 && status !== 201) throw new Error(`${folder}: ${JSON.stringify([body, told])}`);
    };
  const acts: Act[] = [];
  const ofRound = (at: Instant, who: keyof typeof people, body: object, folder = 'transitions') =>
    acts.push({ at, run: round(who, folder, at, body) });
  const ofPurchase = (at: Instant, who: keyof typeof people, path: string, body?: unknown) =>
    acts.push({
      at,
      run: async (held, workflow) => {
        const { status, body: told } = await purchaseApi({ table: held, workflow, records }).post(
          people[who],
          path,
          at,
          body,
        );
        if (status !== 200) throw new Error(`${path}: ${JSON.stringify(told)}`);
      },
    });

  const confirmed = { confirmNonWorkingDay: true };
  ofRound('2020-03-01T00:00:00.000Z', 'staff', {
    action: 'call-for-challenges',
    deadline: storyDeadlines.challengeCall,
    ...confirmed,
  });
  ofRound(
    '2020-03-21T00:00:00.000Z',
    'staff',
    {
      action: 'call-for-proposals',
      deadline: storyDeadlines.proposals,
      decisionPromisedAt: '2020-06-30T00:00:00.000Z',
      drawSecretSha256: 'a'.repeat(64),
      ...confirmed,
    },
    'sealed-transitions',
  );
  ofRound('2020-04-11T00:00:00.000Z', 'staff', { action: 'prepare-opening', outageReason: 'Seen by hand' });
  ofRound('2020-04-11T01:00:00.000Z', 'approver', { action: 'open' }, 'sealed-transitions');
  ofRound('2020-04-21T00:00:00.000Z', 'staff', { action: 'begin-screening' });
  ofRound('2020-05-01T00:00:00.000Z', 'staff', {
    action: 'begin-evaluation',
    deadline: storyDeadlines.evaluation,
    ...confirmed,
  });
  ofRound('2020-05-21T00:00:00.000Z', 'staff', { action: 'give-notice' });
  const contract = agreedTerms(priceInWon, '2020-07-01T00:00:00.000Z');
  for (const path of purchases) ofPurchase('2020-06-20T00:00:00.000Z', 'staff', `${path}/contract`, contract);
  const delivery = { deliveredOn: '2020-06-20', note: 'At the gate' };
  for (const path of [remedied, forgotten])
    ofPurchase('2020-06-22T00:00:00.000Z', 'supplier', `${path}/delivery`, delivery);
  ofPurchase('2020-06-23T00:00:00.000Z', 'staff', `${givenUp}/termination`, { reason: 'Gave up' });
  const remedy = {
    result: 'remedy',
    findings: 'A rotor is cracked',
    remedyDueAt: '2020-07-10T00:00:00.000Z',
  };
  ofPurchase('2020-07-02T00:00:00.000Z', 'buyer', `${remedied}/inspection`, remedy);
  ofPurchase('2020-07-04T00:00:00.000Z', 'supplier', `${remedied}/delivery`, delivery);
  ofPurchase('2020-07-14T00:00:00.000Z', 'buyer', `${remedied}/inspection`, {
    result: 'passed',
    findings: 'It flies',
  });
  for (const path of [remedied, forgotten]) {
    ofPurchase('2020-07-16T00:00:00.000Z', 'buyer', `${path}/acceptance`);
    ofPurchase('2020-07-18T00:00:00.000Z', 'staff', `${path}/payment`);
  }
  ofRound('2020-07-28T00:00:00.000Z', 'staff', { action: 'begin-first-use' });
  const report = {
    verdict: 'SUCCESS',
    measurements: [{ name: flightTime.name.en, value: 31, met: true }],
    evidence: 'Logs',
  };
  ofPurchase('2020-08-18T00:00:00.000Z', 'buyer', `${remedied}/verdict`, report);
  ofPurchase('2020-08-24T00:00:00.000Z', 'buyer', `${forgotten}/verdict`, report);
  for (const path of [remedied, forgotten])
    ofPurchase('2020-08-26T00:00:00.000Z', 'staff', `${path}/verdict/publication`);
  ofRound('2020-08-28T00:00:00.000Z', 'staff', { action: 'complete' });

  return {
    /** What lies in the table before anybody acts. */
    rows: rows(),
    records,
    acts,
    /** Staff throw the round's execution away and start it again. */
    restart: (at: Instant): Act['run'] => round('staff', 'executions', at, { reason: 'It hangs' }),
    roundId,
  };
};

type Ids = { readonly proposalId: string; readonly challengeId: string };

/** A panel of three for the challenge and their locked scorecards. */
const putScores = async (table: Table, ids: Ids & { readonly roundId: string }, isFirst: boolean) => {
  const { roundId, challengeId } = ids;
  if (isFirst) await putNewThing(table, panelChange(null, panelLike({ roundId, challengeId }), 'seat'));
  for (const evaluatorId of ['E1', 'E2', 'E3'])
    await putNewThing(table, scorecardChange(null, scorecardLike(evaluatorId, 800, ids), 'submit'));
};

const lineOf = (place: number, ids: Ids): PriorityList['list'][number] => {
  const row = {
    ...ids,
    rank: place + 1,
    total: 2400,
    dimensions: { worth: 1600, craft: 800 },
    keptScorecards: 3,
    priceInWon,
  };
  return place < 3
    ? { ...row, outcome: 'FUNDED', reason: null }
    : { ...row, outcome: 'RESERVE', reason: 'challenge-served' };
};

/** The approved decision of these lines; answers the records that it names, which nobody writes any more. */
const putDecision = async (table: Table, roundId: string, list: PriorityList['list']): Promise<Records> => {
  const proposals = list.map(({ proposalId }) => ({ proposalId, state: 'ELIGIBLE' }) as const);
  const text = canonicalJson({
    ruleVersion: '2020.1',
    policy: 'skip',
    budgetInWon: smallPolicy.budgetInWon,
    committedInWon: 3 * priceInWon,
    list,
  } satisfies PriorityList);
  await putNewThing(
    table,
    decisionChange(
      null,
      {
        state: 'APPROVED',
        roundId,
        sheetSha256: sha256Hex('no objection reads the sheet'),
        listSha256: sha256Hex(text),
        sheetObject: { key: 'sheet', versionId: '1' },
        listObject: { key: 'list', versionId: '1' },
        standingSha256: standingSha256(proposals),
        committedInWon: 3 * priceInWon,
        recommendedBy: 'one',
        recommendedAt: '2020-05-15T00:00:00.000Z',
        approvedBy: 'other',
        approvedAt: '2020-05-16T00:00:00.000Z',
        notifiedAt: null,
        finalAt: null,
        reopened: [],
        revision: null,
        earlier: [],
      },
      'recommend',
    ),
  );
  return {
    put: () => Promise.reject(new Error('Nothing is recorded any more')),
    get: ({ key }) =>
      key === 'list' ? Promise.resolve(text) : Promise.reject(new Error(`${key} is not asked for`)),
  };
};
