import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { useKept } from '../acts/use-kept.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { ClarificationRecord } from '../clarifications/clarification-record.tsx';
import { clarificationsQuery } from '../clarifications/queries.ts';
import { TextField } from '../design/text-field.tsx';
import { written } from '../i18n/typed.ts';

/** What the panel asked in writing and what was answered; whoever scores may propose a question. */
export const PanelQuestions = ({ proposalId, mayAsk }: { proposalId: string; mayAsk: boolean }) => {
  const { t } = useTranslation('clarifications');
  const { data: clarifications } = useSuspenseQuery(clarificationsQuery(useApi(), proposalId));
  return (
    <section aria-labelledby="questions-heading">
      <h2 id="questions-heading" tabIndex={-1}>
        {t('title')}
      </h2>
      <p className="hint">{t('explanation')}</p>
      <ClarificationRecord clarifications={clarifications} />
      {mayAsk ? (
        <div className="actions">
          <ProposeQuestion proposalId={proposalId} />
        </div>
      ) : null}
    </section>
  );
};

/** A question in the panel's name; what is typed stays in this tab until it is sent. */
const ProposeQuestion = ({ proposalId }: { proposalId: string }) => {
  const { t } = useTranslation('clarifications');
  const api = useApi();
  const place = `question ${proposalId}`;
  const typed = useKept(place, { question: '' });
  const [isAsked, setIsAsked] = useState(false);
  const question = written(typed.form.question);
  return (
    <ActButton
      label={t('propose.act')}
      title={t('propose.act')}
      look="secondary"
      input={question}
      write={(text: string, key) =>
        dataOf(
          api.POST('/opened-proposals/{proposalId}/clarification-proposals', {
            params: { path: { proposalId }, header: writeHeaders(key) },
            body: { question: text },
          }),
        )
      }
      refreshes={[clarificationsQuery(api, proposalId).queryKey]}
      onIncomplete={() => {
        setIsAsked(true);
      }}
      onDone={() => {
        typed.forget();
        setIsAsked(false);
      }}
    >
      <p>{t('propose.consequence')}</p>
      <TextField
        name="question"
        label={t('question')}
        hint={t('propose.hint')}
        rows={5}
        maxLength={4000}
        value={typed.form.question}
        onChange={(text) => {
          typed.type({ question: text });
        }}
        error={isAsked && question === null ? t('questionMissing') : undefined}
      />
    </ActButton>
  );
};
