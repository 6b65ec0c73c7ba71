import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { failureOfWrite, isFinal, isWorthAnother, Unanswered } from '../api/problem.ts';

type Intention<Input> = { readonly input: Input; readonly said: string; readonly key: string };

type Options<Input, Answer> = {
  /** Sends it, with the key as its `Idempotency-Key`. */
  readonly write: (input: Input, key: string) => Promise<Answer>;
  /** What is read anew after it: every query whose key begins with one of these. */
  readonly refreshes: readonly QueryKey[];
  readonly onDone?: (answer: Answer) => void | Promise<void>;
};

/**
 * A write of the API. One key stands for one intention over every repetition, by itself and by hand, so that a lost answer
 * never makes a second effect; after a refusal, or with another input, it is a new intention. Where only a new sign-in helps,
 * it waits for a person to press again. The input is JSON.
 */
export const useWrite = <Input, Answer>({ write, refreshes, onDone }: Options<Input, Answer>) => {
  const queries = useQueryClient();
  const intention = useRef<Intention<Input> | null>(null);
  const isLeft = useRef(false);
  const mutation = useMutation({
    mutationFn: ({ input, key }: Intention<Input>) => {
      if (isLeft.current) throw new Unanswered('It is not sent again');
      return write(input, key).catch((error: unknown) => {
        throw failureOfWrite(error);
      });
    },
    // What waited for the connection would be sent when nobody expects it any more: without one it fails, and says so.
    networkMode: 'always',
    retry: (failures, error) => !isLeft.current && navigator.onLine && isWorthAnother(failures, error),
    onError: (error) => {
      if (isFinal(error)) intention.current = null;
    },
    onSuccess: async (answer) => {
      intention.current = null;
      await onDone?.(answer);
      await Promise.all(refreshes.map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
  });
  return {
    isPending: mutation.isPending,
    isDone: mutation.isSuccess,
    error: mutation.error,
    reset: mutation.reset,
    /** Whoever goes back while it is on its way: it is not repeated by itself any more. */
    leave: (): void => {
      isLeft.current = true;
    },
    begin: (input: Input): void => {
      const said = JSON.stringify(input);
      if (intention.current?.said !== said) intention.current = { input, said, key: crypto.randomUUID() };
      isLeft.current = false;
      mutation.mutate(intention.current);
    },
  };
};

/** What a write is doing, as the components that offer it look at it. */
export type Write<Input> = Omit<ReturnType<typeof useWrite<Input, unknown>>, 'isDone'>;
