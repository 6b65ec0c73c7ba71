import { commit } from '../../functions/platform/commit.ts';
import type { Table } from '../../functions/platform/table.ts';
import type { Proposal } from '../../functions/proposals/rules.ts';
import { proposalChange } from '../../functions/proposals/store.ts';

/** A submitted proposal with nothing readable in it; a test says what is different. */
export const proposalLike = (different: Partial<Proposal> = {}): Proposal => ({
  state: 'SUBMITTED',
  proposalId: crypto.randomUUID(),
  challengeId: crypto.randomUUID(),
  roundId: crypto.randomUUID(),
  supplierId: crypto.randomUUID(),
  proposalDeadline: '2020-05-31T15:00:00.000Z',
  sealKeyArn: 'arn:aws:kms:ap-northeast-2:000000000000:key/none',
  content: null,
  draft: null,
  missing: [],
  saveNumber: 1,
  submissionNumber: 1,
  submittedAt: '2020-05-30T00:00:00.000Z',
  attachments: [],
  partners: [],
  draftCorrection: 0,
  acknowledgedCorrection: 0,
  oneAnswerOnly: true,
  eligibilityReason: null,
  ...different,
});

/** Puts a proposal that is `different` into the table, as if it had come there. */
export const storeProposal = async (table: Table, different: Partial<Proposal> = {}): Promise<Proposal> => {
  const proposal = proposalLike(different);
  await commit(table, {
    at: '2020-05-30T00:00:00.000Z',
    actor: { kind: 'system', task: 'test' },
    changes: [proposalChange(null, proposal, 'draft')],
    idempotency: null,
    answer: () => ({ status: 201, body: null }),
  });
  return proposal;
};
