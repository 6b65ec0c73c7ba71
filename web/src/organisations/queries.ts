import { queryOptions } from '@tanstack/react-query';
import { type Api, dataOf } from '../api/client.ts';
import type { components } from '../api/description.ts';

export type Organisation = components['schemas']['OrganisationView'];

/** An organisation with its people, for whoever is of it. */
export const organisationQuery = (api: Api, organisationId: string) =>
  queryOptions({
    queryKey: ['organisations', organisationId],
    queryFn: () =>
      dataOf(api.GET('/organisations/{organisationId}', { params: { path: { organisationId } } })),
  });
