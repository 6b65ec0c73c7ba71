import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/services.tsx';
import { DataTable } from '../../design/data-table.tsx';
import { percent, won } from '../../i18n/formats.ts';
import { budgetQuery } from '../queries.ts';
import './budget.css';

/** The four parts of a round's money, in the order in which it goes from one into the next. */
const parts = ['spent', 'committed', 'reserved', 'available'] as const;

/** Where a round's money is: a bar, and the table that says the same. */
export const BudgetOfRound = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('purchases');
  const { data: budget } = useSuspenseQuery(budgetQuery(useApi(), roundId));
  const rows = parts.map((part) => ({ part, amountInWon: budget[`${part}InWon`] }));
  const shareOf = (amountInWon: number): number =>
    budget.budgetInWon === 0 ? 0 : amountInWon / budget.budgetInWon;
  return (
    <section aria-labelledby="budget">
      <h2 id="budget">{t('budget.title', { amount: won(budget.budgetInWon) })}</h2>
      <svg className="budget-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        {rows.map(({ part, amountInWon }, place) => (
          <rect
            key={part}
            className={`budget-${part}`}
            x={100 * shareOf(rows.slice(0, place).reduce((sum, before) => sum + before.amountInWon, 0))}
            width={100 * shareOf(amountInWon)}
            height={4}
          />
        ))}
      </svg>
      <DataTable
        caption={t('budget.table')}
        empty={t('budget.table')}
        rows={rows}
        keyOf={({ part }) => part}
        columns={[
          {
            title: t('budget.part'),
            isName: true,
            cell: ({ part }) => (
              <>
                <span className={`budget-mark budget-mark-${part}`} aria-hidden="true" />
                {t(`budget.${part}`)}
              </>
            ),
          },
          { title: t('budget.meaning'), cell: ({ part }) => t(`budget.of.${part}`) },
          { title: t('budget.amount'), isNumber: true, cell: ({ amountInWon }) => won(amountInWon) },
          {
            title: t('budget.share'),
            isNumber: true,
            cell: ({ amountInWon }) => percent(shareOf(amountInWon)),
          },
        ]}
      />
    </section>
  );
};
