import { describe, expect, it } from '@jest/globals';
import { createMember } from '../../support/members.ts';
import { callApi } from '../../support/http-event.ts';
import { createProposalWorld, inTime } from '../../support/proposal-world.ts';
import { createRoundsApi } from '../../support/rounds-api.ts';

const world = await createProposalWorld();
const { handler } = createRoundsApi(world.table);

describe('a cancelled round', () => {
  it('takes no submission, save or withdrawal any more, before its deadline too; its proposals are void', async () => {
    const submitted = await world.ready();
    const { signatory, author } = submitted.supplier;
    const { roundId } = submitted.round;
    expect((await world.submit(signatory, submitted.proposalId)).status).toBe(200);
    const staff = await createMember(world.table, 'AGENCY', ['staff']);
    const cancelled = await callApi(handler, {
      method: 'POST',
      path: `/rounds/${roundId}/transitions`,
      accountId: staff.accountId,
      body: { action: 'cancel', reason: '예산 삭감' },
      receivedAt: inTime,
    });
    expect(cancelled.status).toBe(200);
    const refused = { code: 'round-phase', details: { phase: 'CANCELLED' } };
    expect((await world.save(author, submitted.proposalId)).body).toMatchObject(refused);
    expect((await world.submit(signatory, submitted.proposalId)).body).toMatchObject(refused);
    expect((await world.withdraw(signatory, submitted.proposalId)).body).toMatchObject(refused);
    expect((await world.read(author, submitted.proposalId)).body).toMatchObject({
      state: 'VOID',
      submissionNumber: 1,
    });
  });
});
