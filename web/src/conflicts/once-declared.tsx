import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { DeclareForRound } from './declare-for-round.tsx';
import { useHasDeclared } from './inspector-conflict.tsx';
import { roundDeclarationQuery } from './queries.ts';

type Props = { readonly roundId: string; readonly challengeId: string; readonly children: ReactNode };

/**
 * What a person does for the first user, who declares for the round before the first of it: until then the declaration
 * stands in its place. Whoever declared a conflict in the challenge leaves it to colleagues.
 */
export const OnceDeclared = ({ children, ...place }: Props) => {
  const { t } = useTranslation('conflicts');
  const { data } = useSuspenseQuery(roundDeclarationQuery(useApi(), place.roundId));
  const hasConflict = useHasDeclared(place);
  if (hasConflict) return null;
  if (data.declaredAt !== null) return children;
  return (
    <>
      <h3>{t('dueTitle')}</h3>
      <p>{t('dueInspector')}</p>
      <DeclareForRound roundId={place.roundId} />
    </>
  );
};
