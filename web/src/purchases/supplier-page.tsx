import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { organisationsOf, useAccount } from '../account/memberships.ts';
import { RequireSignIn } from '../account/require-sign-in.tsx';
import { useApi } from '../app/services.tsx';
import { type Challenge, challengeQuery } from '../challenges/queries.ts';
import { Banner } from '../design/banner.tsx';
import { BuyingRequests } from '../designations/buying-requests.tsx';
import { Facts } from '../design/facts.tsx';
import { Page } from '../design/page.tsx';
import { inLanguage, won } from '../i18n/formats.ts';
import { CommentOnVerdict } from './comment-on-verdict.tsx';
import { ContractTerms } from './contract-terms.tsx';
import { FirstUseRecord } from './first-use-record.tsx';
import { NextStep } from './next-step.tsx';
import { Outcomes } from './outcomes.tsx';
import { PurchaseRecord } from './purchase-record.tsx';
import { firstUseQuery, isInUse, type Purchase, purchaseQuery } from './queries.ts';
import { RecordDelivery } from './record-delivery.tsx';
import { PurchaseStateTag } from './state-tags.tsx';
import { OrganisationLabel } from '../organisations/organisation-label.tsx';

const route = getRouteApi('/purchases/$purchaseId');

/** What is bought of a supplier: its contract, its delivery and what the first user finds, up to the payment and the verdict. */
export const SupplierPurchasePage = () => {
  const { t } = useTranslation(['purchases', 'proposals']);
  return (
    <Page title={t('one')} caption={<Link to="/proposals">{t('proposals:title')}</Link>}>
      <RequireSignIn>
        <Whole />
      </RequireSignIn>
    </Page>
  );
};

const Whole = () => {
  const { t } = useTranslation('purchases');
  const { purchaseId } = route.useParams();
  const api = useApi();
  const { data: purchase } = useSuspenseQuery(purchaseQuery(api, purchaseId));
  const { data: challenge } = useSuspenseQuery(challengeQuery(api, purchase.challengeId));
  const mayAct = organisationsOf(useAccount(), 'SUPPLIER', ['author', 'signatory']).includes(
    purchase.supplierId,
  );
  return (
    <>
      <p>
        <PurchaseStateTag state={purchase.state} />
      </p>
      <p className="lead">
        <Link to="/challenges/$challengeId" params={{ challengeId: purchase.challengeId }}>
          {inLanguage(challenge.title)}
        </Link>
      </p>
      <Facts
        rows={[
          [t('price'), won(purchase.priceInWon)],
          [t('placeOfUse'), inLanguage(challenge.placeOfUse)],
          [t('firstUser'), <FirstUser key="user" purchase={purchase} challenge={challenge} />],
        ]}
      />
      <h2>{t('nextTitle')}</h2>
      <NextStep purchase={purchase} />
      <RemedyAsked purchase={purchase} />
      {mayAct && ['CONTRACTED', 'REMEDY_REQUIRED'].includes(purchase.state) ? (
        <RecordDelivery purchase={purchase} />
      ) : null}
      {isInUse(purchase) ? <Trial purchaseId={purchaseId} mayAct={mayAct} /> : null}
      {mayAct ? <BuyingRequests proposalId={purchase.proposalId} /> : null}
      <ContractTerms contract={purchase.contract} />
      <PurchaseRecord purchase={purchase} />
    </>
  );
};

/** The body, and the challenge’s contact where it is the buyer’s own; another that took its place has none there. */
const FirstUser = ({ purchase, challenge }: { purchase: Purchase; challenge: Challenge }) => {
  const { office, email, telephone } = challenge.contact;
  const body = challenge.proposers.find(({ organisationId }) => organisationId === purchase.firstUserId);
  return (
    <>
      <OrganisationLabel organisationId={purchase.firstUserId} name={body?.name} />
      {purchase.firstUserId === challenge.buyerId ? (
        <>
          <br />
          {inLanguage(office)}
          <br />
          <a href={`mailto:${email}`}>{email}</a>
          <br />
          <a href={`tel:${telephone}`}>{telephone}</a>
        </>
      ) : null}
    </>
  );
};

/** What the first user found wanting, while it waits for the remedy. */
const RemedyAsked = ({ purchase: { inspection, state } }: { purchase: Purchase }) => {
  const { t } = useTranslation('purchases');
  if (state !== 'REMEDY_REQUIRED' || inspection === null) return null;
  return (
    <Banner kind="warning" title={t('deliver.remedyAsked')}>
      <p className="prose">{inspection.findings}</p>
    </Banner>
  );
};

const Trial = ({ purchaseId, mayAct }: { purchaseId: string; mayAct: boolean }) => {
  const { data: firstUse } = useSuspenseQuery(firstUseQuery(useApi(), purchaseId));
  return (
    <FirstUseRecord firstUse={firstUse}>
      {mayAct ? <CommentOnVerdict firstUse={firstUse} /> : null}
      {mayAct && firstUse.state === 'PUBLISHED' ? (
        <Outcomes firstUse={firstUse} kind="sales" organisationId={firstUse.supplierId} />
      ) : null}
    </FirstUseRecord>
  );
};
