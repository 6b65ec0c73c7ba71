import { queryOptions } from '@tanstack/react-query';
import { type Api, dataOf } from '../api/client.ts';
import type { paths } from '../api/description.ts';

export type Account = paths['/account']['get']['responses'][200]['content']['application/json'];

/** Who is signed in, with the memberships that the system knows now. Asked only by whoever is signed in. */
export const accountQuery = (api: Api) =>
  queryOptions({ queryKey: ['account'], queryFn: () => dataOf(api.GET('/account')) });
