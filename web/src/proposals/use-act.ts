import { useWrite } from '../acts/use-write.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';

/** Submits or withdraws the version of the draft that it is begun with. */
export const useAct = (
  proposalId: string,
  path: '/proposals/{proposalId}/submission' | '/proposals/{proposalId}/withdrawal',
  onDone: (version: number) => void,
) => {
  const api = useApi();
  return useWrite({
    write: (version: number, key) => {
      const params = { path: { proposalId }, header: writeHeaders(key, version) };
      return path === '/proposals/{proposalId}/submission'
        ? dataOf(api.POST(path, { params }))
        : dataOf(api.POST(path, { params, body: null }));
    },
    refreshes: [['own-proposals']],
    onDone: ({ proposal }) => {
      onDone(proposal.version);
    },
  });
};
