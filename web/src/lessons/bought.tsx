import { useTranslation } from 'react-i18next';
import { TableToTake } from '../figures/table-to-take.tsx';
import { number, won } from '../i18n/formats.ts';
import type { Lessons } from './queries.ts';
import { ChallengeLink, type Naming } from './solution.tsx';

type Props = { readonly lessons: Lessons; readonly naming: Naming };

/** What was bought of each challenge, and how it did against the targets. */
export const Bought = ({ lessons, naming }: Props) => {
  const { t } = useTranslation('lessons');
  return (
    <section aria-labelledby="bought">
      <h2 id="bought">{t('bought.title')}</h2>
      <TableToTake
        caption={t('bought.table')}
        name="lessons-bought"
        empty={t('bought.none')}
        rows={lessons.challenges.filter(({ bought }) => bought > 0)}
        keyOf={({ challengeId }) => challengeId}
        columns={[
          {
            title: t('challenge'),
            value: ({ challengeId }) => naming.challenge(challengeId),
            cell: ({ challengeId }) => <ChallengeLink challengeId={challengeId} naming={naming} />,
          },
          {
            title: t('bought.price'),
            value: ({ boughtInWon }) => boughtInWon,
            cell: ({ boughtInWon }) => won(boughtInWon),
          },
          { title: t('bought.success'), value: ({ verdicts }) => verdicts.SUCCESS },
          { title: t('bought.failure'), value: ({ verdicts }) => verdicts.FAILURE },
          { title: t('bought.inconclusive'), value: ({ verdicts }) => verdicts.INCONCLUSIVE },
          { title: t('bought.met'), value: ({ targets }) => targets.met },
          { title: t('bought.missed'), value: ({ targets }) => targets.missed },
          { title: t('bought.unmeasured'), value: ({ targets }) => targets.unmeasured },
        ]}
      />
    </section>
  );
};

/** What other bodies bought afterwards, and what that is to what the round paid. */
export const BoughtAgain = ({ lessons, naming }: Props) => {
  const { t } = useTranslation('lessons');
  return (
    <section aria-labelledby="again">
      <h2 id="again">{t('again.title')}</h2>
      <TableToTake
        caption={t('again.table')}
        name="lessons-bought-again"
        empty={t('again.none')}
        rows={lessons.challenges.filter(
          ({ repurchases, salesInWon, peopleServed }) =>
            repurchases.count > 0 || salesInWon > 0 || peopleServed > 0,
        )}
        keyOf={({ challengeId }) => challengeId}
        columns={[
          {
            title: t('challenge'),
            value: ({ challengeId }) => naming.challenge(challengeId),
            cell: ({ challengeId }) => <ChallengeLink challengeId={challengeId} naming={naming} />,
          },
          { title: t('again.times'), value: ({ repurchases }) => repurchases.count },
          {
            title: t('again.amount'),
            value: ({ repurchases }) => repurchases.amountInWon,
            cell: ({ repurchases }) => won(repurchases.amountInWon),
          },
          {
            title: t('again.paid'),
            value: ({ boughtInWon }) => boughtInWon,
            cell: ({ boughtInWon }) => won(boughtInWon),
          },
          {
            title: t('again.sales'),
            value: ({ salesInWon }) => salesInWon,
            cell: ({ salesInWon }) => won(salesInWon),
          },
          {
            title: t('again.people'),
            value: ({ peopleServed }) => peopleServed,
            cell: ({ peopleServed }) => number(peopleServed),
          },
        ]}
      />
    </section>
  );
};
