import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/services.tsx';
import { ChallengeText } from '../../challenges/challenge-text.tsx';
import { Checkbox } from '../../design/checkbox.tsx';
import { Tag } from '../../design/tag.tsx';
import { inLanguage, number, won } from '../../i18n/formats.ts';
import { type ProposedChallenge, proposedChallengesQuery } from '../queries.ts';
import { RoundRoom } from '../room.tsx';
import { Comparison } from './comparison.tsx';
import { DecideChallenge } from './decide-challenge.tsx';
import { Dossier } from './dossier.tsx';
import { Incubate } from './incubate.tsx';
import { useNarrowed } from './narrowed.tsx';

const route = getRouteApi('/agency/rounds/$roundId/challenges');

/** The proposed challenges of a round: read, compared side by side, selected or rejected with a reason. */
export const SelectionPage = () => {
  const { t } = useTranslation('selection');
  const { roundId } = route.useParams();
  return (
    <RoundRoom roundId={roundId} title={t('title')} roles={['staff', 'auditor']}>
      <Selection roundId={roundId} />
    </RoundRoom>
  );
};

/** More stand side by side nowhere. */
const mostCompared = 3;

/** Drafts are their bodies' own yet. */
const isProposed = ({ state }: ProposedChallenge): boolean => state !== 'DRAFT';

const Selection = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation(['selection', 'challenges']);
  const { data } = useSuspenseQuery(proposedChallengesQuery(useApi(), roundId));
  const [compared, setCompared] = useState<readonly string[]>([]);
  const challenges = data
    .filter(isProposed)
    .sort((one, other) => Number(other.state === 'SUBMITTED') - Number(one.state === 'SUBMITTED'));
  const { found, fields } = useNarrowed(challenges);
  const undecided = challenges.filter(({ state }) => state === 'SUBMITTED').length;
  const selected = challenges.filter(({ state }) => state === 'SELECTED').length;
  return (
    <>
      <p className="lead" aria-live="polite">
        {t('standing', { undecided, selected, all: challenges.length })}
      </p>
      {compared.length > 1 ? (
        <Comparison challenges={challenges.filter(({ challengeId }) => compared.includes(challengeId))} />
      ) : challenges.length > 1 ? (
        <p className="hint">{t('howToCompare', { count: mostCompared })}</p>
      ) : null}
      {challenges.length === 0 ? <p>{t('none')}</p> : null}
      {challenges.length > 1 ? fields : null}
      {found.length === challenges.length ? null : (
        <p role="status">{t('challenges:found', { count: found.length, of: number(challenges.length) })}</p>
      )}
      <ul className="stack">
        {found.map((challenge) => (
          <li key={challenge.challengeId} className="card">
            <Card
              challenge={challenge}
              isCompared={compared.includes(challenge.challengeId)}
              isFull={compared.length >= mostCompared}
              onCompare={(isCompared) => {
                setCompared((before) => [
                  ...before.filter((id) => id !== challenge.challengeId),
                  ...(isCompared ? [challenge.challengeId] : []),
                ]);
              }}
            />
          </li>
        ))}
      </ul>
    </>
  );
};

const kinds = { SUBMITTED: 'active', SELECTED: 'good', NOT_SELECTED: 'neutral' } as const;
const kindOf = (state: string) => Object.entries(kinds).find(([name]) => name === state)?.[1] ?? 'neutral';

type CardProps = {
  readonly challenge: ProposedChallenge;
  readonly isCompared: boolean;
  readonly isFull: boolean;
  readonly onCompare: (isCompared: boolean) => void;
};

const Card = ({ challenge, isCompared, isFull, onCompare }: CardProps) => {
  const { t } = useTranslation(['selection', 'challenges']);
  return (
    <>
      <Tag kind={kindOf(challenge.state)}>{t(`state.${challenge.state}`)}</Tag>
      <h2>{inLanguage(challenge.title)}</h2>
      <p>
        {t('short', {
          field: t(`challenges:field.${challenge.field}`),
          place: inLanguage(challenge.placeOfUse),
          price: won(challenge.priceCeilingInWon),
        })}
      </p>
      {challenge.decisionReason === null ? null : <p>{t('decided', { reason: challenge.decisionReason })}</p>}
      {challenge.incubation === null ? null : (
        <p className="prose">
          {t('incubated', {
            amount: won(challenge.incubation.budgetInWon),
            plan: challenge.incubation.plan,
          })}
        </p>
      )}
      <Checkbox
        label={t('compare', { title: inLanguage(challenge.title) })}
        isSelected={isCompared}
        isDisabled={isFull && !isCompared}
        onChange={onCompare}
      />
      <details>
        <summary>{t('whole')}</summary>
        <ChallengeText challenge={challenge} />
      </details>
      {challenge.state === 'SUBMITTED' ? <DecideChallenge challenge={challenge} /> : null}
      <Incubate challenge={challenge} />
      <Dossier challenge={challenge} />
    </>
  );
};
