import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { organisationsOf, useAccount } from '../account/memberships.ts';
import { useWrite } from '../acts/use-write.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import { ErrorBanner } from '../app/error-banner.tsx';
import { useApi } from '../app/services.tsx';
import { Button } from '../design/button.tsx';
import { organisationQuery } from '../organisations/queries.ts';
import { ownProposalsQuery } from './queries.ts';
import { OrganisationLabel } from '../organisations/organisation-label.tsx';

/** The way into a proposal to a challenge, for whoever acts for a supplier; nothing for anybody else. */
export const BeginProposal = ({ challengeId }: { challengeId: string }) => {
  const supplierIds = organisationsOf(useAccount(), 'SUPPLIER');
  return supplierIds.map((supplierId) => (
    <BeginFor
      key={supplierId}
      challengeId={challengeId}
      supplierId={supplierId}
      isOne={supplierIds.length === 1}
    />
  ));
};

type Props = { readonly challengeId: string; readonly supplierId: string; readonly isOne: boolean };

const BeginFor = ({ challengeId, supplierId, isOne }: Props) => {
  const { t } = useTranslation('proposals');
  const api = useApi();
  const navigate = useNavigate();
  const { data: own, error: unread } = useQuery(ownProposalsQuery(api));
  const begin = useWrite({
    write: (input: { supplierId: string }, key) =>
      dataOf(
        api.POST('/challenges/{challengeId}/proposals', {
          params: { path: { challengeId }, header: writeHeaders(key) },
          body: input,
        }),
      ),
    refreshes: [['own-proposals']],
    onDone: ({ proposalId }) => navigate({ to: '/proposals/$proposalId', params: { proposalId } }),
  });
  const { data: supplier } = useQuery({ ...organisationQuery(useApi(), supplierId), enabled: !isOne });
  const present = own?.find((row) => row.challengeId === challengeId && row.supplierId === supplierId);
  const error = begin.error ?? unread;
  return (
    <div className="actions">
      <ErrorBanner error={error} />
      <Button
        kind="primary"
        isPending={begin.isPending}
        onPress={() => {
          if (present === undefined) begin.begin({ supplierId });
          else void navigate({ to: '/proposals/$proposalId', params: { proposalId: present.proposalId } });
        }}
      >
        {present === undefined ? t('begin') : t('goOn')}
      </Button>
      {isOne ? null : (
        <span className="hint">
          <OrganisationLabel organisationId={supplierId} name={supplier?.name} />
        </span>
      )}
    </div>
  );
};
