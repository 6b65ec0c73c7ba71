import { useEffect } from 'react';

const pauseInMilliseconds = 1500;
const retryInMilliseconds = 5000;

/** A save of a form on the version that it was written on, under a key of its own. */
export type Attempt<Form> = { readonly form: Form; readonly version: number; readonly key: string };

type Options<Form> = Omit<Attempt<Form>, 'key'> & {
  readonly mustWait: boolean;
  /** The key of the attempt that failed with this very form; null where it is a new one. */
  readonly keyOfRepeated: string | null;
};

/** Begins an attempt once nothing was typed for a while; one that failed is repeated under its key. */
export const useAfterPause = <Form>(
  begin: (attempt: Attempt<Form>) => void,
  { mustWait, form, version, keyOfRepeated }: Options<Form>,
): void => {
  useEffect(() => {
    if (mustWait) return undefined;
    const timer = setTimeout(
      () => {
        begin({ form, version, key: keyOfRepeated ?? crypto.randomUUID() });
      },
      keyOfRepeated === null ? pauseInMilliseconds : retryInMilliseconds,
    );
    return () => {
      clearTimeout(timer);
    };
  }, [mustWait, form, version, keyOfRepeated, begin]);
};
