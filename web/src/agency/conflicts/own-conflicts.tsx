import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/services.tsx';
import { DeclareConflict } from '../../conflicts/declare-conflict.tsx';
import { ownConflictsQuery } from '../../conflicts/queries.ts';
import { InstantText } from '../../design/instant.tsx';
import { SelectField } from '../../design/select-field.tsx';
import { inLanguage } from '../../i18n/formats.ts';
import { preparationQuery } from '../queries.ts';

export type Titled = {
  readonly challengeId: string;
  readonly title: { readonly ko: string | null; readonly en: string | null };
};

type Props = { readonly roundId: string; readonly challenges: readonly Titled[] };

/** What one declared oneself, and the declaration of one more. */
export const OwnConflicts = ({ roundId, challenges }: Props) => {
  const { t } = useTranslation('conflicts');
  const { data: own } = useSuspenseQuery(ownConflictsQuery(useApi(), roundId));
  const { data: round } = useSuspenseQuery(preparationQuery(useApi(), roundId));
  const isDeclared = (id: string) => own.some(({ challengeId }) => challengeId === id);
  const others = challenges.filter(({ challengeId }) => !isDeclared(challengeId));
  const declared = challenges.filter(({ challengeId }) => isDeclared(challengeId));
  return (
    <>
      <p>{t('whichKinds', { count: round.policy.employmentConflictInYears })}</p>
      <h2>{t('own')}</h2>
      {own.length === 0 ? <p>{t('noneOwn')}</p> : <p>{t('colleaguesAct')}</p>}
      <ul className="stack">
        {own.map(({ challengeId, reason, declaredAt }) => {
          const title = declared.find((challenge) => challenge.challengeId === challengeId)?.title;
          return (
            <li key={challengeId} className="card">
              <h3>{title === undefined ? challengeId : inLanguage(title)}</h3>
              <p className="prose">{reason}</p>
              <p className="hint">
                <InstantText at={declaredAt} />
              </p>
            </li>
          );
        })}
      </ul>
      {others.length === 0 ? <p>{t('noChallenges')}</p> : <Declare roundId={roundId} challenges={others} />}
    </>
  );
};

const Declare = ({ roundId, challenges }: Props) => {
  const { t } = useTranslation('conflicts');
  const [challengeId, setChallengeId] = useState<string | null>(null);
  const [isAsked, setIsAsked] = useState(false);
  return (
    <div className="actions">
      <DeclareConflict
        place={`conflict ${roundId}`}
        roundId={roundId}
        challengeId={challengeId}
        onIncomplete={() => {
          setIsAsked(true);
        }}
        onDone={() => {
          setChallengeId(null);
          setIsAsked(false);
        }}
      >
        <p>{t('followsAgency')}</p>
        <p>{t('followsRound')}</p>
        <p>{t('final')}</p>
        <SelectField
          name="challenge"
          label={t('challenge')}
          options={challenges.map((challenge) => ({
            value: challenge.challengeId,
            label: inLanguage(challenge.title),
          }))}
          value={challengeId}
          onChange={setChallengeId}
          error={isAsked && challengeId === null ? t('challengeMissing') : undefined}
        />
      </DeclareConflict>
    </div>
  );
};
