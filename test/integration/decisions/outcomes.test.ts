import { describe, expect, it } from '@jest/globals';
import { applyOutcomes } from '../../../functions/decisions/apply-outcomes.ts';
import { readChallenge } from '../../../functions/challenges/store.ts';
import { readProposal } from '../../../functions/proposals/store.ts';
import { readRound } from '../../../functions/rounds/store.ts';
import { approve, createDecidedWorld, noticeAt as at, recommend } from '../../support/decided-world.ts';
import { readEntries } from '../../support/entries.ts';
import { expectStatus, moveRound, type World } from '../../support/evaluation-world.ts';

describe('outcomes that meet a withdrawal', () => {
  it('leave the withdrawn as it is', async () => {
    const world = await createDecidedWorld();
    expectStatus(await approve(world, world.approver, await recommend(world)), 200);
    const row = await world.table.get({ pk: `PROPOSAL#${world.proposalIds[2]}`, sk: 'PROPOSAL' });
    await world.table.put({ ...row, state: 'WITHDRAWN_AFTER_OPENING' });
    await moveRound(world, { state: 'NOTICE', noticeAt: at });
    const round = await readRound(world.table, world.roundId);
    if (round === null) throw new Error('No round');
    await applyOutcomes(world, round, at);
    expect(await readProposal(world.table, world.proposalIds[2])).toMatchObject({
      state: 'WITHDRAWN_AFTER_OPENING',
    });
    expect(await readChallenge(world.table, world.challengeIds[1])).toMatchObject({ state: 'UNMATCHED' });
  });

  it('unmatch a challenge whose only passing proposal is withdrawn after the notice', async () => {
    const world = await createDecidedWorld();
    expectStatus(await approve(world, world.approver, await recommend(world)), 200);
    await moveRound(world, { state: 'NOTICE', noticeAt: at });
    const round = await readRound(world.table, world.roundId);
    if (round === null) throw new Error('No round');
    const stateAfter = async () => {
      await applyOutcomes(world, round, at);
      return (await readChallenge(world.table, world.challengeIds[1]))?.state;
    };
    expect(await stateAfter()).toBe('MATCHED');
    const row = await world.table.get({ pk: `PROPOSAL#${world.proposalIds[2]}`, sk: 'PROPOSAL' });
    await world.table.put({ ...row, state: 'WITHDRAWN_AFTER_OPENING' });
    expect(await stateAfter()).toBe('UNMATCHED');
    expect(await readChallenge(world.table, world.challengeIds[0])).toMatchObject({ state: 'MATCHED' });
  });

  it('go on where a run was cut short', async () => {
    const world = await createDecidedWorld();
    expectStatus(await approve(world, world.approver, await recommend(world)), 200);
    await moveRound(world, { state: 'NOTICE', noticeAt: at });
    const round = await readRound(world.table, world.roundId);
    if (round === null) throw new Error('No round');
    for (const allowed of [0, 1, 2, 3, 4, 5]) {
      let left = allowed;
      const failing = {
        ...world.table,
        transact: async (writes: Parameters<World['table']['transact']>[0]) => {
          if (left === 0) throw new Error('The power failed');
          left -= 1;
          return world.table.transact(writes);
        },
      };
      // What a run before has done needs no write any more, so one of them comes to the end.
      await applyOutcomes({ ...world, table: failing }, round, at).catch((error: unknown) => {
        expect(error).toMatchObject({ message: 'The power failed' });
      });
    }
    const states = await Promise.all(
      world.proposalIds.map(async (id) => (await readProposal(world.table, id))?.state),
    );
    expect(states).toEqual(['PRIORITISED', 'REJECTED', 'PRIORITISED']);
    const entries = await readEntries(world.table, `round/${world.roundId}`);
    expect(
      entries.filter(({ leaf }) => ['prioritise', 'reject', 'notify', 'match'].includes(leaf.action)),
    ).toHaveLength(6);
  });
});
