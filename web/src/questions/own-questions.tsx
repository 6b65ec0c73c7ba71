import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { Facts } from '../design/facts.tsx';
import { InstantText } from '../design/instant.tsx';
import { Tag } from '../design/tag.tsx';
import { type OwnQuestion, ownQuestionsQuery } from './queries.ts';

const kinds = { ASKED: 'active', ANSWERED: 'good', DECLINED: 'neutral' } as const;

/** What one's own organisation asked, with what became of it. */
export const OwnQuestions = ({ challengeId }: { challengeId: string }) => {
  const { t } = useTranslation('questions');
  const { data: questions } = useSuspenseQuery(ownQuestionsQuery(useApi(), challengeId));
  if (questions.length === 0) return null;
  return (
    <section aria-labelledby="own-questions">
      <h3 id="own-questions">{t('own')}</h3>
      <p className="hint">{t('ownText')}</p>
      <ul className="stack">
        {questions.map((question) => (
          <li key={question.questionId} className="card">
            <Own question={question} />
          </li>
        ))}
      </ul>
    </section>
  );
};

const Own = ({ question }: { question: OwnQuestion }) => {
  const { t } = useTranslation('questions');
  const { state, text, askedAt, publishedText, answer, declineReason } = question;
  const isInOtherWords = publishedText !== null && publishedText !== text;
  return (
    <>
      <Tag kind={kinds[state]}>{t(`state.${state}`)}</Tag>
      <p className="prose">{text}</p>
      <p className="hint">
        {t('askedAt')} <InstantText at={askedAt} />
      </p>
      <Facts
        rows={[
          [t('published'), isInOtherWords ? <Prose key="published" text={publishedText} /> : null],
          [t('answer'), answer === null ? null : <Prose key="answer" text={answer} />],
          [t('declined'), declineReason === null ? null : <Prose key="declined" text={declineReason} />],
        ]}
      />
    </>
  );
};

const Prose = ({ text }: { text: string }) => <span className="prose">{text}</span>;
