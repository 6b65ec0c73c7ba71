import { useTranslation } from 'react-i18next';
import type { Challenge } from '../challenges/queries.ts';
import { TableToTake } from '../figures/table-to-take.tsx';
import { won } from '../i18n/formats.ts';
import { lessonsByField } from './by-field.ts';
import type { Lessons } from './queries.ts';

type Props = { readonly lessons: Lessons; readonly challenges: readonly Challenge[] };

/** What the money did in each field: where to ask again, and where the market has no answer. */
export const Fields = ({ lessons, challenges }: Props) => {
  const { t } = useTranslation(['lessons', 'challenges']);
  return (
    <section aria-labelledby="fields">
      <h2 id="fields">{t('fields.title')}</h2>
      <TableToTake
        caption={t('fields.table')}
        name="lessons-fields"
        empty={t('fields.none')}
        rows={lessonsByField(lessons, challenges)}
        keyOf={({ field }) => field}
        columns={[
          { title: t('fields.field'), value: ({ field }) => t(`challenges:field.${field}`) },
          { title: t('fields.challenges'), value: (row) => row.challenges },
          { title: t('fields.unmet'), value: ({ unmet }) => unmet },
          {
            title: t('bought.price'),
            value: ({ boughtInWon }) => boughtInWon,
            cell: ({ boughtInWon }) => won(boughtInWon),
          },
          { title: t('bought.success'), value: ({ successes }) => successes },
          { title: t('bought.failure'), value: ({ failures }) => failures },
          {
            title: t('again.amount'),
            value: ({ repurchasedInWon }) => repurchasedInWon,
            cell: ({ repurchasedInWon }) => won(repurchasedInWon),
          },
        ]}
      />
    </section>
  );
};
