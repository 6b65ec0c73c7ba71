import { useTranslation } from 'react-i18next';
import { TableToTake } from '../figures/table-to-take.tsx';
import { day, won } from '../i18n/formats.ts';
import type { Lessons } from './queries.ts';
import { ChallengeLink, type Naming } from './solution.tsx';

type Props = { readonly lessons: Lessons; readonly naming: Naming };

/** The purchases that were given up, and the money that this set free. */
export const Terminated = ({ lessons: { terminated }, naming }: Props) => {
  const { t } = useTranslation('lessons');
  return (
    <section aria-labelledby="terminated">
      <h2 id="terminated">{t('terminated.title')}</h2>
      {terminated.length === 0 ? null : (
        <p>
          {t('terminated.text', {
            count: terminated.length,
            amount: won(terminated.reduce((sum, { priceInWon }) => sum + priceInWon, 0)),
          })}
        </p>
      )}
      <TableToTake
        caption={t('terminated.table')}
        name="lessons-terminated"
        empty={t('terminated.none')}
        rows={terminated}
        keyOf={({ proposalId }) => proposalId}
        columns={[
          { title: t('solution'), value: ({ proposalId }) => naming.solution(proposalId) },
          {
            title: t('challenge'),
            value: ({ challengeId }) => naming.challenge(challengeId),
            cell: ({ challengeId }) => <ChallengeLink challengeId={challengeId} naming={naming} />,
          },
          {
            title: t('terminated.price'),
            value: ({ priceInWon }) => priceInWon,
            cell: ({ priceInWon }) => won(priceInWon),
          },
          {
            title: t('terminated.when'),
            value: ({ wasContracted }) => t(wasContracted ? 'terminated.after' : 'terminated.before'),
          },
          {
            title: t('terminated.day'),
            value: ({ terminatedAt }) => terminatedAt,
            cell: ({ terminatedAt }) => day(terminatedAt),
          },
        ]}
      />
    </section>
  );
};
