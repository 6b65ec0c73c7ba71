import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { TextField } from '../design/text-field.tsx';
import { inLanguage, number, won } from '../i18n/formats.ts';
import { type Challenge, challengesQuery, proposersOf } from './queries.ts';

/** The texts that a search looks in, in both languages: what somebody remembers may be in the other one. */
const textOf = ({ title, problem, placeOfUse, proposers }: Challenge): string =>
  [title, problem, placeOfUse, ...proposers.map(({ name }) => name ?? { ko: '', en: '' })]
    .flatMap(({ ko, en }) => [ko, en])
    .join('\n')
    .toLocaleLowerCase();

const includesAll = (text: string, sought: string): boolean =>
  sought
    .toLocaleLowerCase()
    .split(/\s+/u)
    .every((word) => text.includes(word));

/** The challenges of a round, to search in and to narrow by what one may ask for. */
export const ChallengeList = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('challenges');
  const { data: challenges } = useSuspenseQuery(challengesQuery(useApi(), roundId));
  const [sought, setSought] = useState('');
  const [leastInMillionWon, setLeast] = useState('');
  const words = useDeferredValue(sought);
  const least = Number(leastInMillionWon.replaceAll(/\D/gu, '')) * 1_000_000;
  const found = challenges.filter(
    (challenge) => includesAll(textOf(challenge), words) && challenge.priceCeilingInWon >= least,
  );
  if (challenges.length === 0) return <p>{t('noneYet')}</p>;
  return (
    <>
      <search className="challenge-search">
        <TextField label={t('search')} type="search" value={sought} onChange={setSought} />
        <TextField
          label={t('leastPrice')}
          inputMode="numeric"
          value={leastInMillionWon}
          onChange={setLeast}
        />
      </search>
      <p role="status">{t('found', { count: found.length, of: number(challenges.length) })}</p>
      <ul className="cards">
        {found.map((challenge) => (
          <ChallengeCard key={challenge.challengeId} challenge={challenge} />
        ))}
      </ul>
    </>
  );
};

const ChallengeCard = ({ challenge }: { challenge: Challenge }) => {
  const { t } = useTranslation('challenges');
  return (
    <li className="card">
      <h3>
        <Link to="/challenges/$challengeId" params={{ challengeId: challenge.challengeId }}>
          {inLanguage(challenge.title)}
        </Link>
      </h3>
      <p>{proposersOf(challenge)}</p>
      <p>{inLanguage(challenge.placeOfUse)}</p>
      <p className="hint">{t('upTo', { amount: won(challenge.priceCeilingInWon) })}</p>
    </li>
  );
};
