import { addSeconds, hasPassed, type Instant } from '../../platform/instant.ts';
import type { Refusal } from '../../platform/refusal.ts';
import { type Role, rolesAt } from '../../platform/roles.ts';
import { refuseOrganisation } from '../refusals.ts';
import type { Organisation } from '../rules.ts';

/** What a member may do for an absent colleague beside what is the member's own. */
export type Deputy = {
  /** The absent colleague's account. */
  readonly standsInFor: string;
  readonly roles: readonly Role[];
  readonly from: Instant;
  /** Exclusive; the clock ends it, nobody has to. */
  readonly until: Instant;
};

type Deputies = Pick<Organisation, 'deputies'>;

/** Longer than a season, an absence is a change of office. */
const longestInSeconds = 92 * 24 * 3600;

/** Administering is nobody's to hand on by being away. */
const isHandedOn = (role: Role): boolean => role !== 'administrator';

/**
 * The organisation with `accountId` standing in for a colleague: from `from` to `until` the member has the colleague's
 * roles beside the own, but not the administrator's. Acts stay the deputy's own, so that whoever prepared
 * something approves it under no name (DOMAIN.md, «Who acts»). What has ended goes. Refuses `no-such-membership`,
 * `deputy-of-oneself`, `deputy-period` and `nothing-to-stand-in-for`.
 */
export const appointDeputy = (
  organisation: Pick<Organisation, 'members' | 'deputies'>,
  accountId: string,
  { standsInFor, from, until }: Omit<Deputy, 'roles'>,
  at: Instant,
): Deputies | Refusal => {
  const own = organisation.members[accountId];
  const absent = organisation.members[standsInFor];
  if (own === undefined || absent === undefined) return refuseOrganisation('no-such-membership');
  if (accountId === standsInFor) return refuseOrganisation('deputy-of-oneself');
  if (until <= from || hasPassed(until, at) || until > addSeconds(from, longestInSeconds))
    return refuseOrganisation('deputy-period', { days: longestInSeconds / 86_400 });
  const roles = absent.filter((role) => isHandedOn(role) && !own.includes(role));
  if (roles.length === 0) return refuseOrganisation('nothing-to-stand-in-for');
  return {
    deputies: { ...presentDeputies(organisation, at), [accountId]: { standsInFor, roles, from, until } },
  };
};

/** The organisation with a deputy less, before the time; refuses where there is none. */
export const endDeputy = (
  organisation: Pick<Organisation, 'deputies'>,
  accountId: string,
  at: Instant,
): Deputies | Refusal => {
  const { [accountId]: ended, ...others } = presentDeputies(organisation, at);
  return ended === undefined ? refuseOrganisation('no-such-deputy') : { deputies: others };
};

/**
 * The deputies among `members`, with what the absent colleagues still have: whoever leaves, or loses a role, leaves no
 * right behind with a deputy.
 */
export const deputiesOf = (
  members: Organisation['members'],
  { deputies }: Deputies,
): Organisation['deputies'] =>
  Object.fromEntries(
    Object.entries(deputies).flatMap(([accountId, deputy]) => {
      const roles = deputy.roles.filter((role) => members[deputy.standsInFor]?.includes(role) === true);
      const isLeft = members[accountId] === undefined || roles.length === 0;
      return isLeft ? [] : [[accountId, { ...deputy, roles }] as const];
    }),
  );

/** Whose standing in is another in `after` than in `before`. */
export const changedDeputies = (
  { deputies: before }: Deputies,
  { deputies: after }: Deputies,
): readonly string[] =>
  Object.entries(before).flatMap(([accountId, { roles }]) =>
    after[accountId]?.roles.length === roles.length ? [] : [accountId],
  );

/** Who stands in for somebody, now or later. */
export const presentDeputies = ({ deputies }: Deputies, at: Instant): Readonly<Record<string, Deputy>> =>
  Object.fromEntries(Object.entries(deputies).filter(([, { until }]) => !hasPassed(until, at)));

/** The roles of each member now, those of whom they stand in for among them. */
export const rolesNow = (
  { members, deputies }: Pick<Organisation, 'members' | 'deputies'>,
  at: Instant,
): Readonly<Record<string, readonly Role[]>> =>
  Object.fromEntries(
    Object.entries(members).map(([accountId, own]) => [accountId, rolesAt(own, deputies[accountId], at)]),
  );
