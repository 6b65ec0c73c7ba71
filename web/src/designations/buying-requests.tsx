import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBanner } from '../app/error-banner.tsx';
import { useApi } from '../app/services.tsx';
import { Facts } from '../design/facts.tsx';
import { InstantText } from '../design/instant.tsx';
import { number } from '../i18n/formats.ts';
import { buyingRequestsQuery, designationsQuery } from './queries.ts';
import { OrganisationLabel } from '../organisations/organisation-label.tsx';

/** What public bodies want to buy of a solution, for its supplier; nothing where it was never designated. */
export const BuyingRequests = ({ proposalId }: { proposalId: string }) => {
  const { data: designations } = useSuspenseQuery(designationsQuery(useApi()));
  return designations.some((designation) => designation.proposalId === proposalId) ? (
    <Requests proposalId={proposalId} />
  ) : null;
};

const Requests = ({ proposalId }: { proposalId: string }) => {
  const { t } = useTranslation('designations');
  const { data: requests } = useSuspenseQuery(buyingRequestsQuery(useApi(), proposalId));
  return (
    <section aria-labelledby="buying-requests">
      <h2 id="buying-requests">{t('requests.title')}</h2>
      <p>{requests.length === 0 ? t('requests.none') : t('requests.text')}</p>
      <RequestList requests={requests} />
    </section>
  );
};

type Request = Awaited<ReturnType<NonNullable<ReturnType<typeof buyingRequestsQuery>['queryFn']>>>[number];

const RequestList = ({ requests }: { requests: readonly Request[] }) => {
  const { t } = useTranslation('designations');
  return (
    <ul className="stack">
      {requests.map((request) => (
        <li key={request.requestId} className="card">
          <p className="prose">{request.message}</p>
          <Facts
            rows={[
              [t('requests.body'), <Body key="body" request={request} />],
              [t('request.quantity'), number(request.quantity)],
              [t('requests.at'), <InstantText key="at" at={request.requestedAt} />],
            ]}
          />
        </li>
      ))}
    </ul>
  );
};

const Body = ({ request: { organisationId, organisationName } }: { request: Request }) => (
  <OrganisationLabel organisationId={organisationId} name={organisationName} />
);

/** The same for the agency, which asks for them when somebody wants to read them. */
export const RequestsAside = ({ proposalId }: { proposalId: string }) => {
  const { t } = useTranslation('designations');
  const [isOpen, setIsOpen] = useState(false);
  const { data: requests, error } = useQuery({
    ...buyingRequestsQuery(useApi(), proposalId),
    enabled: isOpen,
  });
  return (
    <details
      onToggle={({ currentTarget }) => {
        setIsOpen(currentTarget.open);
      }}
    >
      <summary>{t('requests.title')}</summary>
      <ErrorBanner error={error} />
      {requests === undefined ? null : (
        <>
          {requests.length === 0 ? <p>{t('requests.none')}</p> : null}
          <RequestList requests={requests} />
        </>
      )}
    </details>
  );
};
