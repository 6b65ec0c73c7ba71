import { describe, expect, it } from '@jest/globals';
import { readDecision } from '../../../functions/decisions/store.ts';
import { serve } from '../../../functions/platform/http.ts';
import { noticeKey } from '../../../functions/platform/notice.ts';
import { createWithdrawProposal } from '../../../functions/proposals/withdraw-proposal.ts';
import { readRound } from '../../../functions/rounds/store.ts';
import {
  approve,
  createDecidedWorld,
  type DecidedWorld,
  noticeAt as at,
  recommend,
} from '../../support/decided-world.ts';
import { readEntries } from '../../support/entries.ts';
import { expectStatus } from '../../support/evaluation-world.ts';
import { callApi } from '../../support/http-event.ts';
import { createRoundsApi } from '../../support/rounds-api.ts';

describe('a proposal that is withdrawn between the approval and the notice', () => {
  const giveNotice = ({ table, roundId, staff }: DecidedWorld) =>
    callApi(createRoundsApi(table).handler, {
      method: 'POST',
      path: `/rounds/${roundId}/transitions`,
      receivedAt: at,
      accountId: staff.accountId,
      body: { action: 'give-notice' },
    });

  const withdraw = async (world: DecidedWorld, proposalId: string) => {
    const handler = serve(
      [
        createWithdrawProposal({
          table: world.table,
          sign: () => Promise.resolve('signature'),
          keyId: 'key',
        }),
      ],
      world.table,
    );
    const supplier = world.suppliers[world.proposalIds.indexOf(proposalId)];
    const path = `/proposals/${proposalId}/withdrawal`;
    const accountId = supplier?.accountId ?? '';
    expectStatus(await callApi(handler, { method: 'POST', path, receivedAt: at, accountId, body: {} }), 200);
  };

  it('is not announced: staff recommend again, an approver approves again, and notice is given of that', async () => {
    const world = await createDecidedWorld();
    const first = await recommend(world);
    expectStatus(await approve(world, world.approver, first), 200);
    const [funded] = world.proposalIds;
    await withdraw(world, funded);
    expect(await giveNotice(world)).toMatchObject({ status: 409, body: { code: 'sheet-outdated' } });
    expect(await readRound(world.table, world.roundId)).toMatchObject({ state: 'DECISION', noticeAt: null });
    expect(await world.table.get(noticeKey(`result-announced/${world.roundId}`))).toBeNull();

    const read = () => world.api.get(world.approver, `${world.path}/records`);
    expect(await read()).toMatchObject({ status: 200, body: { replacedList: null } });
    const second = await recommend(world);
    expect(second).not.toBe(first);
    // The approver sees what was approved before beside what is to be approved now.
    expect(await read()).toMatchObject({
      body: {
        list: { list: [{ proposalId: world.proposalIds[2] }, {}, {}] },
        replacedList: { list: [{ proposalId: funded, outcome: 'FUNDED' }, {}, {}, {}] },
      },
    });
    expect(await giveNotice(world)).toMatchObject({ body: { code: 'decision-not-approved' } });
    expectStatus(await approve(world, world.approver, second), 200);
    expect(await giveNotice(world)).toMatchObject({ status: 200, body: { phase: 'NOTICE' } });
    const round = await readRound(world.table, world.roundId);
    expect(await world.table.get(noticeKey(`result-announced/${world.roundId}`))).toMatchObject({
      audience: { kind: 'round-holders', roundId: world.roundId },
      facts: { objectBefore: round?.deadlines.standstill },
    });
    expect(await readDecision(world.table, world.roundId)).toMatchObject({
      state: 'APPROVED',
      sheetSha256: second,
      earlier: [{ sheetSha256: first, approvedAt: expect.any(String) }],
    });
    const entries = await readEntries(world.table, `round/${world.roundId}`, `decision/${world.roundId}`);
    expect(entries.map(({ leaf }) => [leaf.action, leaf.from])).toEqual([
      ['recommend', null],
      ['approve', 'RECOMMENDED'],
      ['recommend', 'APPROVED'],
      ['approve', 'RECOMMENDED'],
    ]);
  });

  it('at the same moment as the notice leaves one of the two undone', async () => {
    const world = await createDecidedWorld();
    expectStatus(await approve(world, world.approver, await recommend(world)), 200);
    const before = (await readRound(world.table, world.roundId))?.bookkeeping.version ?? 0;
    await withdraw(world, world.proposalIds[0]);
    // Whoever read the round before it finds another version now.
    expect((await readRound(world.table, world.roundId))?.bookkeeping.version).toBe(before + 1);
  });
});
