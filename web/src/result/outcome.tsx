import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { Facts } from '../design/facts.tsx';
import { InstantText } from '../design/instant.tsx';
import { number, points, won } from '../i18n/formats.ts';
import { OutcomeText } from '../rounds/outcome.tsx';
import { listQuery, type Round } from '../rounds/queries.ts';
import { StateTag } from '../proposals/state-tag.tsx';
import type { Result } from './queries.ts';

type Props = { readonly result: Result; readonly round: Round };

/** What was decided, in words and in figures, and where everybody reads it. */
export const Outcome = ({ result, round }: Props) => {
  const { t } = useTranslation('result');
  return (
    <section aria-labelledby="outcome">
      <h2 id="outcome">{t('outcome')}</h2>
      <Verdict result={result} />
      <Figures result={result} round={round} />
      <p>
        <Link to="/rounds/$roundId/results" params={{ roundId: round.roundId }}>
          {t('toList')}
        </Link>
      </p>
    </section>
  );
};

const Verdict = ({ result: { state, row, eligibilityReason } }: Pick<Props, 'result'>) => {
  const { t } = useTranslation('result');
  if (state === 'INELIGIBLE')
    return (
      <>
        <StateTag state="INELIGIBLE" />
        <p>{t('excluded')}</p>
        <p className="prose">{eligibilityReason}</p>
      </>
    );
  if (row === null)
    return (
      <>
        <StateTag state="WITHDRAWN_AFTER_OPENING" />
        <p>{t('withdrawn')}</p>
      </>
    );
  return (
    <>
      <OutcomeText row={row} />
      <p>{state === 'ELIGIBLE' ? t('means.reopened') : t(`means.${row.outcome}`)}</p>
    </>
  );
};

const Figures = ({ result: { state, row, explanation }, round }: Props) => {
  const { t } = useTranslation('result');
  const { data: list } = useSuspenseQuery(listQuery(useApi(), round.roundId));
  const total = row?.total ?? null;
  const maximum = explanation?.dimensions.reduce((sum, dimension) => sum + dimension.maximum, 0) ?? 0;
  const isListed = row !== null && state !== 'INELIGIBLE';
  return (
    <Facts
      rows={[
        [
          t('rank'),
          isListed ? t('rankOf', { rank: number(row.rank), count: number(list.list.length) }) : null,
        ],
        [
          t('total'),
          isListed && total !== null
            ? t('totalOf', {
                total: points(total),
                maximum: points(maximum),
                passMark: points(round.policy.scoring.passMark),
              })
            : null,
        ],
        [t('price'), isListed ? won(row.priceInWon) : null],
        [t('noticeAt'), round.noticeAt === null ? null : <InstantText key="at" at={round.noticeAt} />],
      ]}
    />
  );
};
