import { useTranslation } from 'react-i18next';
import { DataTable } from '../design/data-table.tsx';
import { Facts } from '../design/facts.tsx';
import { InstantText } from '../design/instant.tsx';
import { won } from '../i18n/formats.ts';
import type { Purchase } from './queries.ts';

/** What both sides agreed on; nothing before the contract. */
export const ContractTerms = ({ contract }: Pick<Purchase, 'contract'>) => {
  const { t } = useTranslation('purchases');
  if (contract === null) return null;
  return (
    <section aria-labelledby="contract-terms">
      <h2 id="contract-terms">{t('contract.title')}</h2>
      <Facts
        rows={[
          [t('contract.deliveryDueAt'), <InstantText key="due" at={contract.deliveryDueAt} />],
          [t('contract.terms'), <Prose key="terms" text={contract.terms} />],
          [t('contract.trialLiability'), <Prose key="liability" text={contract.trialLiability} />],
          [t('contract.intellectualProperty'), <Prose key="property" text={contract.intellectualProperty} />],
        ]}
      />
      <DataTable
        caption={t('contract.breakdown')}
        empty={t('contract.breakdown')}
        rows={contract.priceBreakdown.map((line, place) => ({ ...line, place }))}
        keyOf={({ place }) => String(place)}
        columns={[
          { title: t('contract.item'), cell: ({ item }) => item },
          { title: t('contract.amount'), isNumber: true, cell: ({ amountInWon }) => won(amountInWon) },
        ]}
      />
    </section>
  );
};

const Prose = ({ text }: { text: string }) => <span className="prose">{text}</span>;
