import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { SaveConflict, SaveState } from '../acts/save-state.tsx';
import { useAutosave } from '../acts/use-autosave.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { Button } from '../design/button.tsx';
import { ErrorSummary, type FieldProblem } from '../design/error-summary.tsx';
import { formOf, invalidFields, missingFields, scoresOf } from './form.ts';
import { evaluationsQuery, type Scorecard, scorecardsQuery, type Scoring } from './queries.ts';
import { ScoreFields, Sums, useFieldLabel } from './score-fields.tsx';

type Props = {
  readonly proposalId: string;
  /** One's own draft; undefined before the first saving. */
  readonly card: Scorecard | undefined;
  readonly scoring: Scoring;
};

/** A scorecard that saves itself until it is locked. */
export const ScorecardForm = ({ proposalId, card, scoring }: Props) => {
  const { t } = useTranslation('evaluations');
  const api = useApi();
  const queries = useQueryClient();
  const labelOf = useFieldLabel(scoring);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const saving = useAutosave({
    place: `scorecard.${proposalId}`,
    present: { version: card?.version ?? 0, form: formOf(card) },
    isOpen: true,
    invalidFields: (form) => invalidFields(form, scoring),
    asSaved: (form) => formOf(scoresOf(form, scoring)),
    save: async (form, version, key) => {
      const saved = await dataOf(
        api.PUT('/proposals/{proposalId}/scorecard', {
          params: { path: { proposalId }, header: writeHeaders(key, version) },
          body: scoresOf(form, scoring),
        }),
      );
      void queries.invalidateQueries({ queryKey: evaluationsQuery(api).queryKey, exact: true });
      return saved.version;
    },
    readAgain: async () => {
      const cards = await queries.query({ ...scorecardsQuery(api, proposalId), staleTime: 0 });
      const own = cards.find(({ state }) => state === 'DRAFT');
      return { version: own?.version ?? 0, form: formOf(own) };
    },
  });
  const missing = missingFields(saving.form, scoring);
  const isReady = missing.length === 0 && saving.invalid.length === 0 && saving.theirs === null;
  return (
    <>
      <p>{t('keyboard')}</p>
      <ErrorSummary problems={problems} />
      <SaveConflict saving={saving} names={Object.keys(saving.form)} labelOf={labelOf} />
      <ScoreFields
        form={saving.form}
        scoring={scoring}
        change={saving.change}
        missing={missing.filter((field) => problems.some((problem) => problem.field === field))}
      />
      <SaveState saving={saving} />
      {isReady ? null : <p>{t('left', { count: missing.length })}</p>}
      <div className="actions">
        {isReady && !saving.isDirty ? (
          <ActButton
            label={t('lock')}
            title={t('lockTitle')}
            act={t('lockAct')}
            input={{ version: saving.version, scores: scoresOf(saving.form, scoring) }}
            write={({ version, scores }, key) =>
              dataOf(
                api.POST('/proposals/{proposalId}/scorecard/submission', {
                  params: { path: { proposalId }, header: writeHeaders(key, version) },
                  body: scores,
                }),
              )
            }
            refreshes={[['evaluations']]}
          >
            <p>{t('lockText')}</p>
            <Sums form={saving.form} scoring={scoring} />
          </ActButton>
        ) : (
          <Button
            kind="primary"
            isPending={isReady}
            onPress={() => {
              setProblems(
                missing.map((field) => ({ field, message: t('missing', { field: labelOf(field) }) })),
              );
            }}
          >
            {t('lock')}
          </Button>
        )}
      </div>
    </>
  );
};
