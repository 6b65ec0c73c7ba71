import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../../api/client.ts';
import { useApi } from '../../app/services.tsx';
import { TextField } from '../../design/text-field.tsx';
import { instantOfMinute, written } from '../../i18n/typed.ts';
import { type OpenedProposal, ofProposal } from './queries.ts';

/** Staff ask the supplier for what is missing, by a deadline of its own. */
export const RequestSupplement = ({ proposal }: { proposal: OpenedProposal }) => {
  const { t } = useTranslation('screening');
  const api = useApi();
  const [typed, setTyped] = useState({ text: '', deadline: '' });
  const [isAsked, setIsAsked] = useState(false);
  const text = written(typed.text);
  const deadline = instantOfMinute(typed.deadline);
  const { proposalId } = proposal;
  return (
    <ActButton
      label={t('supplement.ask')}
      title={t('supplement.ask')}
      look="secondary"
      input={text === null || deadline === null ? null : { text, deadline }}
      write={(body: { text: string; deadline: string }, key) =>
        dataOf(
          api.POST('/opened-proposals/{proposalId}/supplement-requests', {
            params: { path: { proposalId }, header: writeHeaders(key) },
            body,
          }),
        )
      }
      refreshes={ofProposal(proposal)}
      onIncomplete={() => {
        setIsAsked(true);
      }}
      onDone={() => {
        setTyped({ text: '', deadline: '' });
        setIsAsked(false);
      }}
    >
      <p>{t('supplement.consequence')}</p>
      <TextField
        name="text"
        label={t('supplement.text')}
        hint={t('supplement.textHint')}
        rows={5}
        maxLength={4000}
        value={typed.text}
        onChange={(value) => {
          setTyped((before) => ({ ...before, text: value }));
        }}
        error={isAsked && text === null ? t('supplement.textMissing') : undefined}
      />
      <TextField
        name="deadline"
        label={t('supplement.deadline')}
        hint={t('minuteHint')}
        type="datetime-local"
        value={typed.deadline}
        onChange={(value) => {
          setTyped((before) => ({ ...before, deadline: value }));
        }}
        error={isAsked && deadline === null ? t('supplement.deadlineMissing') : undefined}
      />
    </ActButton>
  );
};
