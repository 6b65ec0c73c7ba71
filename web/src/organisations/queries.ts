import { queryOptions } from '@tanstack/react-query';
import { type Api, dataOf } from '../api/client.ts';
import type { components } from '../api/description.ts';
import { hashOf } from './invitation-code.ts';

export type Organisation = components['schemas']['OrganisationView'];

/** What an invitation is to, for whoever has its code. */
export const memberInvitationQuery = (api: Api, organisationId: string, code: string) =>
  queryOptions({
    queryKey: ['member-invitations', organisationId, code],
    queryFn: async () =>
      dataOf(
        api.GET('/organisations/{organisationId}/invitations/{codeSha256}', {
          params: { path: { organisationId, codeSha256: await hashOf(code) } },
        }),
      ),
  });

/** An organisation with its people, for whoever is of it. */
export const organisationQuery = (api: Api, organisationId: string) =>
  queryOptions({
    queryKey: ['organisations', organisationId],
    queryFn: () =>
      dataOf(api.GET('/organisations/{organisationId}', { params: { path: { organisationId } } })),
  });
