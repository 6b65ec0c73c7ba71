import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { useKept } from '../acts/use-kept.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { TextField } from '../design/text-field.tsx';
import { written } from '../i18n/typed.ts';

/** A member of a fresh panel found a conflict after all, or after its end: it is recorded, and the scorecard leaves. */
export const LateConflict = ({ proposalId }: { proposalId: string }) => {
  const { t } = useTranslation('evaluations');
  const api = useApi();
  const typed = useKept(`late-conflict.${proposalId}`, { reason: '' });
  const [isAsked, setIsAsked] = useState(false);
  const reason = written(typed.form.reason);
  return (
    <ActButton
      label={t('declare.late')}
      title={t('declare.late')}
      look="quiet"
      input={reason === null ? null : { conflict: true, reason }}
      write={(body: { conflict: boolean; reason: string }, key) =>
        dataOf(
          api.POST('/proposals/{proposalId}/fresh-panel/declaration', {
            params: { path: { proposalId }, header: writeHeaders(key) },
            body,
          }),
        )
      }
      refreshes={[['evaluations']]}
      onIncomplete={() => {
        setIsAsked(true);
      }}
      onDone={() => {
        typed.forget();
        setIsAsked(false);
      }}
    >
      <p>{t('declare.lateConsequence')}</p>
      <TextField
        name="reason"
        label={t('declare.reason')}
        rows={3}
        maxLength={2000}
        value={typed.form.reason}
        onChange={(text) => {
          typed.type({ reason: text });
        }}
        error={isAsked && reason === null ? t('declare.reasonMissing') : undefined}
      />
    </ActButton>
  );
};
