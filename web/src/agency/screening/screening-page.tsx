import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/services.tsx';
import { PastText } from '../../design/instant.tsx';
import { inLanguage } from '../../i18n/formats.ts';
import { openedProposalsQuery, preparationQuery } from '../queries.ts';
import { RoundRoom } from '../room.tsx';
import { useChallengeTitles } from '../use-challenge-titles.ts';
import { OpenedStateTag } from './state-tag.tsx';

const route = getRouteApi('/agency/rounds/$roundId/proposals');

/** The opened proposals of a round, challenge by challenge, with what is left to be screened. */
export const ScreeningPage = () => {
  const { t } = useTranslation('screening');
  const { roundId } = route.useParams();
  return (
    <RoundRoom roundId={roundId} title={t('title')} roles={['staff', 'auditor']}>
      <Opening roundId={roundId} />
    </RoundRoom>
  );
};

/** Nothing is asked for before the opening: that would only be refused. */
const Opening = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('screening');
  const { data: round } = useSuspenseQuery(preparationQuery(useApi(), roundId));
  return round.openedAt === null ? <p className="lead">{t('sealed')}</p> : <Proposals roundId={roundId} />;
};

const Proposals = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('screening');
  const { data: proposals } = useSuspenseQuery(openedProposalsQuery(useApi(), roundId));
  const titleOf = useChallengeTitles(roundId);
  const byChallenge = Map.groupBy(proposals, ({ challengeId }) => challengeId);
  const undecided = proposals.filter(({ state }) => state === 'OPENED').length;
  return (
    <>
      <p className="lead" aria-live="polite">
        {proposals.length === 0 ? t('none') : t('standing', { undecided, all: proposals.length })}
      </p>
      <p>
        <Link to="/agency/rounds/$roundId/conflicts" params={{ roundId }}>
          {t('toConflicts')}
        </Link>
      </p>
      {[...byChallenge].map(([challengeId, rows]) => (
        <section key={challengeId} aria-labelledby={`challenge-${challengeId}`}>
          <h2 id={`challenge-${challengeId}`}>{titleOf(challengeId)}</h2>
          <ul className="stack">
            {rows.map((proposal) => (
              <li key={proposal.proposalId} className="card">
                <OpenedStateTag state={proposal.state} />
                <h3>
                  <Link
                    to="/agency/rounds/$roundId/proposals/$proposalId"
                    params={{ roundId, proposalId: proposal.proposalId }}
                  >
                    {proposal.title === null ? t('textDeleted') : inLanguage(proposal.title)}
                  </Link>
                </h3>
                <p>{proposal.supplierName === null ? '–' : inLanguage(proposal.supplierName)}</p>
                {proposal.submittedAt === null ? null : (
                  <p className="hint">
                    {t('submittedAt')} <PastText at={proposal.submittedAt} />
                  </p>
                )}
                {proposal.refusedAttachments.length === 0 ? null : (
                  <p>{t('refusedFiles', { count: proposal.refusedAttachments.length })}</p>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
};
