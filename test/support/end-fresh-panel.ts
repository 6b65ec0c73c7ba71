import { freshPanelKey } from '../../functions/evaluation/store.ts';
import type { Instant } from '../../functions/platform/instant.ts';
import { createTable } from '../../functions/platform/table.ts';
import { sharedStack } from './stack.ts';

type OfPanel = { readonly challengeId: string; readonly proposalId: string };

/** Sets when a fresh panel ends, as if its days had gone by: no policy makes them short enough to wait for. */
export const endFreshPanel = async (
  { challengeId, proposalId }: OfPanel,
  deadline: Instant,
): Promise<void> => {
  const table = createTable(sharedStack().outputs['TableName'] ?? '');
  const key = freshPanelKey(challengeId, proposalId);
  const row = await table.get(key);
  if (row === null) throw new Error('No fresh panel is seated for this proposal');
  await table.put({ ...row, ...key, deadline });
};
