import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/services.tsx';
import { challengeQuery } from '../../challenges/queries.ts';
import { Banner } from '../../design/banner.tsx';
import { Facts } from '../../design/facts.tsx';
import { won } from '../../i18n/formats.ts';
import { organisationQuery } from '../../organisations/queries.ts';
import { ContractTerms } from '../../purchases/contract-terms.tsx';
import { FirstUseRecord } from '../../purchases/first-use-record.tsx';
import { NextStep } from '../../purchases/next-step.tsx';
import { PurchaseRecord } from '../../purchases/purchase-record.tsx';
import { firstUseQuery, isInUse, type Purchase, purchaseQuery } from '../../purchases/queries.ts';
import { PurchaseStateTag } from '../../purchases/state-tags.tsx';
import { useAgent } from '../agent.ts';
import { objectionsQuery } from '../queries.ts';
import { RoundRoom } from '../room.tsx';
import { useChallengeTitles } from '../use-challenge-titles.ts';
import { ConcludeContract } from './conclude-contract.tsx';
import { Pay, PublishVerdict, Terminate } from './purchase-acts.tsx';
import { SupplierName } from './supplier-name.tsx';
import { OrganisationLabel } from '../../organisations/organisation-label.tsx';

const route = getRouteApi('/agency/rounds/$roundId/purchases/$purchaseId');

/** A purchase with its contract, its record and its trial, and what staff do next. */
export const AgencyPurchasePage = () => {
  const { t } = useTranslation('purchases');
  const { roundId, purchaseId } = route.useParams();
  return (
    <RoundRoom roundId={roundId} title={t('one')}>
      <p>
        <Link to="/agency/rounds/$roundId/purchases" params={{ roundId }}>
          {t('toAll')}
        </Link>
      </p>
      <Whole purchaseId={purchaseId} />
    </RoundRoom>
  );
};

const Whole = ({ purchaseId }: { purchaseId: string }) => {
  const { t } = useTranslation('purchases');
  const { data: purchase } = useSuspenseQuery(purchaseQuery(useApi(), purchaseId));
  const titleOf = useChallengeTitles(purchase.roundId);
  const agent = useAgent();
  return (
    <>
      <p>
        <PurchaseStateTag state={purchase.state} />
      </p>
      <p className="lead">
        <Link to="/challenges/$challengeId" params={{ challengeId: purchase.challengeId }}>
          {titleOf(purchase.challengeId)}
        </Link>
      </p>
      <Facts
        rows={[
          [t('supplier'), <SupplierName key="supplier" proposalId={purchase.proposalId} />],
          [t('firstUser'), <FirstUserName key="user" purchase={purchase} />],
          [t('price'), won(purchase.priceInWon)],
        ]}
      />
      <h2>{t('nextTitle')}</h2>
      <NextStep purchase={purchase} />
      <Held purchase={purchase} />
      <StaffActs purchase={purchase} />
      <ContractTerms contract={purchase.contract} />
      {isInUse(purchase) ? <Trial purchaseId={purchaseId} /> : null}
      <PurchaseRecord purchase={purchase} />
      {agent.may('staff') && isTerminable(purchase) ? <Terminate purchase={purchase} /> : null}
    </>
  );
};

/** A proposer of the challenge is named with it; of another body staff and auditors read the name, to an approver it is an id. */
const FirstUserName = ({ purchase: { challengeId, firstUserId } }: { purchase: Purchase }) => {
  const agent = useAgent();
  const api = useApi();
  const { data: challenge } = useSuspenseQuery(challengeQuery(api, challengeId));
  const named =
    challenge.proposers.find(({ organisationId }) => organisationId === firstUserId)?.name ?? null;
  const { data } = useQuery({
    ...organisationQuery(api, firstUserId),
    enabled: named === null && agent.may('staff', 'auditor'),
  });
  return <OrganisationLabel organisationId={firstUserId} name={named ?? data?.name} />;
};

const Held = ({ purchase }: { purchase: Purchase }) => {
  const { t } = useTranslation('purchases');
  const { data: objections } = useSuspenseQuery(objectionsQuery(useApi(), purchase.roundId));
  const isHeld =
    purchase.state === 'BUDGET_RESERVED' && objections.heldProposalIds.includes(purchase.proposalId);
  return isHeld ? <Banner kind="warning" text={t('held')} /> : null;
};

/** What staff do next; nothing while it is another’s turn. */
const StaffActs = ({ purchase }: { purchase: Purchase }) => {
  const { t } = useTranslation('purchases');
  const agent = useAgent();
  if (!agent.may('staff')) return <p className="hint">{t('staffActs')}</p>;
  switch (purchase.state) {
    case 'BUDGET_RESERVED':
      return <ConcludeContract purchase={purchase} />;
    case 'ACCEPTED':
      return <Pay purchase={purchase} />;
    default:
      return null;
  }
};

/** What was accepted can only be paid. */
const isTerminable = ({ state }: Purchase): boolean => !['ACCEPTED', 'PAID', 'TERMINATED'].includes(state);

const Trial = ({ purchaseId }: { purchaseId: string }) => {
  const { data: firstUse } = useSuspenseQuery(firstUseQuery(useApi(), purchaseId));
  return (
    <FirstUseRecord firstUse={firstUse}>
      <PublishVerdict firstUse={firstUse} />
    </FirstUseRecord>
  );
};
