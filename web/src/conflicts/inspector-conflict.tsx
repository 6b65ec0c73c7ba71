import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { Banner } from '../design/banner.tsx';
import { roundQuery } from '../rounds/queries.ts';
import { DeclareConflict } from './declare-conflict.tsx';
import { ownConflictsQuery } from './queries.ts';

type Place = { readonly roundId: string; readonly challengeId: string };

/** True for whoever declared a conflict in a challenge, and so leaves it to colleagues. */
export const useHasDeclared = ({ roundId, challengeId }: Place): boolean => {
  const { data: own } = useSuspenseQuery(ownConflictsQuery(useApi(), roundId));
  return own.some((conflict) => conflict.challengeId === challengeId);
};

/** A body's person declares a conflict in one of its challenges, or reads that it is declared. */
export const InspectorConflict = ({ roundId, challengeId }: Place) => {
  const { t } = useTranslation('conflicts');
  const hasDeclared = useHasDeclared({ roundId, challengeId });
  const { data: round } = useSuspenseQuery(roundQuery(useApi(), roundId));
  if (hasDeclared) return <Banner kind="information" title={t('declared')} text={t('declaredInspector')} />;
  return (
    <section aria-labelledby="conflict-heading">
      <h2 id="conflict-heading">{t('title')}</h2>
      <p>{t('whichKinds', { count: round.policy.employmentConflictInYears })}</p>
      <DeclareConflict place={`conflict ${challengeId}`} roundId={roundId} challengeId={challengeId}>
        <p>{t('followsInspector')}</p>
        <p>{t('final')}</p>
      </DeclareConflict>
    </section>
  );
};
