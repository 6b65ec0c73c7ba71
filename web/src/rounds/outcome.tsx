import { useTranslation } from 'react-i18next';
import { Tag } from '../design/tag.tsx';
import type { PriorityList } from './queries.ts';

const kinds = { FUNDED: 'good', RESERVE: 'warning', REJECTED: 'neutral' } as const;

/** What became of a row of the list, and why it is not funded. */
export const OutcomeText = ({ row }: { row: PriorityList['list'][number] }) => {
  const { t } = useTranslation('rounds');
  return (
    <>
      <Tag kind={kinds[row.outcome]}>{t(`outcomes.${row.outcome}`)}</Tag>
      {row.outcome === 'FUNDED' ? null : <p className="hint">{t(`reason.${row.reason}`)}</p>}
    </>
  );
};

type Outcome = keyof typeof kinds;
type Flip = { readonly proposalId: string; readonly from: Outcome; readonly to: Outcome };
type FlipsProps = {
  readonly flips: readonly Flip[];
  readonly titleOf: (proposalId: string) => string;
};

/** The outcomes that another rule or another scorecard would have changed. */
export const FlipList = ({ flips, titleOf }: FlipsProps) => {
  const { t } = useTranslation('rounds');
  if (flips.length === 0) return <>{t('other.nothing')}</>;
  return (
    <ul>
      {flips.map(({ proposalId, from, to }) => (
        <li key={proposalId}>
          {t('other.flip', {
            title: titleOf(proposalId),
            from: t(`outcomes.${from}`),
            to: t(`outcomes.${to}`),
          })}
        </li>
      ))}
    </ul>
  );
};
