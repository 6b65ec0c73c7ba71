import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/services.tsx';
import { challengesQuery } from '../../challenges/queries.ts';
import { inLanguage } from '../../i18n/formats.ts';
import { purchasesQuery } from '../../purchases/queries.ts';
import { useProposalNames } from '../use-proposal-names.ts';
import type { Names } from './names-in-entity.ts';

/** The names of what belongs to a round, for auditors after its opening. */
export const useNames = (roundId: string): Names => {
  const { t } = useTranslation('audit');
  const api = useApi();
  const proposal = useProposalNames(roundId);
  const { data: challenges } = useQuery(challengesQuery(api, roundId));
  const { data: purchases } = useQuery(purchasesQuery(api, roundId));
  return {
    proposal,
    challenge: (challengeId) => {
      const found = challenges?.find((challenge) => challenge.challengeId === challengeId);
      return found === undefined ? null : inLanguage(found.title);
    },
    purchase: (purchaseId) => {
      const found = purchases?.find((purchase) => purchase.purchaseId === purchaseId);
      const title = found === undefined ? null : proposal(found.proposalId);
      return title === null ? null : t('purchaseOf', { title });
    },
  };
};
