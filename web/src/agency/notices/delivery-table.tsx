import { useTranslation } from 'react-i18next';
import { serverNow } from '../../api/server-clock.ts';
import { DataTable } from '../../design/data-table.tsx';
import { PastText } from '../../design/instant.tsx';
import { Tag } from '../../design/tag.tsx';
import { usePersonText } from '../use-person-text.ts';
import { useProposalNames } from '../use-proposal-names.ts';
import { type Delivery, isOverdue } from './delivery.ts';
import { kindOf } from './kinds.ts';

/** Says what a kind of notice tells. */
export const useKindText = (): ((name: string) => string) => {
  const { t } = useTranslation('round-notices');
  return (name) => {
    const kind = kindOf(name);
    return kind === null ? name : t(`kind.${kind}`);
  };
};

type Props = {
  readonly roundId: string;
  readonly caption: string;
  readonly deliveries: readonly Delivery[];
};

/** What was told to whom, and what became of it. */
export const DeliveryTable = ({ roundId, caption, deliveries }: Props) => {
  const { t } = useTranslation('round-notices');
  const kindText = useKindText();
  const personText = usePersonText();
  return (
    <DataTable
      caption={caption}
      empty={t('none')}
      rows={deliveries}
      keyOf={({ deliveryId }) => deliveryId}
      columns={[
        { title: t('notice'), isName: true, cell: ({ kind }) => kindText(kind) },
        { title: t('state'), cell: (delivery) => <StateText delivery={delivery} /> },
        { title: t('recordedAt'), cell: ({ recordedAt }) => <PastText at={recordedAt} /> },
        { title: t('sentAt'), cell: ({ sentAt }) => (sentAt === null ? '–' : <PastText at={sentAt} />) },
        { title: t('account'), cell: ({ accountId }) => personText(accountId) },
        {
          title: t('proposal'),
          cell: ({ proposalId }) =>
            proposalId === null ? '–' : <ProposalName roundId={roundId} proposalId={proposalId} />,
        },
      ]}
    />
  );
};

/** A proposal is named to nobody before the opening, and is in no row before it either. */
const ProposalName = ({ roundId, proposalId }: { roundId: string; proposalId: string }) => {
  const nameOf = useProposalNames(roundId);
  return nameOf(proposalId) ?? <code>{proposalId.slice(0, 8)}</code>;
};

const kinds = {
  PENDING: 'active',
  SENT: 'good',
  DELIVERED: 'good',
  BOUNCED: 'bad',
  COMPLAINED: 'bad',
  UNDELIVERABLE: 'bad',
} as const;

const StateText = ({ delivery }: { delivery: Delivery }) => {
  const { t } = useTranslation('round-notices');
  const { attempts, failure, state } = delivery;
  const isLate = isOverdue(delivery, serverNow());
  return (
    <>
      <Tag kind={isLate ? 'warning' : kinds[state]}>{isLate ? t('overdue') : t(`delivery.${state}`)}</Tag>
      {failure === null ? null : (
        <p>
          {t('failure')} <code>{failure}</code>
        </p>
      )}
      {attempts > 1 ? <p>{t('attempts', { count: attempts })}</p> : null}
    </>
  );
};
