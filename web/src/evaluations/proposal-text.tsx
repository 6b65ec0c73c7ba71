import { useTranslation } from 'react-i18next';
import { Facts } from '../design/facts.tsx';
import { day, inLanguage, won } from '../i18n/formats.ts';
import { Documents } from './documents.tsx';
import type { OpenedProposal } from './queries.ts';

/** An opened proposal as its panel reads it. */
export const ProposalText = ({ proposal }: { proposal: OpenedProposal }) => {
  const { t } = useTranslation('evaluations');
  const { content, partners } = proposal;
  return (
    <section aria-labelledby="proposal-heading">
      <h2 id="proposal-heading">{t('proposal')}</h2>
      <p className="prose">{inLanguage(content.summary)}</p>
      <Facts
        rows={[
          [t('price'), won(content.priceInWon)],
          [t('readiness'), content.technologyReadinessLevel],
          [t('delivery'), t('days', { count: content.deliveryInDays })],
          [t('validUntil'), day(content.validUntil)],
        ]}
      />
      {partners.length === 0 ? null : (
        <>
          <h3>{t('partners')}</h3>
          <ul>
            {partners.map(({ organisationId, name, share }) => (
              <li key={organisationId}>
                {t('partner', { name: name === null ? organisationId : inLanguage(name), work: share.work })}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{t('documents.title')}</h3>
      <Documents proposal={proposal} />
      <h3>{t('solution')}</h3>
      <p className="prose">{content.solution}</p>
      {content.tradeSecrets.length === 0 ? null : <p className="hint">{t('tradeSecrets')}</p>}
    </section>
  );
};
