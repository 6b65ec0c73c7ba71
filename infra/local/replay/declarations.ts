import { declareForRound, readRoundDeclaration } from '../../../functions/evaluation/schema.ts';
import type { ApiClient } from '../api-client.ts';
import { agencyApis, type Stage } from './cast.ts';

/** Somebody declares for an opened round that they have no stake in any of its challenges, once. */
export const declareClear = async (api: ApiClient, roundId: string): Promise<void> => {
  const parameters = { roundId };
  const { declaredAt } = await api.must(readRoundDeclaration, { parameters });
  if (declaredAt === null) await api.must(declareForRound, { parameters, body: { conflicts: [] } });
};

/** The agency's people who read and decide declare, as soon as a round is opened. */
export const declareAgency = async (
  stage: Stage,
  roundId: string,
  who: readonly ('staff' | 'colleague' | 'approver' | 'deputy')[] = [
    'staff',
    'colleague',
    'approver',
    'deputy',
  ],
): Promise<void> => {
  const apis = agencyApis(stage);
  for (const name of who) await declareClear(apis[name], roundId);
};
