import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { useKept } from '../acts/use-kept.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { InstantText } from '../design/instant.tsx';
import { TextField } from '../design/text-field.tsx';
import { written } from '../i18n/typed.ts';
import { openQuestionsQuery } from './queries.ts';

type Question = Awaited<ReturnType<NonNullable<ReturnType<typeof openQuestionsQuery>['queryFn']>>>[number];

/** The questions that await an answer. Who asked is told to nobody. */
export const Questions = ({ challengeId }: { challengeId: string }) => {
  const { t } = useTranslation('proposing');
  const { data: questions } = useSuspenseQuery(openQuestionsQuery(useApi(), challengeId));
  return (
    <section aria-labelledby="questions-heading">
      <h2 id="questions-heading">{t('questions')}</h2>
      {questions.length === 0 ? <p>{t('noQuestions')}</p> : <p>{t('questionsText')}</p>}
      {questions.map((question) => (
        <OpenQuestion key={question.questionId} question={question} />
      ))}
    </section>
  );
};

const OpenQuestion = ({ question }: { question: Question }) => {
  const { t } = useTranslation('proposing');
  const api = useApi();
  const { questionId, challengeId, version } = question;
  const place = `question.${questionId}`;
  const answer = useKept(`${place}.answer`, { text: '', published: '' });
  const decline = useKept(`${place}.decline`, { reason: '' });
  const [isAnswerAsked, setAnswerAsked] = useState(false);
  const [isReasonAsked, setReasonAsked] = useState(false);
  const answered = written(answer.form.text);
  const inOtherWords = written(answer.form.published);
  const declined = written(decline.form.reason);
  const path = { questionId };
  const refreshes = [['proposing'], ['challenges', challengeId]];
  return (
    <section className="card question" aria-label={t('question')}>
      <p className="prose">{question.text}</p>
      <p className="hint">
        <InstantText at={question.askedAt} />
      </p>
      <div className="actions">
        <ActButton
          label={t('answer')}
          title={t('answerTitle')}
          act={t('answerAct')}
          input={
            answered === null
              ? null
              : {
                  answer: answered,
                  ...(inOtherWords === null ? {} : { publishedText: inOtherWords }),
                }
          }
          write={(body: { answer: string; publishedText?: string }, key) =>
            dataOf(
              api.PUT('/questions/{questionId}/answer', {
                params: { path, header: writeHeaders(key, version) },
                body,
              }),
            )
          }
          refreshes={refreshes}
          onIncomplete={() => {
            setAnswerAsked(true);
          }}
          onDone={answer.forget}
        >
          <p className="prose">{question.text}</p>
          <p>{t('answerText')}</p>
          <TextField
            label={t('answerField')}
            rows={6}
            maxLength={8000}
            value={answer.form.text}
            onChange={(text) => {
              answer.type({ text });
            }}
            isRequired
            error={isAnswerAsked && answered === null ? t('missing') : undefined}
          />
          <TextField
            label={t('publishedText')}
            hint={t('publishedHint')}
            rows={3}
            maxLength={4000}
            value={answer.form.published}
            onChange={(published) => {
              answer.type({ published });
            }}
          />
        </ActButton>
        <ActButton
          label={t('decline')}
          title={t('declineTitle')}
          kind="danger"
          look="quiet"
          input={declined === null ? null : { reason: declined }}
          write={(body: { reason: string }, key) =>
            dataOf(
              api.POST('/questions/{questionId}/decline', {
                params: { path, header: writeHeaders(key, version) },
                body,
              }),
            )
          }
          refreshes={refreshes}
          onIncomplete={() => {
            setReasonAsked(true);
          }}
          onDone={decline.forget}
        >
          <p>{t('declineText')}</p>
          <TextField
            label={t('declineReason')}
            rows={3}
            maxLength={2000}
            value={decline.form.reason}
            onChange={(reason) => {
              decline.type({ reason });
            }}
            isRequired
            error={isReasonAsked && declined === null ? t('missing') : undefined}
          />
        </ActButton>
      </div>
    </section>
  );
};
