import { useSuspenseQueries, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { challengesQuery } from '../challenges/queries.ts';
import { inLanguage } from '../i18n/formats.ts';
import { listQuery, type PriorityList, publishedQuery } from './queries.ts';

/** Which of its challenge's proposals a row is, in the order of its list, from 1 on. */
export const numberInChallenge = ({ list }: PriorityList, row: PriorityList['list'][number]): number =>
  list.filter(({ challengeId }) => challengeId === row.challengeId).indexOf(row) + 1;

/**
 * Says the titles of proposals that are published; any other one stays its supplier's and goes by its challenge and its
 * number in the order of the list there. From the round's notice on.
 */
export const useProposalTitles = (
  roundId: string,
  proposalIds: readonly string[],
): ((proposalId: string) => string) => {
  const { t } = useTranslation('rounds');
  const api = useApi();
  const { data: list } = useSuspenseQuery(listQuery(api, roundId));
  const { data: challenges } = useSuspenseQuery(challengesQuery(api, roundId));
  const found = useSuspenseQueries({
    queries: proposalIds.map((proposalId) => publishedQuery(api, proposalId)),
  });
  return (proposalId) => {
    const publication = found[proposalIds.indexOf(proposalId)]?.data ?? null;
    if (publication !== null) return inLanguage(publication.title);
    const row = list.list.find((one) => one.proposalId === proposalId);
    const challenge = challenges.find(({ challengeId }) => challengeId === row?.challengeId);
    if (row === undefined || challenge === undefined) return t('unpublished');
    return t('unpublishedOf', {
      number: numberInChallenge(list, row),
      challenge: inLanguage(challenge.title),
    });
  };
};
