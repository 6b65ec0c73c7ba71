import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { type Kind, organisationsOf, type Role } from './memberships.ts';
import { accountQuery } from './queries.ts';
import { listed } from '../i18n/formats.ts';
import { RequireSignIn } from './require-sign-in.tsx';

type Props = {
  readonly kind: Kind;
  readonly roles?: readonly Role[];
  /** What is shown, given the organisations that the person may act for here. */
  readonly children: (organisationIds: readonly [string, ...string[]]) => ReactNode;
};

/** What only members of a kind of organisation see; anybody else is told what is needed. */
export const RequireMembership = (props: Props) => (
  <RequireSignIn>
    <Membership {...props} />
  </RequireSignIn>
);

const Membership = ({ kind, roles = [], children }: Props) => {
  const { t } = useTranslation(['common', 'account']);
  const { data: account } = useSuspenseQuery(accountQuery(useApi()));
  const [first, ...others] = organisationsOf(account, kind, roles);
  if (first === undefined && organisationsOf(account, kind).length > 0)
    return (
      <p className="lead">
        {t('membership.otherRole', { roles: listed(roles.map((role) => t(`account:role.${role}`))) })}
      </p>
    );
  if (first === undefined) return <p className="lead">{t(`membership.${kind}`)}</p>;
  return children([first, ...others]);
};
