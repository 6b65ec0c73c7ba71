import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RequireSignIn } from '../account/require-sign-in.tsx';
import { useApi } from '../app/services.tsx';
import { challengeQuery } from '../challenges/queries.ts';
import { Page } from '../design/page.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { PartnerTag } from './partners.tsx';
import { type Invitation, invitationsQuery } from './queries.ts';

/** What other suppliers asked mine to take part in. */
export const InvitationsPage = () => {
  const { t } = useTranslation('proposals');
  return (
    <Page title={t('invitation.title')} caption={<Link to="/proposals">{t('title')}</Link>}>
      <RequireSignIn>
        <Invitations />
      </RequireSignIn>
    </Page>
  );
};

const Invitations = () => {
  const { t } = useTranslation('proposals');
  const { data: invitations } = useSuspenseQuery(invitationsQuery(useApi()));
  if (invitations.length === 0) return <p className="lead">{t('invitation.none')}</p>;
  return (
    <ul className="cards">
      {invitations.map((invitation) => (
        <InvitationCard
          key={`${invitation.proposalId} ${invitation.organisationId}`}
          invitation={invitation}
        />
      ))}
    </ul>
  );
};

const InvitationCard = ({ invitation }: { invitation: Invitation }) => {
  const { t } = useTranslation('proposals');
  const { proposalId, organisationId, leadName } = invitation;
  const { data: challenge } = useSuspenseQuery(challengeQuery(useApi(), invitation.challengeId));
  return (
    <li className="card">
      <h2>
        <Link to="/invitations/$proposalId/$organisationId" params={{ proposalId, organisationId }}>
          {inLanguage(challenge.title)}
        </Link>
      </h2>
      <PartnerTag state={invitation.state} />
      <p>{t('invitation.lead', { name: leadName === null ? t('partner.unnamed') : inLanguage(leadName) })}</p>
    </li>
  );
};
