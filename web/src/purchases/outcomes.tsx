import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { FirstUse } from './queries.ts';
import { RecordOutcome } from './record-outcome.tsx';

type Props = {
  readonly firstUse: FirstUse;
  readonly kind: 'sales' | 'people-served';
  readonly organisationId: string;
};

/** What one side of a purchase records after its published verdict, and where everybody reads the sums. */
export const Outcomes = ({ firstUse: { purchaseId, roundId }, kind, organisationId }: Props) => {
  const { t } = useTranslation('purchases');
  return (
    <section aria-labelledby="outcomes">
      <h3 id="outcomes">{t('outcome.title')}</h3>
      <div className="actions">
        <RecordOutcome kind={kind} of={{ purchaseId }} roundId={roundId} organisationId={organisationId} />
      </div>
      <p>
        <Link to="/rounds/$roundId/verdicts" params={{ roundId }}>
          {t('outcome.published')}
        </Link>
      </p>
    </section>
  );
};
