import { useSuspenseQuery } from '@tanstack/react-query';
import { useApi } from '../app/services.tsx';
import { challengesQuery } from '../challenges/queries.ts';
import { inLanguage } from '../i18n/formats.ts';

/** What the challenges of a round are called, by their ids; the id itself where it is not known. */
export const useChallengeTitles = (roundId: string): ((challengeId: string) => string) => {
  const { data: challenges } = useSuspenseQuery(challengesQuery(useApi(), roundId));
  return (challengeId) => {
    const found = challenges.find((challenge) => challenge.challengeId === challengeId);
    return found === undefined ? challengeId : inLanguage(found.title);
  };
};
