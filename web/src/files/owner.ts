import { type QueryKey, queryOptions } from '@tanstack/react-query';
import { type Api, dataOf, writeHeaders } from '../api/client.ts';
import type { components, paths } from '../api/description.ts';

export type Attachment = components['schemas']['AttachmentView'];
export type Manifest =
  paths['/proposals/{proposalId}/attachments']['post']['requestBody']['content']['application/json'];
export type Link = { readonly url: string; readonly headers: Readonly<Record<string, string>> };
type Part = { readonly partNumber: number; readonly sizeInBytes: number; readonly upload: Link };

/** What files belong to, by the calls that bring them there and take them out again. */
export type FileOwner = {
  /** Of the query that reads them. */
  readonly queryKey: QueryKey;
  /** What is read anew when one came or went. */
  readonly refreshes: QueryKey;
  readonly list: (signal?: AbortSignal) => Promise<readonly Attachment[]>;
  readonly declare: (
    manifest: Manifest,
  ) => Promise<{ readonly attachmentId: string; readonly upload: Link | null }>;
  readonly openParts: (
    attachmentId: string,
    signal: AbortSignal,
  ) => Promise<{ readonly missing: readonly Part[]; readonly partSizeInBytes: number }>;
  readonly receive: (attachmentId: string) => Promise<unknown>;
  /** The key is given where it is a person's act, which may be repeated. */
  readonly remove: (attachmentId: string, key?: string) => Promise<unknown>;
};

/** What has come, with what its check found. */
export const filesQuery = ({ queryKey, list }: FileOwner) =>
  queryOptions({ queryKey, queryFn: () => list() });

/** Of one intention each: what has arrived is looked for before anything is sent again. */
const header = (key: string = crypto.randomUUID()) => writeHeaders(key);

/** The files of a draft, which go along with its submission. */
export const proposalFiles = (api: Api, proposalId: string): FileOwner => {
  const all = { params: { path: { proposalId } } };
  const one = (attachmentId: string, key?: string) => ({
    params: { path: { proposalId, attachmentId }, header: header(key) },
  });
  return {
    queryKey: ['own-proposals', proposalId, 'attachments'],
    refreshes: ['own-proposals'],
    list: async (signal) =>
      (await dataOf(api.GET('/proposals/{proposalId}/attachments', { ...all, signal: signal ?? null }))).rows,
    declare: (body) =>
      dataOf(
        api.POST('/proposals/{proposalId}/attachments', {
          params: { path: { proposalId }, header: header() },
          body,
        }),
      ),
    openParts: (attachmentId, signal) =>
      dataOf(
        api.POST('/proposals/{proposalId}/attachments/{attachmentId}/parts', {
          ...one(attachmentId),
          signal,
        }),
      ),
    receive: (attachmentId) =>
      api.POST('/proposals/{proposalId}/attachments/{attachmentId}/receipt', one(attachmentId)),
    remove: (attachmentId, key) =>
      api.DELETE('/proposals/{proposalId}/attachments/{attachmentId}', one(attachmentId, key)),
  };
};

export type DocumentKind = paths['/documents/{kind}/{ownerId}']['get']['parameters']['path']['kind'];

/** The files that one's side brings after the opening: each goes along with the act that names it. */
export const documentFiles = (api: Api, kind: DocumentKind, ownerId: string): FileOwner => {
  const all = { kind, ownerId };
  const one = (attachmentId: string, key?: string) => ({
    params: { path: { ...all, attachmentId }, header: header(key) },
  });
  const queryKey = ['documents', kind, ownerId];
  return {
    queryKey,
    refreshes: queryKey,
    list: async (signal) =>
      (
        await dataOf(
          api.GET('/documents/{kind}/{ownerId}', { params: { path: all }, signal: signal ?? null }),
        )
      ).rows,
    declare: (body) =>
      dataOf(api.POST('/documents/{kind}/{ownerId}', { params: { path: all, header: header() }, body })),
    openParts: (attachmentId, signal) =>
      dataOf(api.POST('/documents/{kind}/{ownerId}/{attachmentId}/parts', { ...one(attachmentId), signal })),
    receive: (attachmentId) =>
      api.POST('/documents/{kind}/{ownerId}/{attachmentId}/receipt', one(attachmentId)),
    remove: (attachmentId, key) =>
      api.DELETE('/documents/{kind}/{ownerId}/{attachmentId}', one(attachmentId, key)),
  };
};
