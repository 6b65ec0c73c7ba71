import { useEffect, useState } from 'react';
import { type Form, isSameForm, keep, readKept } from './kept.ts';

type Fields<Name extends string> = Readonly<Record<Name, string>>;

/** What the fields begin with, and the version of it. */
type Base<Name extends string> = { readonly version: number; readonly form: Fields<Name> };

/**
 * The fields of a form that is sent by an act. What is typed stays in this tab over a reload and a new sign-in, until it is
 * sent or thrown away. Where the fields begin with something that others may change, `version` is of that: what was typed
 * on an earlier one stands beside what is there now (`theirs`) until one of the two is chosen.
 */
export const useKept = <Name extends string>(place: string, initial: Fields<Name>, version = 0) => {
  const begin = () => {
    const kept = readKept(place);
    return {
      place,
      form: { ...initial, ...kept?.form },
      // On what an earlier version was typed is not known any more.
      base: kept !== null && kept.version !== version ? null : { version, form: initial },
      version: kept?.version ?? version,
    };
  };
  const [present, setPresent] = useState(begin);
  const { form, base } = present;
  const standOn = (next: Base<Name>, text: Fields<Name> & Form): void => {
    setPresent({ place, form: text, base: next, version: next.version });
  };
  const isTyped = !isSameForm(form, base?.form ?? initial);
  const now = { version, form: initial };
  if (present.place !== place) setPresent(begin());
  else if (present.version !== version) {
    if (!isTyped) standOn(now, initial);
    // Something else moved the version.
    else if (base !== null && isSameForm(base.form, initial)) standOn(now, form);
  }
  useEffect(() => {
    keep(present.place, isTyped ? { version: present.version, form } : null);
  }, [present.place, present.version, isTyped, form]);
  const change = (next: (form: Form) => Form): void => {
    setPresent((before) => ({ ...before, form: { ...before.form, ...next(before.form) } }));
  };
  return {
    form,
    /** True where something is typed that is not sent. */
    isTyped,
    /** What is there now, where something was typed on an earlier version of it. */
    theirs: isTyped && present.version !== version ? initial : null,
    keepMine: (): void => {
      standOn(now, form);
    },
    takeTheirs: (): void => {
      standOn(now, initial);
    },
    /** Takes what is typed into some of the fields. */
    type: (fields: Form): void => {
      change(() => fields);
    },
    change,
    /** Forgets what was typed: it was sent, or is thrown away. */
    forget: (): void => {
      keep(place, null);
      standOn(now, initial);
    },
  };
};
