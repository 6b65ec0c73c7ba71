import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../account/memberships.ts';
import { RequireMembership } from '../account/require-membership.tsx';
import { useApi } from '../app/services.tsx';
import { DeclareForRound } from '../conflicts/declare-for-round.tsx';
import { roundDeclarationQuery } from '../conflicts/queries.ts';
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

/** The same about one round, whose name leads back to its board; once it is opened, after the own declaration for it. */
export const RoundRoom = ({ roundId, title, roles = agencyRoles, children }: Props & { roundId: string }) => (
  <Page title={title} caption={<RoundName roundId={roundId} />}>
    <RequireMembership kind="AGENCY" roles={roles}>
      {() => <Declared roundId={roundId}>{children}</Declared>}
    </RequireMembership>
  </Page>
);

type OfRound = { readonly roundId: string; readonly children: ReactNode };

/** Who reads or decides declares first, right where they wanted to go; before the opening, and for auditors, nothing is asked. */
const Declared = ({ roundId, children }: OfRound) => {
  const agent = useAgent();
  const { data: round } = useSuspenseQuery(preparationQuery(useApi(), roundId));
  if (round.openedAt === null || !agent.may('staff', 'approver')) return children;
  return <AfterDeclaration roundId={roundId}>{children}</AfterDeclaration>;
};

const AfterDeclaration = ({ roundId, children }: OfRound) => {
  const { t } = useTranslation('conflicts');
  const { data } = useSuspenseQuery(roundDeclarationQuery(useApi(), roundId));
  if (data.declaredAt !== null) return children;
  return (
    <>
      <h2>{t('dueTitle')}</h2>
      <p className="lead">{t('due')}</p>
      <DeclareForRound roundId={roundId} />
    </>
  );
};

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
