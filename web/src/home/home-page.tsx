import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useSessionState } from '../app/services.tsx';
import { Page } from '../design/page.tsx';
import { RoundCard } from '../rounds/round-card.tsx';
import { isCalling } from '../rounds/phase.ts';
import { roundsQuery } from '../rounds/queries.ts';
import './home-page.css';

// Most who come here first have no account.
const OwnClaims = lazy(async () => ({
  default: (await import('../organisations/own-claims.tsx')).OwnClaims,
}));

/** What this is, and what is open now. */
export const HomePage = () => {
  const { t } = useTranslation('home');
  const isSignedIn = useSessionState().state === 'signed-in';
  return (
    <Page title={t('title')}>
      <p className="lead">{t('lead')}</p>
      {isSignedIn ? (
        <Suspense>
          <OwnClaims withRefused={false} />
        </Suspense>
      ) : null}
      <OpenRounds />
      <h2>{t('how')}</h2>
      <ol className="home-steps">
        {(['challenge', 'proposal', 'evaluation', 'purchase'] as const).map((step) => (
          <li key={step}>
            <h3>{t(`step.${step}.title`)}</h3>
            <p>{t(`step.${step}.text`)}</p>
          </li>
        ))}
      </ol>
      <h2>{t('fair')}</h2>
      <p>{t('fairText')}</p>
    </Page>
  );
};

const OpenRounds = () => {
  const { t } = useTranslation('home');
  const { data: rounds } = useSuspenseQuery(roundsQuery(useApi()));
  const open = rounds.filter(isCalling);
  return (
    <section aria-labelledby="open-now">
      <h2 id="open-now">{t('open')}</h2>
      {open.length === 0 ? (
        <p>{t('nothingOpen')}</p>
      ) : (
        <ul className="cards">
          {open.map((round) => (
            <RoundCard key={round.roundId} round={round} />
          ))}
        </ul>
      )}
      <p>
        <Link to="/challenges">{t('openChallenges')}</Link>
        {' · '}
        <Link to="/rounds">{t('allRounds')}</Link>
      </p>
    </section>
  );
};
