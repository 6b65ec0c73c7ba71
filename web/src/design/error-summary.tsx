import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import './error-summary.css';

export type FieldProblem = {
  /** The field's `name`, which is its id; null for what concerns no one field. */
  readonly field: string | null;
  readonly message: string;
};

/** What is wrong with a form, above it, each with a way to its field. It takes the focus whenever it says something new. */
export const ErrorSummary = ({ problems }: { problems: readonly FieldProblem[] }) => {
  const { t } = useTranslation();
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (problems.length > 0) place.current?.focus();
  }, [problems]);
  if (problems.length === 0) return null;
  return (
    <section ref={place} tabIndex={-1} role="alert" className="error-summary">
      <h2>{t('form.problems')}</h2>
      <ul>
        {problems.map(({ field, message }) => (
          <li key={`${field ?? ''} ${message}`}>
            {field === null ? (
              message
            ) : (
              <a
                href={`#${field}`}
                onClick={(event) => {
                  event.preventDefault();
                  document
                    .getElementById(field)
                    ?.querySelector<HTMLElement>('input, textarea, select, button')
                    ?.focus();
                }}
              >
                {message}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};
