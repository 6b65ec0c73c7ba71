import { useQuery } from '@tanstack/react-query';
import { useApi } from '../app/services.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { useAgent } from './agent.ts';
import { openedProposalsQuery } from './queries.ts';

/** What identifies an opened proposal to people beside its id: its title and its supplier; null for who may not read it. */
export const useProposalNames = (roundId: string): ((proposalId: string) => string | null) => {
  const { data: proposals } = useQuery({
    ...openedProposalsQuery(useApi(), roundId),
    enabled: useAgent().may('staff', 'auditor'),
  });
  return (proposalId) => {
    const found = proposals?.find((proposal) => proposal.proposalId === proposalId);
    if (found === undefined) return null;
    // Its text was deleted: what is left to tell it by is its supplier.
    if (found.title === null) return found.supplierName === null ? null : inLanguage(found.supplierName);
    const title = inLanguage(found.title);
    return found.supplierName === null ? title : `${title}, ${inLanguage(found.supplierName)}`;
  };
};
