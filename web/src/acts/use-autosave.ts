import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiProblem, isFinal } from '../api/problem.ts';
import { type Form, isSameForm, keep, readKept, type Versioned, withFieldsOf } from './kept.ts';
import { type Attempt, useAfterPause } from './use-after-pause.ts';

type Options = {
  /** Where in this tab what is not saved yet is kept. */
  readonly place: string;
  /** What is saved, as last read. */
  readonly present: Versioned;
  readonly isOpen: boolean;
  /** The fields that cannot be saved as they stand. */
  readonly invalidFields: (form: Form) => readonly string[];
  /** Whether nothing is saved while a field is invalid; otherwise these alone stay as they were. */
  readonly isWhole?: boolean;
  /** A valid form as it would come back: «8.50» is the same as 8.5. */
  readonly asSaved: (form: Form) => Form;
  /** Saves on a version, with the key as its `Idempotency-Key`; answers the new version. */
  readonly save: (form: Form, version: number, key: string) => Promise<number>;
  /** What is saved now, asked anew. */
  readonly readAgain: () => Promise<Versioned>;
};

/**
 * A form that saves itself 1.5 s after the last change, on the version that it was written on. What is not saved stays in
 * this tab; what somebody else saved meanwhile is `theirs` until one of the two is chosen.
 */
export const useAutosave = ({
  place,
  present,
  isOpen,
  invalidFields,
  isWhole = false,
  asSaved,
  save,
  readAgain,
}: Options) => {
  const [begun] = useState(() => (isOpen ? readKept(place) : null) ?? present);
  const [saved, setSaved] = useState(present);
  const [base, setBase] = useState(begun.version);
  const [form, setForm] = useState(begun.form);
  const [theirs, setTheirs] = useState<Versioned | null>(null);
  const invalid = invalidFields(form);
  const savable = (text: Form): Form => {
    const wrong = invalidFields(text);
    return isWhole && wrong.length > 0 ? saved.form : withFieldsOf(text, wrong, saved.form);
  };
  const hasToSave = !isSameForm(asSaved(savable(form)), asSaved(saved.form));
  const isDirty = hasToSave || invalid.some((name) => (form[name] ?? '') !== (saved.form[name] ?? ''));

  const choose = (text: Form, from: Versioned): void => {
    setSaved(from);
    setBase(from.version);
    setForm(text);
    setTheirs(null);
  };

  const { mutate, error, isPending, variables } = useMutation({
    mutationFn: async ({ form: typed, version, key }: Attempt<Form>) => {
      const text = savable(typed);
      return { version: await save(text, version, key), form: text };
    },
    onSuccess: (answer) => {
      setSaved(answer);
      setBase(answer.version);
    },
    onError: async (problem, { version }) => {
      if (!(problem instanceof ApiProblem && problem.code === 'version-not-matched')) return;
      const found = await readAgain();
      // Something else than the text may have moved the version since it was read: then nothing is in conflict.
      if (version === saved.version && isSameForm(asSaved(found.form), asSaved(saved.form))) {
        setSaved(found);
        setBase(found.version);
      } else setTheirs(found);
    },
  });

  const isRepeated = error !== null && variables.form === form && variables.version === base;
  const mustWait = [!isOpen, !hasToSave, isPending, theirs !== null, isRepeated && isFinal(error)].includes(
    true,
  );
  useAfterPause(mutate, { mustWait, form, version: base, keyOfRepeated: isRepeated ? variables.key : null });
  useEffect(() => {
    keep(place, isOpen && isDirty ? { version: base, form } : null);
  }, [place, isOpen, isDirty, base, form]);

  // What was saved elsewhere is taken over at once where nothing typed here would be lost.
  if (!isDirty && !isPending && theirs === null && present.version > saved.version)
    choose(present.form, present);
  return {
    form,
    change: setForm,
    hasToSave,
    isDirty,
    isPending,
    invalid,
    isWhole,
    error: theirs === null ? error : null,
    version: base,
    theirs: theirs?.form ?? null,
    keepMine: () => {
      if (theirs !== null) choose(form, theirs);
    },
    takeTheirs: () => {
      if (theirs !== null) choose(theirs.form, theirs);
    },
  };
};

export type Autosave = ReturnType<typeof useAutosave>;
