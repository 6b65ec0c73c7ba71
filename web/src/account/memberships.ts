import { useQuery } from '@tanstack/react-query';
import { useApi, useSessionState } from '../app/services.tsx';
import { type Account, accountQuery } from './queries.ts';

type Membership = Account['memberships'][string];
export type Kind = Membership['kind'];
export type Role = Membership['roles'][number];

/** The organisations of a kind that the person acts for, in one of the roles where any are named. */
export const organisationsOf = (
  account: Pick<Account, 'memberships'> | undefined,
  kind: Kind,
  roles: readonly Role[] = [],
): readonly string[] =>
  Object.entries(account?.memberships ?? {})
    .filter(
      ([, membership]) =>
        membership.kind === kind &&
        (roles.length === 0 || roles.some((role) => membership.roles.includes(role))),
    )
    .map(([organisationId]) => organisationId);

/** The account of whoever is signed in; undefined for nobody, and until it is known. What it may do, the API decides at each request. */
export const useAccount = (): Account | undefined => {
  const { state } = useSessionState();
  const { data } = useQuery({ ...accountQuery(useApi()), enabled: state === 'signed-in' });
  return state === 'signed-out' ? undefined : data;
};
