import { expect, it } from '@jest/globals';
import { decisionChange } from '../../../functions/decisions/store.ts';
import { createChangeDesignation } from '../../../functions/designations/change-designation.ts';
import { createPrepareDesignation } from '../../../functions/designations/prepare-designation.ts';
import { serve } from '../../../functions/platform/http.ts';
import { emptiedSeal, type Proposal } from '../../../functions/proposals/rules.ts';
import { proposalPartition } from '../../../functions/attachments/store.ts';
import { callApi } from '../../support/http-event.ts';
import { createMember, type Member } from '../../support/members.ts';
import { createMemoryTable } from '../../support/memory-table.ts';
import { storeProposal } from '../../support/proposals.ts';
import { putNewThing } from '../../support/purchase-world.ts';
import { storeRound } from '../../support/rounds.ts';
import { sealedLike } from '../../support/sample-proposal.ts';

const at = '2020-09-01T00:00:00.000Z';
const body = {
  name: { ko: '드론', en: 'Drone' },
  inspection: { inspectedOn: '2020-08-30', findings: 'Built at this place' },
  resolution: 'The committee resolved to designate',
};

/** A solution that passed in a round whose decision is final, and who may designate it. */
const createScene = async (content: Proposal['content']) => {
  const { table } = createMemoryTable();
  const { roundId } = await storeRound(table, { state: 'COMPLETED' });
  const { proposalId } = await storeProposal(table, { state: 'PRIORITISED', roundId, content });
  await putNewThing(
    table,
    decisionChange(
      null,
      {
        state: 'FINAL',
        roundId,
        sheetSha256: '0'.repeat(64),
        listSha256: '0'.repeat(64),
        sheetObject: { key: 'records', versionId: 'v1' },
        listObject: { key: 'records', versionId: 'v1' },
        standingSha256: '0'.repeat(64),
        committedInWon: 0,
        recommendedBy: 'staff',
        recommendedAt: at,
        approvedBy: 'approver',
        approvedAt: at,
        notifiedAt: at,
        finalAt: at,
        reopened: [],
        revision: null,
        earlier: [],
      },
      'finalise',
    ),
  );
  const staff = await createMember(table, 'AGENCY', ['staff']);
  const approver = await createMember(table, 'AGENCY', ['approver']);
  const handler = serve([createPrepareDesignation({ table }), createChangeDesignation({ table })], table);
  const post = (who: Member, path: string, sent: unknown) =>
    callApi(handler, {
      method: 'POST',
      path: `/proposals/${proposalId}/designation${path}`,
      receivedAt: at,
      accountId: who.accountId,
      body: sent,
    });
  const empty = async (): Promise<void> => {
    const key = { pk: proposalPartition(proposalId), sk: 'PROPOSAL' };
    await table.put({ ...(await table.get(key)), ...key, content: emptiedSeal('key') });
  };
  return {
    prepare: () => post(staff, '', body),
    designate: () => post(approver, '/changes', { action: 'designate' }),
    empty,
  };
};

const gone = { status: 410, body: { code: 'contents-deleted' } };

it('prepares no designation of what was deleted', async () => {
  const { prepare } = await createScene(emptiedSeal('key'));
  expect(await prepare()).toMatchObject(gone);
});

it('designates nothing that was deleted since the preparation, and what is kept', async () => {
  const { prepare, designate, empty } = await createScene(sealedLike('content'));
  expect(await prepare()).toMatchObject({ status: 201 });
  await empty();
  expect(await designate()).toMatchObject(gone);

  const kept = await createScene(sealedLike('content'));
  await kept.prepare();
  expect(await kept.designate()).toMatchObject({ status: 200, body: { state: 'ACTIVE' } });
});
