import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isSameForm, keep } from '../acts/kept.ts';
import { type Attempt, useAfterPause } from '../acts/use-after-pause.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import { ApiProblem, isFinal } from '../api/problem.ts';
import { useApi } from '../app/services.tsx';
import { draftOf, type Form, formOf, invalidFields, latestOf, placeOf, readUnsaved } from './form.ts';
import { type OpenProposal, proposalQuery } from './queries.ts';

/**
 * A draft that saves itself 1.5 s after the last change, on the version that it was written on; a field that is wrong waits
 * alone. What is not saved stays in this tab; a draft that somebody else saved meanwhile is `theirs` until one of the two is chosen.
 */
export const useDraft = (proposal: OpenProposal, isOpen: boolean) => {
  const { proposalId } = proposal;
  const api = useApi();
  const queries = useQueryClient();
  const [kept] = useState(() => readUnsaved(proposalId));
  const [saved, setSaved] = useState(() => ({ draft: latestOf(proposal), version: proposal.version }));
  const [base, setBase] = useState(kept?.version ?? proposal.version);
  const [form, setForm] = useState(() => kept?.form ?? formOf(saved.draft));
  const [theirs, setTheirs] = useState<OpenProposal | null>(null);
  const invalid = invalidFields(form);
  // By what would be saved: «50,000,000» is the same price as what the API gives back.
  const hasToSave = !isSameForm(formOf(draftOf(form, saved.draft)), formOf(saved.draft));
  const isDirty = hasToSave || invalid.length > 0;

  const moveTo = (version: number): void => {
    setSaved((before) => ({ ...before, version }));
    setBase(version);
  };

  const { mutate, error, isPending, variables } = useMutation({
    mutationFn: async ({ form: text, version, key }: Attempt<Form>) => {
      const body = draftOf(text, saved.draft);
      const answer = await dataOf(
        api.PUT('/proposals/{proposalId}', {
          params: { path: { proposalId }, header: writeHeaders(key, version) },
          body,
        }),
      );
      return { answer, draft: body };
    },
    onSuccess: ({ answer, draft }) => {
      setSaved({ draft, version: answer.version });
      setBase(answer.version);
      queries.setQueryData(proposalQuery(api, proposalId).queryKey, (before) =>
        before === null || before === undefined ? before : { ...before, ...answer, draft },
      );
    },
    onError: async (problem, { version }) => {
      if (!(problem instanceof ApiProblem && problem.code === 'draft-conflict')) return;
      const present = await queries.query({ ...proposalQuery(api, proposalId), staleTime: 0 });
      if (present === null) return;
      // Something else than the text may have moved the version since it was read: then nothing is in conflict.
      if (version === saved.version && isSameForm(formOf(latestOf(present)), formOf(saved.draft)))
        moveTo(present.version);
      else setTheirs(present);
    },
  });

  const isRepeated = error !== null && variables.form === form && variables.version === base;
  const isRefused = isRepeated && isFinal(error);
  const mustWait = [!isOpen, !hasToSave, isPending, theirs !== null, isRefused].includes(true);
  useAfterPause(mutate, { mustWait, form, version: base, keyOfRepeated: isRepeated ? variables.key : null });
  useEffect(() => {
    keep(placeOf(proposalId), isDirty ? { version: base, form } : null);
  }, [proposalId, isDirty, base, form]);

  const choose = (text: Form, present: OpenProposal): void => {
    setSaved({ draft: latestOf(present), version: present.version });
    setBase(present.version);
    setForm(text);
    setTheirs(null);
  };
  // What was saved or submitted elsewhere is taken over at once where nothing typed here would be lost.
  if (!isDirty && !isPending && theirs === null && proposal.version > saved.version)
    choose(formOf(latestOf(proposal)), proposal);
  return {
    form,
    change: setForm,
    hasToSave,
    isDirty,
    isPending,
    invalid,
    error: theirs === null ? error : null,
    version: base,
    theirs: theirs === null ? null : formOf(latestOf(theirs)),
    keepMine: () => {
      if (theirs !== null) choose(form, theirs);
    },
    /** Saves what is there once more, as whoever has read a correction does. */
    saveAgain: () => {
      mutate({ form, version: base, key: crypto.randomUUID() });
    },
    /** Gives up what is typed and not saved. */
    forget: () => {
      setForm(formOf(saved.draft));
    },
    takeTheirs: () => {
      if (theirs !== null) choose(formOf(latestOf(theirs)), theirs);
    },
    /** Goes on from a version that a submission or withdrawal made. */
    moveTo,
  };
};

export type DraftState = ReturnType<typeof useDraft>;
