import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { dataOf, writeHeaders } from '../api/client.ts';
import { isFinal } from '../api/problem.ts';
import { useApi } from '../app/services.tsx';

type Intention = { readonly version: number; readonly key: string };

/**
 * Submits or withdraws. One key stands for one intention over every repetition, by itself and by hand, so that a lost
 * answer never makes two submissions; after a refusal or on another version it is a new intention.
 */
export const useAct = (
  proposalId: string,
  path: '/proposals/{proposalId}/submission' | '/proposals/{proposalId}/withdrawal',
  onDone: (version: number) => void,
) => {
  const api = useApi();
  const queries = useQueryClient();
  const intention = useRef<Intention | null>(null);
  const act = useMutation({
    mutationFn: ({ version, key }: Intention) => {
      const params = { path: { proposalId }, header: writeHeaders(key, version) };
      return path === '/proposals/{proposalId}/submission'
        ? dataOf(api.POST(path, { params }))
        : dataOf(api.POST(path, { params, body: null }));
    },
    retry: (count, error) => count < 4 && !isFinal(error),
    onError: (error) => {
      if (isFinal(error)) intention.current = null;
    },
    onSuccess: async ({ proposal }) => {
      intention.current = null;
      onDone(proposal.version);
      await queries.invalidateQueries({ queryKey: ['own-proposals'] });
    },
  });
  return {
    isPending: act.isPending,
    error: act.error,
    reset: act.reset,
    begin: (version: number) => {
      if (intention.current?.version !== version) intention.current = { version, key: crypto.randomUUID() };
      act.mutate(intention.current);
    },
  };
};
