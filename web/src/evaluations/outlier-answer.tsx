import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { Banner } from '../design/banner.tsx';
import { Button } from '../design/button.tsx';
import { ErrorSummary, type FieldProblem } from '../design/error-summary.tsx';
import { TextField } from '../design/text-field.tsx';
import { written } from '../i18n/typed.ts';
import { useCriterionName } from '../rounds/criteria.ts';
import { formOf, invalidFields, missingFields, scoresOf } from './form.ts';
import type { Scorecard, Scoring } from './queries.ts';
import { ScoreFields, useFieldLabel } from './score-fields.tsx';

type Props = { readonly proposalId: string; readonly card: Scorecard; readonly scoring: Scoring };

/** Why a scorecard is flagged, and its author's two ways on: to stand by it, or to revise it with a reason. */
export const OutlierAnswer = ({ proposalId, card, scoring }: Props) => {
  const { t } = useTranslation('evaluations');
  const nameOf = useCriterionName();
  const [isRevising, setRevising] = useState(false);
  return (
    <>
      <Banner
        kind="warning"
        title={t('outlier.title')}
        text={t('outlier.text', {
          dimensions: card.outlierDimensions.map(nameOf).join(', '),
          percent: scoring.outlierPercent,
        })}
      >
        <div className="actions">
          <StandBy proposalId={proposalId} card={card} />
          <Button
            onPress={() => {
              setRevising((before) => !before);
            }}
          >
            {isRevising ? t('outlier.leave') : t('outlier.revise')}
          </Button>
        </div>
      </Banner>
      {isRevising ? <Revision proposalId={proposalId} card={card} scoring={scoring} /> : null}
    </>
  );
};

type AnswerBody =
  | { readonly confirm: true; readonly reason?: string }
  | (Pick<Scorecard, 'points' | 'gates' | 'reasons'> & { readonly reason: string });

/** Sends the answer to the version that was shown. */
const useAnswer = (proposalId: string) => {
  const api = useApi();
  return ({ body, version }: { readonly body: AnswerBody; readonly version: number }, key: string) =>
    dataOf(
      api.POST('/proposals/{proposalId}/scorecard/reconfirmation', {
        params: { path: { proposalId }, header: writeHeaders(key, version) },
        body,
      }),
    );
};

const StandBy = ({ proposalId, card }: Pick<Props, 'proposalId' | 'card'>) => {
  const { t } = useTranslation('evaluations');
  const answer = useAnswer(proposalId);
  const [reason, setReason] = useState('');
  const said = written(reason);
  return (
    <ActButton
      label={t('outlier.standBy')}
      title={t('outlier.standByTitle')}
      input={{
        version: card.version,
        body: { confirm: true as const, ...(said === null ? {} : { reason: said }) },
      }}
      write={answer}
      refreshes={[['evaluations']]}
    >
      <p>{t('outlier.standByText')}</p>
      <TextField
        label={t('outlier.reasonOptional')}
        rows={3}
        maxLength={2000}
        value={reason}
        onChange={setReason}
      />
    </ActButton>
  );
};

const Revision = ({ proposalId, card, scoring }: Props) => {
  const { t } = useTranslation('evaluations');
  const answer = useAnswer(proposalId);
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
          write={answer}
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
