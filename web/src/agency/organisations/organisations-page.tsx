import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/services.tsx';
import { Facts } from '../../design/facts.tsx';
import { InstantText } from '../../design/instant.tsx';
import { Tag } from '../../design/tag.tsx';
import { inLanguage } from '../../i18n/formats.ts';
import { type Claim, claimsQuery, recoveriesQuery, type Recovery } from '../queries.ts';
import { AgencyRoom } from '../room.tsx';
import { DecideClaim } from './decide-claim.tsx';
import { DecideRecovery } from './decide-recovery.tsx';

/** Who wants to act for an organisation here: claims, and recoveries of what was confirmed before. */
export const OrganisationsPage = () => {
  const { t } = useTranslation('agency');
  return (
    <AgencyRoom title={t('organisations.title')} roles={['staff']}>
      <Claims />
      <Recoveries />
    </AgencyRoom>
  );
};

const Claims = () => {
  const { t } = useTranslation('agency');
  const { data: claims } = useSuspenseQuery(claimsQuery(useApi()));
  return (
    <>
      <h2>{t('organisations.claims')}</h2>
      <p className="hint">{t('organisations.claimsText')}</p>
      {claims.length === 0 ? <p>{t('organisations.noClaims')}</p> : null}
      <ul className="stack">
        {claims.map((claim) => (
          <li key={claim.organisationId} className="card">
            <ClaimCard claim={claim} />
          </li>
        ))}
      </ul>
    </>
  );
};

const ClaimCard = ({ claim }: { claim: Claim }) => {
  const { t } = useTranslation(['agency', 'account']);
  return (
    <>
      <Tag>{t(`account:kind.${claim.kind}`)}</Tag>
      <h3>{inLanguage(claim.name)}</h3>
      <Facts
        rows={[
          [t('organisations.number'), claim.businessNumber],
          [
            t('organisations.size'),
            claim.kind !== 'SUPPLIER'
              ? null
              : claim.isSmallOrMedium
                ? t('organisations.small')
                : t('organisations.large'),
          ],
          [t('organisations.claimedAt'), <InstantText key="at" at={claim.claimedAt} />],
        ]}
      />
      <DecideClaim claim={claim} />
    </>
  );
};

const Recoveries = () => {
  const { t } = useTranslation('agency');
  const { data: recoveries } = useSuspenseQuery(recoveriesQuery(useApi()));
  return (
    <>
      <h2>{t('organisations.recoveries')}</h2>
      <p className="hint">{t('organisations.recoveriesText')}</p>
      {recoveries.length === 0 ? <p>{t('organisations.noRecoveries')}</p> : null}
      <ul className="stack">
        {recoveries.map((recovery) => (
          <li key={recovery.recoveryId} className="card">
            <RecoveryCard recovery={recovery} />
          </li>
        ))}
      </ul>
    </>
  );
};

const RecoveryCard = ({ recovery }: { recovery: Recovery }) => {
  const { t } = useTranslation('agency');
  return (
    <>
      <Facts
        rows={[
          [
            t('recovery.organisation'),
            recovery.organisationName === null ? '–' : inLanguage(recovery.organisationName),
          ],
          [t('recovery.claim'), recovery.claim],
          [t('recovery.claimedAt'), <InstantText key="at" at={recovery.claimedAt} />],
        ]}
      />
      {recovery.state === 'CLAIMED' ? (
        <DecideRecovery recovery={recovery} />
      ) : (
        <p>{t('organisations.prepared')}</p>
      )}
    </>
  );
};
