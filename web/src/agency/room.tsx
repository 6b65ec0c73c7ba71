import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Role } from '../account/memberships.ts';
import { RequireMembership } from '../account/require-membership.tsx';
import { useApi } from '../app/services.tsx';
import { Page } from '../design/page.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { useAgent } from './agent.ts';
import { preparationQuery } from './queries.ts';

type Props = { readonly title: string; readonly roles?: readonly Role[]; readonly children: ReactNode };

const agencyRoles: readonly Role[] = ['staff', 'approver', 'auditor'];

/** A page for the agency's people alone. */
export const AgencyRoom = ({ title, roles = agencyRoles, children }: Props) => (
  <Page title={title}>
    <RequireMembership kind="AGENCY" roles={roles}>
      {() => children}
    </RequireMembership>
  </Page>
);

/** The same about one round, whose name leads back to its board. */
export const RoundRoom = ({ roundId, title, roles = agencyRoles, children }: Props & { roundId: string }) => (
  <Page title={title} caption={<RoundName roundId={roundId} />}>
    <RequireMembership kind="AGENCY" roles={roles}>
      {() => children}
    </RequireMembership>
  </Page>
);

const RoundName = ({ roundId }: { roundId: string }) => {
  const agent = useAgent();
  const { data: round } = useQuery({
    ...preparationQuery(useApi(), roundId),
    enabled: agent.may(...agencyRoles),
  });
  return (
    <Link to="/agency/rounds/$roundId" params={{ roundId }}>
      {round === undefined ? '…' : inLanguage(round.name)}
    </Link>
  );
};
