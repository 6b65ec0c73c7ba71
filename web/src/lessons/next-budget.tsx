import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { TableToTake } from '../figures/table-to-take.tsx';
import { points, won } from '../i18n/formats.ts';
import { budgetsQuery } from './queries.ts';
import type { Naming } from './solution.tsx';

type Props = { readonly roundId: string; readonly naming: Naming };

/** What passed and could not be paid for, and what more money would have bought. */
export const NextBudget = ({ roundId, naming }: Props) => {
  const { t } = useTranslation(['lessons', 'rounds']);
  const { data } = useSuspenseQuery(budgetsQuery(useApi(), roundId));
  const { budgetInWon, committedInWon, shortInWon, unfunded, steps } = data;
  return (
    <section aria-labelledby="next-budget">
      <h2 id="next-budget">{t('budget.title')}</h2>
      <p>
        {t('budget.text', {
          budget: won(budgetInWon),
          committed: won(committedInWon),
          left: won(budgetInWon - committedInWon),
        })}{' '}
        {shortInWon === 0 ? t('budget.enough') : t('budget.short', { amount: won(shortInWon) })}
      </p>
      <TableToTake
        caption={t('budget.unfunded')}
        name="lessons-unfunded"
        empty={t('budget.allFunded')}
        rows={unfunded}
        keyOf={({ reason }) => reason}
        columns={[
          { title: t('budget.reason'), value: ({ reason }) => t(`rounds:reason.${reason}`) },
          { title: t('budget.proposals'), value: ({ proposals }) => proposals },
          {
            title: t('budget.asked'),
            value: ({ priceInWon }) => priceInWon,
            cell: ({ priceInWon }) => won(priceInWon),
          },
        ]}
      />
      <h3>{t('budget.more')}</h3>
      <p>{t('budget.moreText')}</p>
      <TableToTake
        caption={t('budget.steps')}
        name="lessons-more-budget"
        empty={t('budget.noStep')}
        rows={steps}
        keyOf={({ moreInWon }) => String(moreInWon)}
        columns={[
          {
            title: t('budget.step'),
            value: ({ moreInWon }) => moreInWon,
            cell: ({ moreInWon }) => t('budget.plus', { amount: won(moreInWon) }),
          },
          {
            title: t('budget.added'),
            value: ({ added }) => added.map(naming.solution).join('\n'),
            cell: ({ added }) => <Named ids={added} naming={naming} />,
          },
          {
            title: t('budget.gone'),
            value: ({ gone }) => gone.map(naming.solution).join('\n'),
            cell: ({ gone }) => <Named ids={gone} naming={naming} />,
          },
        ]}
      />
      {steps.length === 0 ? null : (
        <TableToTake
          caption={t('budget.policies')}
          name="lessons-budgets-by-policy"
          empty={t('budget.noStep')}
          rows={steps.flatMap(({ moreInWon, policies }) => policies.map((one) => ({ ...one, moreInWon })))}
          keyOf={({ moreInWon, policy }) => `${moreInWon} ${policy}`}
          columns={[
            {
              title: t('budget.step'),
              value: ({ moreInWon }) => moreInWon,
              cell: ({ moreInWon }) => t('budget.plus', { amount: won(moreInWon) }),
            },
            { title: t('rounds:rule.allocation'), value: ({ policy }) => t(`rounds:rule.policy.${policy}`) },
            { title: t('budget.funded'), value: ({ funded }) => funded },
            {
              title: t('rounds:committed'),
              value: (row) => row.committedInWon,
              cell: (row) => won(row.committedInWon),
            },
            {
              title: t('rounds:other.points'),
              value: ({ pointsFunded }) => pointsFunded / 100,
              cell: ({ pointsFunded }) => points(pointsFunded),
            },
          ]}
        />
      )}
      <p>
        <Link to="/rounds/$roundId/results" params={{ roundId }} hash="other-policies">
          {t('budget.toPolicies')}
        </Link>
      </p>
    </section>
  );
};

const Named = ({ ids, naming }: { ids: readonly string[]; naming: Naming }) => {
  const { t } = useTranslation('lessons');
  if (ids.length === 0) return <>{t('budget.nothing')}</>;
  return (
    <ul>
      {ids.map((proposalId) => (
        <li key={proposalId}>{naming.solution(proposalId)}</li>
      ))}
    </ul>
  );
};
