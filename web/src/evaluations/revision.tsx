import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { ErrorSummary, type FieldProblem } from '../design/error-summary.tsx';
import { TextField } from '../design/text-field.tsx';
import { written } from '../i18n/typed.ts';
import { formOf, invalidFields, missingFields, scoresOf } from './form.ts';
import type { Scorecard, Scoring } from './queries.ts';
import { ScoreFields, useFieldLabel } from './score-fields.tsx';

/** A locked scorecard as its author would have it now. */
export type RevisedScores = Pick<Scorecard, 'points' | 'gates' | 'reasons'> & { readonly reason: string };

type Props = {
  readonly card: Scorecard;
  readonly scoring: Scoring;
  readonly write: (
    revised: { readonly version: number; readonly body: RevisedScores },
    key: string,
  ) => Promise<unknown>;
};

/** The fields of a locked scorecard once more, and why its author changes it; sent for the version that was shown. */
export const Revision = ({ card, scoring, write }: Props) => {
  const { t } = useTranslation('evaluations');
  const labelOf = useFieldLabel(scoring);
  const [form, setForm] = useState(() => formOf(card));
  const [reason, setReason] = useState('');
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const missing = missingFields(form, scoring);
  const said = written(reason);
  const isWhole = missing.length === 0 && invalidFields(form, scoring).length === 0;
  const isMarked = (field: string): boolean => problems.some((problem) => problem.field === field);
  return (
    <>
      <ErrorSummary problems={problems} />
      <ScoreFields form={form} scoring={scoring} missing={missing.filter(isMarked)} change={setForm} />
      <TextField
        name="revision-reason"
        label={t('outlier.reason')}
        hint={t('outlier.reasonHint')}
        rows={3}
        maxLength={2000}
        value={reason}
        onChange={setReason}
        error={isMarked('revision-reason') && said === null ? t('outlier.reasonMissing') : undefined}
      />
      <div className="actions">
        <ActButton
          label={t('outlier.send')}
          title={t('outlier.sendTitle')}
          input={
            isWhole && said !== null
              ? { version: card.version, body: { ...scoresOf(form, scoring), reason: said } }
              : null
          }
          write={write}
          refreshes={[['evaluations']]}
          onIncomplete={() => {
            setProblems([
              ...missing.map((field) => ({ field, message: t('missing', { field: labelOf(field) }) })),
              ...(said === null ? [{ field: 'revision-reason', message: t('outlier.reasonMissing') }] : []),
            ]);
          }}
        >
          <p>{t('outlier.sendText')}</p>
          {problems.length > 0 && !(isWhole && said !== null) ? (
            <p role="alert">{t('outlier.incomplete')}</p>
          ) : null}
        </ActButton>
      </div>
    </>
  );
};
