import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Kind, organisationsOf, type Role, useAccount } from '../account/memberships.ts';
import { useApi } from '../app/services.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { organisationQuery } from './queries.ts';

type Children = (organisationId: string, name: string | null) => ReactNode;
type Props = {
  readonly kind: Kind;
  readonly roles: readonly Role[];
  /** Organisations for which nothing is offered. */
  readonly except?: readonly string[];
  /** What is offered for each; its name only where the person acts for several. */
  readonly children: Children;
};

/** Something for each organisation that the person acts for; nothing for anybody else. */
export const PerOrganisation = ({ kind, roles, except = [], children }: Props) => {
  const organisationIds = organisationsOf(useAccount(), kind, roles).filter((id) => !except.includes(id));
  const [only, ...others] = organisationIds;
  if (only === undefined) return null;
  if (others.length === 0) return children(only, null);
  return organisationIds.map((organisationId) => (
    <Named key={organisationId} organisationId={organisationId}>
      {children}
    </Named>
  ));
};

const Named = ({ organisationId, children }: { organisationId: string; children: Children }) => {
  const { data } = useQuery(organisationQuery(useApi(), organisationId));
  return children(organisationId, data === undefined ? organisationId : inLanguage(data.name));
};
