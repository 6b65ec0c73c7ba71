import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Tag } from '../design/tag.tsx';
import { TableToTake } from '../figures/table-to-take.tsx';
import { kindOfVerdict, type Verdict } from '../first-use/queries.ts';
import { inLanguage, number } from '../i18n/formats.ts';
import { ChallengeLink, type Naming } from './solution.tsx';

type Props = {
  readonly verdicts: readonly Verdict[];
  readonly naming: Naming;
  readonly roundId: string;
};

const order = ['FAILURE', 'INCONCLUSIVE', 'SUCCESS'] as const;

/** Which solution worked and which did not, by which targets, and what its first user and supplier say to it. */
export const Findings = ({ verdicts, naming, roundId }: Props) => {
  const { t } = useTranslation(['lessons', 'first-use', 'challenges']);
  const fallsShort = ({ measurements }: Verdict): readonly string[] =>
    measurements
      .filter(({ met }) => met !== true)
      .map(({ name, measured, unit, comparison, value }) => {
        const required = t(`challenges:comparison.${comparison}`, { value: number(value), unit });
        return measured === null
          ? t('findings.unmeasured', { target: inLanguage(name), required })
          : t('findings.missed', {
              target: inLanguage(name),
              measured: t('first-use:value', { value: number(measured), unit }),
              required,
            });
      });
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">{t('findings.title')}</h2>
      <p>
        {t('findings.text')}{' '}
        <Link to="/rounds/$roundId/verdicts" params={{ roundId }}>
          {t('toVerdicts')}
        </Link>
      </p>
      <TableToTake
        caption={t('findings.table')}
        name="lessons-findings"
        empty={t('first-use:none')}
        rows={verdicts.toSorted((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict))}
        keyOf={({ purchaseId }) => purchaseId}
        columns={[
          { title: t('solution'), value: ({ proposalId }) => naming.solution(proposalId) },
          {
            title: t('challenge'),
            value: ({ challengeId }) => naming.challenge(challengeId),
            cell: ({ challengeId }) => <ChallengeLink challengeId={challengeId} naming={naming} />,
          },
          {
            title: t('findings.verdict'),
            value: ({ verdict }) => t(`first-use:verdict.${verdict}`),
            cell: ({ verdict }) => (
              <Tag kind={kindOfVerdict[verdict]}>{t(`first-use:verdict.${verdict}`)}</Tag>
            ),
          },
          {
            title: t('findings.short'),
            value: (verdict) => fallsShort(verdict).join('\n'),
            cell: (verdict) => {
              const missed = fallsShort(verdict);
              return missed.length === 0 ? (
                t('findings.allMet')
              ) : (
                <ul>
                  {missed.map((one) => (
                    <li key={one}>{one}</li>
                  ))}
                </ul>
              );
            },
          },
          {
            title: t('findings.why'),
            value: ({ evidence, comment }) =>
              comment === null ? evidence : `${evidence}\n${t('first-use:comment')}: ${comment}`,
            cell: ({ evidence, comment }) => (
              <details>
                <summary>{t('findings.read')}</summary>
                <p className="prose">{evidence}</p>
                {comment === null ? null : (
                  <p className="prose">
                    <strong>{t('first-use:comment')}</strong>
                    {': '}
                    {comment}
                  </p>
                )}
              </details>
            ),
          },
        ]}
      />
    </section>
  );
};
