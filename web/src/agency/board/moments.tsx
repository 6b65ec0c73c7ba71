import { useTranslation } from 'react-i18next';
import { serverNow } from '../../api/server-clock.ts';
import { DataTable } from '../../design/data-table.tsx';
import { InstantText, PastText } from '../../design/instant.tsx';
import { Tag } from '../../design/tag.tsx';
import type { Preparation } from '../queries.ts';

const earlier = (instant: string | null, seconds: number): string | null =>
  instant === null ? null : new Date(Date.parse(instant) - seconds * 1000).toISOString();

const hasPassed = (at: string): boolean => Date.parse(at) <= serverNow();

/** What fires when, in its order: the limits of a round that are set, and what each brings about. */
const momentsOf = (round: Preparation) => {
  const { deadlines, policy } = round;
  const named = [
    ['challengeCall', deadlines.challengeCall],
    ['questions', earlier(deadlines.proposals, policy.questionsEndBeforeInSeconds)],
    ['proposals', deadlines.proposals],
    ['hold', round.earliestOpeningAt],
    ['evaluation', deadlines.evaluation],
    ['promise', round.noticeAt === null ? round.decisionPromisedAt : null],
    ['standstill', deadlines.standstill],
  ] as const;
  return named
    .flatMap(([name, at]) => (at === null ? [] : [{ name, at }]))
    .sort((one, other) => one.at.localeCompare(other.at));
};

/** The round's limits with what happens at each, by itself or by people. */
export const Moments = ({ round }: { round: Preparation }) => {
  const { t } = useTranslation('agency');
  return (
    <DataTable
      caption={t('moments.caption')}
      empty={t('moments.none')}
      rows={momentsOf(round)}
      keyOf={({ name }) => name}
      columns={[
        { title: t('moments.what'), isName: true, cell: ({ name }) => t(`moment.${name}`) },
        {
          title: t('moments.when'),
          cell: ({ at }) => (hasPassed(at) ? <PastText at={at} /> : <InstantText at={at} />),
        },
        {
          title: t('moments.standing'),
          cell: ({ at }) => <Standing at={at} isVoid={round.phase === 'CANCELLED'} />,
        },
      ]}
    />
  );
};

/** Whether a limit has passed, is to come, or comes no more since the round was cancelled before it. */
const Standing = ({ at, isVoid }: { readonly at: string; readonly isVoid: boolean }) => {
  const { t } = useTranslation('agency');
  if (hasPassed(at)) return <Tag>{t('moments.passed')}</Tag>;
  return isVoid ? <Tag>{t('moments.void')}</Tag> : <Tag kind="active">{t('moments.ahead')}</Tag>;
};
