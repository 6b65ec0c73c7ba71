import { useSuspenseQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { organisationsOf, useAccount } from '../account/memberships.ts';
import { useApi } from '../app/services.tsx';
import type { Challenge } from '../challenges/queries.ts';
import { InstantText } from '../design/instant.tsx';
import { Loading } from '../design/loading.tsx';
import type { Round } from '../rounds/queries.ts';
import { AskPart } from './ask.tsx';
import { OwnQuestions } from './own-questions.tsx';
import { answersQuery } from './queries.ts';

type Props = { readonly challenge: Challenge; readonly round: Round };

/** What suppliers asked the buyer and what it answered, for everybody; and for a supplier its own questions. */
export const Questions = ({ challenge, round }: Props) => {
  const { t } = useTranslation('questions');
  const { challengeId } = challenge;
  const supplierIds = organisationsOf(useAccount(), 'SUPPLIER');
  return (
    <section aria-labelledby="questions">
      <h2 id="questions">{t('title')}</h2>
      <AskPart challenge={challenge} round={round} />
      {supplierIds.length === 0 ? null : (
        <Suspense fallback={<Loading />}>
          <OwnQuestions challengeId={challengeId} />
        </Suspense>
      )}
      <Answers challengeId={challengeId} />
    </section>
  );
};

const Answers = ({ challengeId }: { challengeId: string }) => {
  const { t } = useTranslation('questions');
  const { data: answers } = useSuspenseQuery(answersQuery(useApi(), challengeId));
  if (answers.length === 0) return <p>{t('none')}</p>;
  return (
    <section aria-labelledby="answers">
      <h3 id="answers">{t('answered')}</h3>
      <dl className="stack">
        {answers.map((answer) => (
          <div key={answer.questionId} className="card">
            <dt className="prose">
              <strong>{answer.question}</strong>
            </dt>
            <dd className="prose">{answer.answer}</dd>
            <dd className="hint">
              {t('answeredAt')} <InstantText at={answer.answeredAt} />
            </dd>
            {answer.amendedAt === null ? null : (
              <dd className="hint">
                {t('amendedAt')} <InstantText at={answer.amendedAt} />
              </dd>
            )}
          </div>
        ))}
      </dl>
    </section>
  );
};
