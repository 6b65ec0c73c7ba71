import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { SaveConflict } from '../acts/save-state.tsx';
import { ThrowAway } from '../acts/throw-away.tsx';
import { useKept } from '../acts/use-kept.ts';
import { ErrorSummary, type FieldProblem } from '../design/error-summary.tsx';
import { TextField } from '../design/text-field.tsx';
import { written } from '../i18n/typed.ts';
import { formOf, invalidFields, missingFields, scoresOf } from './form.ts';
import type { Scorecard, Scoring } from './queries.ts';
import { ScoreFields, useFieldLabel } from './score-fields.tsx';

/** A locked scorecard as its author would have it now. */
export type RevisedScores = Pick<Scorecard, 'points' | 'gates' | 'reasons'> & { readonly reason: string };

type Props = {
  /** Where in this tab what is typed is kept until it is sent. */
  readonly place: string;
  readonly card: Scorecard;
  readonly scoring: Scoring;
  readonly write: (
    revised: { readonly version: number; readonly body: RevisedScores },
    key: string,
  ) => Promise<unknown>;
};

const reasonName = 'revision-reason';

/** The fields of a locked scorecard once more, and why its author changes it; sent for the version that was shown. */
export const Revision = ({ place, card, scoring, write }: Props) => {
  const { t } = useTranslation('evaluations');
  const labelOf = useFieldLabel(scoring);
  const kept = useKept<string>(place, { ...formOf(card), [reasonName]: '' }, card.version);
  const { form, type } = kept;
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const missing = missingFields(form, scoring);
  const said = written(form[reasonName] ?? '');
  const isWhole = missing.length === 0 && invalidFields(form, scoring).length === 0 && kept.theirs === null;
  const isMarked = (field: string): boolean => problems.some((problem) => problem.field === field);
  return (
    <>
      <SaveConflict
        saving={kept}
        names={Object.keys(form)}
        labelOf={(name) => (name === reasonName ? t('outlier.reason') : labelOf(name))}
      />
      <ErrorSummary problems={problems} />
      <ScoreFields form={form} scoring={scoring} missing={missing.filter(isMarked)} change={kept.change} />
      <TextField
        name={reasonName}
        label={t('outlier.reason')}
        hint={t('outlier.reasonHint')}
        rows={3}
        maxLength={2000}
        value={form[reasonName] ?? ''}
        onChange={(text) => {
          type({ [reasonName]: text });
        }}
        error={isMarked(reasonName) && said === null ? t('outlier.reasonMissing') : undefined}
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
          onDone={kept.forget}
          onIncomplete={() => {
            setProblems([
              ...missing.map((field) => ({ field, message: t('missing', { field: labelOf(field) }) })),
              ...(said === null ? [{ field: reasonName, message: t('outlier.reasonMissing') }] : []),
            ]);
          }}
        >
          <p>{t('outlier.sendText')}</p>
          {problems.length > 0 && !(isWhole && said !== null) ? (
            <p role="alert">{t('outlier.incomplete')}</p>
          ) : null}
        </ActButton>
        {kept.isTyped ? <ThrowAway onAct={kept.forget} /> : null}
      </div>
    </>
  );
};
