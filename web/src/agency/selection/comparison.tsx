import { useTranslation } from 'react-i18next';
import { Targets } from '../../challenges/challenge-text.tsx';
import { DataTable } from '../../design/data-table.tsx';
import { inLanguage, number, won } from '../../i18n/formats.ts';
import type { ProposedChallenge } from '../queries.ts';

/** Challenges side by side, a line for each thing that tells them apart. */
export const Comparison = ({ challenges }: { challenges: readonly ProposedChallenge[] }) => {
  const { t } = useTranslation(['selection', 'challenges']);
  const lines = [
    [t('fact.field'), (one: ProposedChallenge) => t(`challenges:field.${one.field}`)],
    [t('fact.problem'), (one: ProposedChallenge) => inLanguage(one.problem)],
    [t('fact.targets'), (one: ProposedChallenge) => <Targets challenge={one} />],
    [t('fact.price'), (one: ProposedChallenge) => won(one.priceCeilingInWon)],
    [t('fact.quantity'), (one: ProposedChallenge) => number(one.quantity)],
    [t('fact.trial'), (one: ProposedChallenge) => t('days', { count: one.trialPeriodInDays })],
    [t('fact.place'), (one: ProposedChallenge) => inLanguage(one.placeOfUse)],
    [t('fact.site'), (one: ProposedChallenge) => inLanguage(one.firstUseCommitment.site)],
    [t('fact.people'), (one: ProposedChallenge) => inLanguage(one.firstUseCommitment.people)],
    [t('fact.permits'), (one: ProposedChallenge) => inLanguage(one.firstUseCommitment.permits)],
  ] as const;
  return (
    <DataTable
      caption={t('comparison')}
      empty={t('none')}
      rows={lines}
      keyOf={([name]) => name}
      columns={[
        { title: t('fact.name'), isName: true, cell: ([name]) => name },
        ...challenges.map((challenge) => ({
          title: inLanguage(challenge.title),
          cell: ([, cell]: (typeof lines)[number]) => cell(challenge),
        })),
      ]}
    />
  );
};
