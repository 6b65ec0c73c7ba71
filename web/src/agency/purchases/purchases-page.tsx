import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/services.tsx';
import { Banner } from '../../design/banner.tsx';
import { DataTable } from '../../design/data-table.tsx';
import { won } from '../../i18n/formats.ts';
import { NextStep } from '../../purchases/next-step.tsx';
import { dueOf, type Purchase, purchasesQuery } from '../../purchases/queries.ts';
import { PurchaseStateTag } from '../../purchases/state-tags.tsx';
import { objectionsQuery } from '../queries.ts';
import { RoundRoom } from '../room.tsx';
import { useChallengeTitles } from '../use-challenge-titles.ts';
import { BudgetOfRound } from './budget.tsx';
import { Reserve } from './reserve.tsx';
import { SupplierName } from './supplier-name.tsx';

const route = getRouteApi('/agency/rounds/$roundId/purchases');

/** What a round buys: where its money is, what each purchase waits for and until when, and what moves up from the reserve. */
export const PurchasesPage = () => {
  const { t } = useTranslation('purchases');
  const { roundId } = route.useParams();
  return (
    <RoundRoom roundId={roundId} title={t('list.title')}>
      <BudgetOfRound roundId={roundId} />
      <Purchases roundId={roundId} />
      <Reserve roundId={roundId} />
    </RoundRoom>
  );
};

/** Whose turn it is: the agency’s, somebody else’s, or nobody’s any more. */
const turns = ['agency', 'others', 'ended'] as const;
const turnOf: Readonly<Record<Purchase['state'], (typeof turns)[number]>> = {
  BUDGET_RESERVED: 'agency',
  CONTRACTED: 'others',
  DELIVERED: 'others',
  REMEDY_REQUIRED: 'others',
  INSPECTED: 'others',
  ACCEPTED: 'agency',
  PAID: 'ended',
  TERMINATED: 'ended',
};

/** What is due first comes first; what has no date, last. */
const byDue = (one: Purchase, other: Purchase): number =>
  (dueOf(one) ?? '9999').localeCompare(dueOf(other) ?? '9999');

const Purchases = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('purchases');
  const api = useApi();
  const { data: purchases } = useSuspenseQuery(purchasesQuery(api, roundId));
  const { data: objections } = useSuspenseQuery(objectionsQuery(api, roundId));
  const held = objections.heldProposalIds.length;
  return (
    <>
      {held === 0 ? null : <Banner kind="warning" text={t('list.held', { count: held })} />}
      {purchases.length === 0 ? <p className="lead">{t('list.none')}</p> : null}
      {turns.map((turn) => {
        const rows = purchases.filter(({ state }) => turnOf[state] === turn);
        return rows.length === 0 ? null : (
          <section key={turn} aria-labelledby={`turn-${turn}`}>
            <h2 id={`turn-${turn}`}>{t(`list.turn.${turn}`)}</h2>
            <Rows rows={rows.toSorted(byDue)} roundId={roundId} />
          </section>
        );
      })}
    </>
  );
};

const Rows = ({ rows, roundId }: { rows: readonly Purchase[]; roundId: string }) => {
  const { t } = useTranslation('purchases');
  const titleOf = useChallengeTitles(roundId);
  return (
    <DataTable
      caption={t('list.count', { count: rows.length })}
      empty={t('list.none')}
      rows={rows}
      keyOf={({ purchaseId }) => purchaseId}
      columns={[
        {
          title: t('list.purchase'),
          isName: true,
          cell: ({ challengeId, proposalId, purchaseId }) => (
            <>
              <Link to="/agency/rounds/$roundId/purchases/$purchaseId" params={{ roundId, purchaseId }}>
                {titleOf(challengeId)}
              </Link>
              <br />
              <SupplierName proposalId={proposalId} />
            </>
          ),
        },
        { title: t('list.state'), cell: ({ state }) => <PurchaseStateTag state={state} /> },
        { title: t('list.next'), cell: (purchase) => <NextStep purchase={purchase} /> },
        { title: t('price'), isNumber: true, cell: ({ priceInWon }) => won(priceInWon) },
      ]}
    />
  );
};
