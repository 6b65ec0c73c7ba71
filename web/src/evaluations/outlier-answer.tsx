import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { readKept } from '../acts/kept.ts';
import { useKept } from '../acts/use-kept.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { Banner } from '../design/banner.tsx';
import { Button } from '../design/button.tsx';
import { TextField } from '../design/text-field.tsx';
import { written } from '../i18n/typed.ts';
import { useCriterionName } from '../rounds/criteria.ts';
import type { Scorecard, Scoring } from './queries.ts';
import { type RevisedScores, Revision } from './revision.tsx';

type Props = { readonly proposalId: string; readonly card: Scorecard; readonly scoring: Scoring };

/** Why a scorecard is flagged, and its author's two ways on: to stand by it, or to revise it with a reason. */
export const OutlierAnswer = ({ proposalId, card, scoring }: Props) => {
  const { t } = useTranslation('evaluations');
  const nameOf = useCriterionName();
  const answer = useAnswer(proposalId);
  const place = `revision.${proposalId}`;
  // What was begun goes on.
  const [isRevising, setRevising] = useState(() => readKept(place) !== null);
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
      {isRevising ? <Revision place={place} card={card} scoring={scoring} write={answer} /> : null}
    </>
  );
};

type AnswerBody = { readonly confirm: true; readonly reason?: string } | RevisedScores;

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
  const { form, type, forget } = useKept(`stand-by.${proposalId}`, { reason: '' });
  const said = written(form.reason);
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
      onDone={forget}
    >
      <p>{t('outlier.standByText')}</p>
      <TextField
        label={t('outlier.reasonOptional')}
        rows={3}
        maxLength={2000}
        value={form.reason}
        onChange={(text) => {
          type({ reason: text });
        }}
      />
    </ActButton>
  );
};
