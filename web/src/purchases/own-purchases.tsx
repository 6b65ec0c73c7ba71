import { useSuspenseQueries, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { organisationsOf, useAccount } from '../account/memberships.ts';
import { useApi } from '../app/services.tsx';
import { challengeQuery } from '../challenges/queries.ts';
import { inLanguage, won } from '../i18n/formats.ts';
import { isBuying } from '../rounds/phase.ts';
import { roundQuery, roundsQuery } from '../rounds/queries.ts';
import { NextStep } from './next-step.tsx';
import { type Purchase, purchasesQuery } from './queries.ts';
import { PurchaseStateTag } from './state-tags.tsx';

/** What is bought of the suppliers that I act for, also where they are partners; nothing where nothing is. */
export const OwnPurchases = () => {
  const { t } = useTranslation('purchases');
  const api = useApi();
  const suppliers = organisationsOf(useAccount(), 'SUPPLIER');
  const { data: rounds } = useSuspenseQuery(roundsQuery(api));
  const purchases = useSuspenseQueries({
    queries: rounds.filter(isBuying).map(({ roundId }) => purchasesQuery(api, roundId)),
  })
    .flatMap(({ data }) => data)
    .filter(({ supplierId, partnerIds }) => [supplierId, ...partnerIds].some((id) => suppliers.includes(id)));
  if (purchases.length === 0) return null;
  return (
    <section aria-labelledby="own-purchases">
      <h2 id="own-purchases">{t('ours')}</h2>
      <ul className="cards">
        {purchases.map((purchase) => (
          <PurchaseCard key={purchase.purchaseId} purchase={purchase} />
        ))}
      </ul>
    </section>
  );
};

const PurchaseCard = ({ purchase }: { purchase: Purchase }) => {
  const { data: challenge } = useSuspenseQuery(challengeQuery(useApi(), purchase.challengeId));
  return (
    <li className="card">
      <h3>
        <Link to="/purchases/$purchaseId" params={{ purchaseId: purchase.purchaseId }}>
          {inLanguage(challenge.title)}
        </Link>
      </h3>
      <PurchaseStateTag state={purchase.state} />
      <p>{won(purchase.priceInWon)}</p>
      <NextStep purchase={purchase} />
    </li>
  );
};

type OfProposal = { readonly roundId: string; readonly proposalId: string };

/** The way from a proposal to its purchase, where there is one. */
export const ToPurchase = (proposal: OfProposal) => {
  const { data: round } = useSuspenseQuery(roundQuery(useApi(), proposal.roundId));
  return isBuying(round) ? <Bought {...proposal} /> : null;
};

const Bought = ({ roundId, proposalId }: OfProposal) => {
  const { t } = useTranslation('purchases');
  const { data: purchases } = useSuspenseQuery(purchasesQuery(useApi(), roundId));
  const found = purchases.find((purchase) => purchase.proposalId === proposalId);
  if (found === undefined) return null;
  return (
    <section aria-labelledby="to-purchase">
      <h2 id="to-purchase">{t('one')}</h2>
      <PurchaseStateTag state={found.state} />
      <NextStep purchase={found} />
      <p>
        <Link to="/purchases/$purchaseId" params={{ purchaseId: found.purchaseId }}>
          {t('toPurchase')}
        </Link>
      </p>
    </section>
  );
};
