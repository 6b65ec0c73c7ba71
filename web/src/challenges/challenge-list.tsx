import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../api/server-clock.ts';
import { useApi } from '../app/services.tsx';
import { InstantText } from '../design/instant.tsx';
import { inLanguage, number, won } from '../i18n/formats.ts';
import type { Round } from '../rounds/queries.ts';
import { FilterFields } from './filter-fields.tsx';
import { type Due, type Filters, filtersOf, meets, searchOf } from './filters.ts';
import { type Challenge, challengesOfRoundsQuery, proposersOf } from './queries.ts';

type Props = {
  /** Of which rounds, by when their proposals are due. */
  readonly roundsOf: (due: Due) => readonly Round[];
  /** When proposals are due, to begin with. */
  readonly due: Due;
  readonly isAcrossCalls: boolean;
};

/** The deadline for proposals of a call that is open; null else. */
const openUntil = (round: Round | undefined): string | null =>
  round?.phase === 'CALL_FOR_PROPOSALS' ? round.deadlines.proposals : null;

/** Challenges to search in and to narrow; the address keeps what they are narrowed by, so that it can be sent on. */
export const ChallengeList = ({ roundsOf, due, isAcrossCalls }: Props) => {
  const search = useSearch({ strict: false });
  const [filters, setFilters] = useState(() => filtersOf({ ...search }, due));
  useKeptInAddress(filters, due);
  return (
    <>
      <FilterFields filters={filters} change={setFilters} due={due} isAcrossCalls={isAcrossCalls} />
      {/* What is typed stands at once; the list follows. */}
      <Found
        filters={useDeferredValue(filters)}
        roundsOf={roundsOf}
        due={due}
        isAcrossCalls={isAcrossCalls}
      />
    </>
  );
};

const useKeptInAddress = (filters: Filters, due: Due): void => {
  const navigate = useNavigate();
  const wanted = JSON.stringify(searchOf(filters, due));
  const [kept, setKept] = useState(wanted);
  useEffect(() => {
    if (wanted === kept) return undefined;
    // A browser takes no new address with every key that is pressed.
    const timer = setTimeout(() => {
      setKept(wanted);
      void navigate({ to: '.', search: searchOf(filters, due), replace: true, resetScroll: false });
    }, 300);
    return () => {
      clearTimeout(timer);
    };
  }, [wanted, kept, filters, due, navigate]);
};

const Found = ({ filters, roundsOf, isAcrossCalls }: Props & { readonly filters: Filters }) => {
  const { t } = useTranslation('challenges');
  const rounds = roundsOf(filters.due);
  const { data: challenges } = useSuspenseQuery(challengesOfRoundsQuery(useApi(), rounds));
  const roundOf = ({ roundId }: Challenge) => rounds.find((round) => round.roundId === roundId);
  const now = serverNow();
  const found = challenges.filter((challenge) =>
    meets(challenge, openUntil(roundOf(challenge)), filters, now),
  );
  if (challenges.length === 0) return <p role="status">{t(isAcrossCalls ? 'filter.nothing' : 'noneYet')}</p>;
  return (
    <>
      <p role="status">
        {found.length === 0
          ? t('filter.nothing')
          : t('found', { count: found.length, of: number(challenges.length) })}
      </p>
      <ul className="cards">
        {found.map((challenge) => (
          <ChallengeCard
            key={challenge.challengeId}
            challenge={challenge}
            round={isAcrossCalls ? roundOf(challenge) : undefined}
          />
        ))}
      </ul>
    </>
  );
};

/** A challenge in a list, with its call where the list is of more than one. */
const ChallengeCard = ({ challenge, round }: { challenge: Challenge; round: Round | undefined }) => {
  const { t } = useTranslation('challenges');
  const deadline = openUntil(round);
  return (
    <li className="card">
      <h3>
        <Link to="/challenges/$challengeId" params={{ challengeId: challenge.challengeId }}>
          {inLanguage(challenge.title)}
        </Link>
      </h3>
      <p>{proposersOf(challenge)}</p>
      <p>{t(`field.${challenge.field}`)}</p>
      <p>{inLanguage(challenge.placeOfUse)}</p>
      {round === undefined ? null : <p>{inLanguage(round.name)}</p>}
      {deadline === null ? null : (
        <p>
          {t('dueAt')} <InstantText at={deadline} />
        </p>
      )}
      <p className="hint">{t('upTo', { amount: won(challenge.priceCeilingInWon) })}</p>
    </li>
  );
};
