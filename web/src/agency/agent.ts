import { useAccount } from '../account/memberships.ts';
import type { Role } from '../account/memberships.ts';

/** Whoever works for the agency, as the pages offer it what is its own to do; the API decides at each request. */
export type Agent = { readonly accountId: string; readonly may: (...roles: readonly Role[]) => boolean };

/** The person in the roles of the agency that it holds; none for anybody else. */
export const useAgent = (): Agent => {
  const account = useAccount();
  const held = Object.values(account?.memberships ?? {})
    .filter(({ kind }) => kind === 'AGENCY')
    .flatMap(({ roles }) => roles);
  return {
    accountId: account?.accountId ?? '',
    may: (...roles) => roles.some((role) => held.includes(role)),
  };
};
