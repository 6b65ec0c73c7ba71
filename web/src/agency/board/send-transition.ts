import { type Api, dataOf, writeHeaders } from '../../api/client.ts';
import type { Transition } from './round-acts.ts';

/** Sends a transition to the address that it belongs to. Throws what the API refuses. */
export const sendTransition = (api: Api, roundId: string, transition: Transition, key: string) => {
  const params = { path: { roundId }, header: writeHeaders(key) };
  return dataOf(
    transition.isSealed
      ? api.POST('/rounds/{roundId}/sealed-transitions', { params, body: transition.body })
      : api.POST('/rounds/{roundId}/transitions', { params, body: transition.body }),
  );
};

/** What is read anew after a round was changed. */
export const ofRound = (roundId: string) => [['preparations'], ['rounds', roundId], ['rounds']] as const;
