import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isBefore } from '../api/server-clock.ts';
import { Facts } from '../design/facts.tsx';
import { InstantText } from '../design/instant.tsx';
import { Tag } from '../design/tag.tsx';
import type { Clarification } from './queries.ts';

type Props = {
  readonly clarifications: readonly Clarification[];
  /** What can be done about one, for whoever may. */
  readonly actsOf?: (clarification: Clarification) => ReactNode;
};

/** What was asked about a proposal in writing, with what became of each question. */
export const ClarificationRecord = ({ clarifications, actsOf = () => null }: Props) => {
  const { t } = useTranslation('clarifications');
  if (clarifications.length === 0) return <p>{t('none')}</p>;
  return (
    <ul className="stack">
      {clarifications.map((clarification) => (
        <li key={clarification.clarificationId} className="card">
          <Question clarification={clarification} />
          {actsOf(clarification)}
        </li>
      ))}
    </ul>
  );
};

const kinds = {
  PROPOSED: 'warning',
  DECLINED: 'neutral',
  ASKED: 'active',
  UNANSWERED: 'neutral',
  ANSWERED: 'good',
} as const;

/** That a deadline went by without an answer is nowhere stored: the clock tells. */
const standingOf = ({ state, deadline }: Clarification): keyof typeof kinds =>
  state === 'ASKED' && deadline !== null && !isBefore(deadline) ? 'UNANSWERED' : state;

const Question = ({ clarification }: { clarification: Clarification }) => {
  const { t } = useTranslation('clarifications');
  const { question, proposedBy, askedAt, deadline, answer, answeredAt, declineReason, declinedAt } =
    clarification;
  const standing = standingOf(clarification);
  return (
    <>
      <Tag kind={kinds[standing]}>{t(`state.${standing}`)}</Tag>
      <p className="prose">{question}</p>
      <Facts
        rows={[
          [t('proposedBy'), proposedBy === null ? null : <code key="by">{proposedBy.slice(0, 8)}</code>],
          [t('askedAt'), instant(askedAt)],
          [t('deadline'), standing === 'ASKED' || standing === 'UNANSWERED' ? instant(deadline) : null],
          [t('answer'), prose(answer)],
          [t('answeredAt'), instant(answeredAt)],
          [t('declineReason'), prose(declineReason)],
          [t('declinedAt'), instant(declinedAt)],
        ]}
      />
    </>
  );
};

const instant = (at: string | null) => (at === null ? null : <InstantText at={at} />);
const prose = (text: string | null) => (text === null ? null : <span className="prose">{text}</span>);
