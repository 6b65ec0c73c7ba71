import { useTranslation } from 'react-i18next';
import type { components } from '../api/description.ts';
import { Facts } from '../design/facts.tsx';
import { inLanguage, number, won } from '../i18n/formats.ts';
import { proposersOf } from './queries.ts';

type ProposedChallenge = components['schemas']['NamedProposedChallengeView'];

/** What a challenge asks for and offers, whole. */
export const ChallengeText = ({ challenge }: { challenge: ProposedChallenge }) => {
  const { t } = useTranslation(['selection', 'challenges']);
  const { firstUseCommitment: commitment, contact } = challenge;
  return (
    <>
      <p className="prose">{inLanguage(challenge.problem)}</p>
      <Facts
        rows={[
          [t('fact.proposers'), proposersOf(challenge)],
          [t('fact.field'), t(`challenges:field.${challenge.field}`)],
          [t('fact.targets'), <Targets key="targets" challenge={challenge} />],
          [t('fact.place'), inLanguage(challenge.placeOfUse)],
          [t('fact.quantity'), number(challenge.quantity)],
          [t('fact.price'), won(challenge.priceCeilingInWon)],
          [t('fact.trial'), t('days', { count: challenge.trialPeriodInDays })],
          [t('fact.site'), inLanguage(commitment.site)],
          [t('fact.people'), inLanguage(commitment.people)],
          [t('fact.permits'), inLanguage(commitment.permits)],
          [t('fact.contact'), `${inLanguage(contact.office)}, ${contact.email}, ${contact.telephone}`],
        ]}
      />
    </>
  );
};

/** The measurable targets of a challenge. */
export const Targets = ({ challenge }: { challenge: ProposedChallenge }) => {
  const { t } = useTranslation('selection');
  if (challenge.requiredPerformance.length === 0) return <>{t('noTargets')}</>;
  return (
    <ul>
      {challenge.requiredPerformance.map((target) => (
        <li key={inLanguage(target.name)}>
          {t(`target.${target.comparison}`, {
            name: inLanguage(target.name),
            value: number(target.value),
            unit: target.unit,
          })}
        </li>
      ))}
    </ul>
  );
};
