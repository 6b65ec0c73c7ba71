import { useSuspenseQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { publishedQuery } from './queries.ts';

/** Says the titles of proposals that are published; any other one stays its supplier's and goes by its id. */
export const useProposalTitles = (proposalIds: readonly string[]): ((proposalId: string) => string) => {
  const { t } = useTranslation('rounds');
  const api = useApi();
  const found = useSuspenseQueries({
    queries: proposalIds.map((proposalId) => publishedQuery(api, proposalId)),
  });
  return (proposalId) => {
    const publication = found[proposalIds.indexOf(proposalId)]?.data ?? null;
    return publication === null
      ? t('unpublished', { id: proposalId.slice(0, 8) })
      : inLanguage(publication.title);
  };
};
