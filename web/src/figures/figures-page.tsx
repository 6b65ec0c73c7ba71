import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { Page } from '../design/page.tsx';
import { challengesQuery } from '../challenges/queries.ts';
import { inLanguage } from '../i18n/formats.ts';
import { explanationsQuery, listQuery, type Round, roundQuery } from '../rounds/queries.ts';
import { Budget } from './budget.tsx';
import { DeliveryMap } from './delivery-map.tsx';
import { Funnel } from './funnel.tsx';
import { figuresQuery } from './queries.ts';
import { Spreads } from './spreads.tsx';
import { RoundLink } from '../rounds/round-link.tsx';

const route = getRouteApi('/rounds/$roundId/figures');

/** A round in pictures, each with the table that says the same. */
export const FiguresPage = () => {
  const { t } = useTranslation('figures');
  const api = useApi();
  const { roundId } = route.useParams();
  const { data: round } = useSuspenseQuery(roundQuery(api, roundId));
  return (
    <Page title={t('title')} caption={<RoundLink round={round} />}>
      {round.noticeAt === null ? <p>{t('none')}</p> : <Figures round={round} />}
    </Page>
  );
};

const Figures = ({ round }: { round: Round }) => {
  const api = useApi();
  const { data: list } = useSuspenseQuery(listQuery(api, round.roundId));
  const { data: figures } = useSuspenseQuery(figuresQuery(api, round.roundId));
  const { data: explanations } = useSuspenseQuery(explanationsQuery(api, round.roundId));
  const { data: challenges } = useSuspenseQuery(challengesQuery(api, round.roundId));
  const titleOf = useCallback(
    (challengeId: string) => {
      const found = challenges.find((challenge) => challenge.challengeId === challengeId);
      return found === undefined ? challengeId.slice(0, 8) : inLanguage(found.title);
    },
    [challenges],
  );
  return (
    <>
      <Funnel figures={figures} list={list} />
      <Budget list={list} titleOf={titleOf} />
      <Spreads explanations={explanations} passMark={round.policy.scoring.passMark} />
      <DeliveryMap figures={figures} titleOf={titleOf} />
    </>
  );
};
