import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { expect, it } from '@jest/globals';
import { readChallenge } from '../../../functions/challenges/store.ts';
import { readDecision } from '../../../functions/decisions/store.ts';
import {
  listEvaluators,
  listScorecardsOfProposal,
  readPanel,
  readUndertaking,
} from '../../../functions/evaluation/store.ts';
import { pageOfEntries } from '../../../functions/ledger/store.ts';
import type { Row, Table } from '../../../functions/platform/table.ts';
import { readProposal } from '../../../functions/proposals/store.ts';
import { createForgetPeople } from '../../../functions/retention/forget-people.ts';
import { completeRound } from '../../support/complete-round.ts';
import { approve, createDecidedWorld, recommend } from '../../support/decided-world.ts';
import { declareConflict } from '../../support/declare-conflict.ts';
import { expectStatus, nameInPool } from '../../support/evaluation-world.ts';

/** Everything that lies in the table. */
const rowsOf = async ({ tableName }: Table): Promise<readonly Row[]> => {
  const client = new DynamoDBClient({});
  const rows: Row[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: tableName }))
    rows.push(...Items.map((item) => unmarshall(item)));
  return rows;
};

const leavesOf = async (table: Table, roundId: string) =>
  (await pageOfEntries(table, `round/${roundId}`, null)).rows.map(({ leaf }) => leaf);

it('leaves of an ended round what was decided and the ledger, and of people nothing', async () => {
  const world = await createDecidedWorld();
  const { table, roundId, challengeIds, proposalIds } = world;
  expectStatus(await approve(world, world.approver, await recommend(world)), 200);
  await declareConflict(
    table,
    world.colleague,
    { roundId, challengeId: challengeIds[1] },
    '2020-07-01T00:00:00.000Z',
  );
  await completeRound(table, roundId, '2020-12-01T00:00:00.000Z');
  const [leaves, panel, cards] = await Promise.all([
    leavesOf(table, roundId),
    readPanel(table, challengeIds[0]),
    listScorecardsOfProposal(table, proposalIds[0]),
  ]);
  const decision = await readDecision(table, roundId);

  const forget = (at: string) => createForgetPeople({ table, clock: () => at, policy: { years: 10 } })();
  await forget('2030-11-30T00:00:00.000Z');
  expect(JSON.stringify(await rowsOf(table))).toContain(nameInPool);
  await forget('2030-12-01T00:00:00.001Z');
  await forget('2030-12-02T00:00:00.001Z');

  const text = JSON.stringify(
    (await rowsOf(table)).filter(({ pk }) => !/^(?:ACCOUNT|ORGANISATION)#/u.test(String(pk))),
  );
  const people = [...world.evaluators, world.staff, world.colleague, world.approver];
  for (const one of [
    nameInPool,
    ...people.map(({ accountId }) => accountId),
    'The supplier employs my sister',
    'As the documents show',
    'Urgent',
    'office@body.example',
  ])
    expect({ one, isFound: text.includes(one) }).toEqual({ one, isFound: false });
  expect(await listEvaluators(table, roundId)).toEqual([]);
  const [evaluator] = world.evaluators;
  expect(await readUndertaking(table, roundId, evaluator?.accountId ?? '')).toBeNull();

  // What was decided, by pseudonyms, and every entry as it was hashed.
  expect(await leavesOf(table, roundId)).toEqual(leaves);
  expect(await readPanel(table, challengeIds[0])).toEqual(panel);
  const kept = await listScorecardsOfProposal(table, proposalIds[0]);
  expect(kept.map(({ evaluatorId, points }) => ({ evaluatorId, points }))).toEqual(
    cards.map(({ evaluatorId, points }) => ({ evaluatorId, points })),
  );
  const forgotten = await readDecision(table, roundId);
  expect(forgotten).toMatchObject({
    state: decision?.state,
    sheetSha256: decision?.sheetSha256,
    listSha256: decision?.listSha256,
    recommendedBy: expect.stringMatching(/^person-\d+$/u),
    approvedBy: expect.stringMatching(/^person-\d+$/u),
  });
  expect(forgotten?.recommendedBy).not.toBe(forgotten?.approvedBy);
  expect(await readProposal(table, proposalIds[0])).toMatchObject({ state: 'ELIGIBLE' });
  expect(await readChallenge(table, challengeIds[0])).toMatchObject({ state: 'SELECTED' });
});
