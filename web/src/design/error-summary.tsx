import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import './error-summary.css';

export type FieldProblem = {
  /** The field's `name`, which is its id; null for what concerns no one field. */
  readonly field: string | null;
  readonly message: string;
};

/** Leads to a field, and into it. */
export const ToField = ({ field, children }: { readonly field: string; readonly children: ReactNode }) => (
  <a
    href={`#${field}`}
    onClick={(event) => {
      event.preventDefault();
      // The id is the field's own, or that of the group around its choices.
      const place = document.getElementById(field);
      const fields = 'input, textarea, select, button';
      if (place?.matches(fields) === true) place.focus();
      else place?.querySelector<HTMLElement>(fields)?.focus();
    }}
  >
    {children}
  </a>
);

type Props = {
  readonly problems: readonly FieldProblem[];
  /** False in a form that saves itself, where whoever writes goes on writing. */
  readonly takesFocus?: boolean;
};

/** What is wrong with a form, above it, each with a way to its field. It takes the focus whenever it says something new. */
export const ErrorSummary = ({ problems, takesFocus = true }: Props) => {
  const { t } = useTranslation();
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (takesFocus && problems.length > 0) place.current?.focus();
  }, [problems, takesFocus]);
  if (problems.length === 0) return null;
  return (
    <section ref={place} tabIndex={-1} role={takesFocus ? 'alert' : undefined} className="error-summary">
      <h2>{t('form.problems')}</h2>
      <ul>
        {problems.map(({ field, message }) => (
          <li key={`${field ?? ''} ${message}`}>
            {field === null ? message : <ToField field={field}>{message}</ToField>}
          </li>
        ))}
      </ul>
    </section>
  );
};
