import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RequireSignIn } from '../account/require-sign-in.tsx';
import { useApi } from '../app/services.tsx';
import { challengeQuery } from '../challenges/queries.ts';
import { Countdown } from '../design/countdown.tsx';
import { InstantText } from '../design/instant.tsx';
import { Page } from '../design/page.tsx';
import { OwnDesignations } from '../designations/own-designation.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { OwnPurchases } from '../purchases/own-purchases.tsx';
import { isOpen, type OwnProposal, ownProposalsQuery } from './queries.ts';
import { StateTag } from './state-tag.tsx';

/** The proposals of the suppliers that I act for, what each lacks, and how long there is. */
export const ProposalsPage = () => {
  const { t } = useTranslation('proposals');
  return (
    <Page title={t('title')}>
      <RequireSignIn>
        <p>
          <Link to="/invitations">{t('invitation.title')}</Link>
        </p>
        <OwnPurchases />
        <OwnDesignations />
        <h2>{t('mine')}</h2>
        <OwnProposals />
      </RequireSignIn>
    </Page>
  );
};

const OwnProposals = () => {
  const { t } = useTranslation('proposals');
  const { data: proposals } = useSuspenseQuery(ownProposalsQuery(useApi()));
  if (proposals.length === 0)
    return (
      <>
        <p className="lead">{t('none')}</p>
        <p>
          <Link to="/rounds">{t('toRounds')}</Link>
        </p>
      </>
    );
  return (
    <ul className="cards">
      {proposals.map((proposal) => (
        <ProposalCard key={proposal.proposalId} proposal={proposal} />
      ))}
    </ul>
  );
};

const ProposalCard = ({ proposal }: { proposal: OwnProposal }) => {
  const { t } = useTranslation('proposals');
  const { data: challenge } = useSuspenseQuery(challengeQuery(useApi(), proposal.challengeId));
  return (
    <li className="card">
      <h3>
        <Link to="/proposals/$proposalId" params={{ proposalId: proposal.proposalId }}>
          {inLanguage(challenge.title)}
        </Link>
      </h3>
      <StateTag state={proposal.state} />
      {isOpen(proposal) && proposal.hasUnsubmittedDraft ? <p>{t('unsubmitted')}</p> : null}
      {isOpen(proposal) && proposal.missing.length > 0 ? (
        <p>{t('lacks', { count: proposal.missing.length })}</p>
      ) : null}
      {proposal.state === 'PRIORITISED' || proposal.state === 'REJECTED' ? (
        <p>
          <Link to="/proposals/$proposalId/result" params={{ proposalId: proposal.proposalId }}>
            {t('opened.result.to')}
          </Link>
        </p>
      ) : null}
      {isOpen(proposal) ? <Countdown deadline={proposal.proposalDeadline} /> : null}
      <p>
        {t('deadline')}: <InstantText at={proposal.proposalDeadline} />
      </p>
    </li>
  );
};
