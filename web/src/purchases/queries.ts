import { queryOptions } from '@tanstack/react-query';
import { allRows, type Api, dataOf } from '../api/client.ts';
import type { components } from '../api/description.ts';

export type Purchase = components['schemas']['PurchaseView'];
export type FirstUse = components['schemas']['FirstUseView'];

/** The purchases of a round that the person may see: all for the agency, those of its organisations for others. */
export const purchasesQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['purchases', 'of', roundId],
    queryFn: () =>
      allRows((query) =>
        dataOf(api.GET('/rounds/{roundId}/purchases', { params: { path: { roundId }, query } })),
      ),
  });

export const purchaseQuery = (api: Api, purchaseId: string) =>
  queryOptions({
    queryKey: ['purchases', purchaseId],
    queryFn: () => dataOf(api.GET('/purchases/{purchaseId}', { params: { path: { purchaseId } } })),
  });

/** The first use of a purchase that was accepted. */
export const firstUseQuery = (api: Api, purchaseId: string) =>
  queryOptions({
    queryKey: ['purchases', purchaseId, 'first-use'],
    queryFn: () => dataOf(api.GET('/purchases/{purchaseId}/first-use', { params: { path: { purchaseId } } })),
  });

/** True from the acceptance on: there is a first use to read. */
export const isInUse = ({ state }: Pick<Purchase, 'state'>): boolean =>
  state === 'ACCEPTED' || state === 'PAID';

/** By when the next step of a purchase is due; null where no time is set for it. */
export const dueOf = ({ contract, inspection, inspectionDeadline, state }: Purchase): string | null => {
  switch (state) {
    case 'CONTRACTED':
      return contract?.deliveryDueAt ?? null;
    case 'DELIVERED':
      return inspectionDeadline;
    case 'REMEDY_REQUIRED':
      return inspection?.remedyDueAt ?? null;
    default:
      return null;
  }
};

/** Until when the supplier may comment on a verdict that was reported, before it is published. */
export const commentEnd = (reportedAt: string, verdictCommentInSeconds: number): string =>
  new Date(Date.parse(reportedAt) + verdictCommentInSeconds * 1000).toISOString();
