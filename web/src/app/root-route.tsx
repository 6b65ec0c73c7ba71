import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext } from '@tanstack/react-router';
import type { Api } from '../api/client.ts';
import { FailurePage, NotFoundPage } from './failure-page.tsx';
import { Shell } from './shell.tsx';

export type RouterContext = { readonly api: Api; readonly queries: QueryClient };

/** What stands around every page. */
export const root = createRootRouteWithContext<RouterContext>()({
  component: Shell,
  errorComponent: FailurePage,
  notFoundComponent: NotFoundPage,
});
