import { queryOptions } from '@tanstack/react-query';
import { allRows, type Api, dataOf, writeHeaders } from '../api/client.ts';
import type { components, paths } from '../api/description.ts';

/** A designated solution as everybody sees it. */
export type Designation = components['schemas']['DesignationView'];

/** The same with what led there, for its supplier and the agency. */
export type DesignationFile = components['schemas']['DesignationFileView'];

/** The designated solutions, those in force and those that were. */
export const designationsQuery = (api: Api) =>
  queryOptions({
    queryKey: ['designations'],
    queryFn: () => allRows((query) => dataOf(api.GET('/designations', { params: { query } }))),
  });

export const designationFileQuery = (api: Api, proposalId: string) =>
  queryOptions({
    queryKey: ['designations', proposalId],
    queryFn: () =>
      dataOf(api.GET('/proposals/{proposalId}/designation', { params: { path: { proposalId } } })),
  });

/** Who wants to buy a designated solution, the agency and its supplier read. */
export const buyingRequestsQuery = (api: Api, proposalId: string) =>
  queryOptions({
    queryKey: ['designations', proposalId, 'requests'],
    queryFn: () =>
      allRows((query) =>
        dataOf(api.GET('/designations/{proposalId}/requests', { params: { path: { proposalId }, query } })),
      ),
  });

/** True while public bodies may buy it without another competition. */
export const isInForce = ({ state }: Pick<Designation, 'state'>): boolean =>
  state === 'ACTIVE' || state === 'EXTENDED';

export type Change = NonNullable<
  paths['/proposals/{proposalId}/designation/changes']['post']['requestBody']
>['content']['application/json'];

/** Changes a designation, as it was read. Throws what the API refuses. */
export const sendChange = (
  api: Api,
  { proposalId, version }: Pick<Designation, 'proposalId' | 'version'>,
  body: Change,
  key: string,
) =>
  dataOf(
    api.POST('/proposals/{proposalId}/designation/changes', {
      params: { path: { proposalId }, header: writeHeaders(key, version) },
      body,
    }),
  );
