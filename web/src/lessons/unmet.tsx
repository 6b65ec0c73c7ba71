import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '../challenges/queries.ts';
import { TableToTake } from '../figures/table-to-take.tsx';
import { inLanguage, won } from '../i18n/formats.ts';
import type { PriorityList, Round } from '../rounds/queries.ts';
import type { Lessons } from './queries.ts';

type Props = {
  readonly lessons: Lessons;
  readonly list: PriorityList;
  readonly challenges: readonly Challenge[];
  readonly policy: Pick<Round['policy'], 'incubationBudgetInWon'>;
};

const reasons = ['gate-failed', 'not-evaluated', 'below-pass-mark', 'below-cut-off'] as const;

/** The challenges that nobody met: what stood in the way, and what became of them. */
export const Unmet = ({ lessons, list, challenges, policy }: Props) => {
  const { t } = useTranslation(['lessons', 'challenges', 'rounds']);
  const rows = challenges
    .filter(({ state }) => state === 'UNMATCHED' || state === 'INCUBATED')
    .map((challenge) => {
      const answers = list.list.filter(({ challengeId }) => challengeId === challenge.challengeId);
      return {
        challenge,
        answers: answers.length,
        why: reasons.flatMap((reason) => {
          const count = answers.filter((row) => row.outcome === 'REJECTED' && row.reason === reason).length;
          return count === 0 ? [] : [t('unmet.why', { count, reason: t(`rounds:reason.${reason}`) })];
        }),
        returned: lessons.returned.filter(({ challengeId }) => challengeId === challenge.challengeId),
      };
    });
  const whyOf = ({ answers, why }: (typeof rows)[number]): readonly string[] =>
    answers === 0 ? [t('unmet.noAnswer')] : why;
  return (
    <section aria-labelledby="unmet">
      <h2 id="unmet">{t('unmet.title')}</h2>
      <p>
        {t('unmet.text', {
          count: lessons.incubation.challenges,
          spent: won(lessons.incubation.spentInWon),
          budget: won(policy.incubationBudgetInWon),
        })}
      </p>
      <TableToTake
        caption={t('unmet.table')}
        name="lessons-unmet"
        empty={t('unmet.none')}
        rows={rows}
        keyOf={({ challenge }) => challenge.challengeId}
        columns={[
          {
            title: t('challenge'),
            value: ({ challenge }) => inLanguage(challenge.title),
            cell: ({ challenge: { challengeId, title } }) => (
              <Link to="/challenges/$challengeId" params={{ challengeId }}>
                {inLanguage(title)}
              </Link>
            ),
          },
          { title: t('unmet.answers'), value: ({ answers }) => answers },
          {
            title: t('unmet.reasons'),
            value: (row) => whyOf(row).join('\n'),
            cell: (row) => (
              <ul>
                {whyOf(row).map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            ),
          },
          {
            title: t('unmet.became'),
            value: ({ challenge, returned }) =>
              returned.length > 0 ? t('unmet.returned') : t(`challenges:state.${challenge.state}`),
            cell: ({ challenge, returned }) =>
              returned.length === 0
                ? t(`challenges:state.${challenge.state}`)
                : returned.map(({ as: { challengeId } }) => (
                    <Link key={challengeId} to="/challenges/$challengeId" params={{ challengeId }}>
                      {t('unmet.returned')}
                    </Link>
                  )),
          },
        ]}
      />
    </section>
  );
};
