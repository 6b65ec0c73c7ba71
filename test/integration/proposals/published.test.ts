import { expect, it } from '@jest/globals';
import { fieldsOf } from '../../../functions/platform/change.ts';
import { commit } from '../../../functions/platform/commit.ts';
import { proposalChange, readProposal } from '../../../functions/proposals/store.ts';
import { changeRound } from '../../support/call-world.ts';
import { createProposalWorld } from '../../support/proposal-world.ts';
import { contentLike } from '../../support/sample-proposal.ts';

const { table, call, ready, save, submit, open } = await createProposalWorld();

const published = (accountId: string, proposalId: string) =>
  call(accountId, { method: 'GET', path: `/proposals/${proposalId}/publication` });

it('is published at the notice, not before it, and without what is marked', async () => {
  const beginning = await ready();
  const { supplier, proposalId, round } = beginning;
  await save(supplier.author, proposalId, {
    body: contentLike({
      summary: { ko: 'canary-summary', en: 'canary-summary' },
      solution: 'canary-solution',
      tradeSecrets: [
        { kind: 'field', field: 'summary', reason: 'canary-reason' },
        { kind: 'field', field: 'solution', reason: 'canary-reason' },
      ],
    }),
  });
  await submit(supplier.signatory, proposalId);
  await open(beginning);
  const before = await readProposal(table, proposalId);
  if (before === null) throw new Error('The proposal is gone');
  await commit(table, {
    at: '2020-07-01T00:00:00.000Z',
    actor: { kind: 'system', task: 'test' },
    changes: [proposalChange(before, { ...fieldsOf(before), state: 'PRIORITISED' }, 'prioritise')],
    idempotency: null,
    answer: () => ({ status: 200, body: null }),
  });
  const anybody = crypto.randomUUID();
  expect(await published(anybody, proposalId)).toMatchObject({ status: 404 });
  await changeRound(table, round.roundId, { state: 'NOTICE', noticeAt: '2020-07-02T00:00:00.000Z' });
  const answer = await published(anybody, proposalId);
  expect(answer).toMatchObject({
    status: 200,
    body: { priceInWon: 350_000_000, solution: null, withheld: ['summary', 'solution'] },
  });
  expect(JSON.stringify(answer)).not.toContain('canary');
});
