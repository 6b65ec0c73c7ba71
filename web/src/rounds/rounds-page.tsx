import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { Page } from '../design/page.tsx';
import { isCalling } from './phase.ts';
import { roundsQuery } from './queries.ts';
import { RoundCard } from './round-card.tsx';

/** Every announced round, the open ones first. */
export const RoundsPage = () => {
  const { t } = useTranslation('rounds');
  const { data: rounds } = useSuspenseQuery(roundsQuery(useApi()));
  const ordered = [...rounds].sort((one, other) => Number(isCalling(other)) - Number(isCalling(one)));
  return (
    <Page title={t('title')}>
      {ordered.length === 0 ? <p>{t('none')}</p> : null}
      <ul className="cards">
        {ordered.map((round) => (
          <RoundCard key={round.roundId} round={round} />
        ))}
      </ul>
    </Page>
  );
};
