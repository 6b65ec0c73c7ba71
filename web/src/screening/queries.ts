import { queryOptions } from '@tanstack/react-query';
import { type Api, dataOf } from '../api/client.ts';
import type { components } from '../api/description.ts';

export type Screening = components['schemas']['ScreeningView'];

/** How an opened proposal was screened, for its supplier, the agency and its panel. */
export const screeningQuery = (api: Api, proposalId: string) =>
  queryOptions({
    queryKey: ['evaluations', proposalId, 'screening'],
    queryFn: () => dataOf(api.GET('/proposals/{proposalId}/screening', { params: { path: { proposalId } } })),
  });
