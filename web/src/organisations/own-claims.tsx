import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { allRows, type Api, dataOf } from '../api/client.ts';
import type { paths } from '../api/description.ts';
import { ErrorBanner } from '../app/error-banner.tsx';
import { useApi } from '../app/services.tsx';
import { InstantText } from '../design/instant.tsx';
import { Tag } from '../design/tag.tsx';
import { inLanguage } from '../i18n/formats.ts';

type Claim = paths['/account/claims']['get']['responses'][200]['content']['application/json']['rows'][number];

const ownClaimsQuery = (api: Api) =>
  queryOptions({
    queryKey: ['account', 'claims'],
    queryFn: () => allRows((query) => dataOf(api.GET('/account/claims', { params: { query } }))),
  });

type Props = {
  /** Those that were refused, too; without it only those that await the agency. */
  readonly withRefused: boolean;
};

/** What the signed-in person claimed and was not granted, with how far each is; nothing where there is no such claim. */
export const OwnClaims = ({ withRefused }: Props) => {
  const { t } = useTranslation('organisations');
  const { data: claims, error } = useQuery(ownClaimsQuery(useApi()));
  const shown = (claims ?? []).filter(({ state }) => withRefused || state !== 'REFUSED');
  if (error !== null) return <ErrorBanner error={error} />;
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="own-claims">
      <h2 id="own-claims">{t('ownClaims')}</h2>
      <ul className="cards">
        {shown.map((claim) => (
          <li key={claim.id} className="card">
            <h3>
              <ToClaim claim={claim} />
            </h3>
            <Tag kind={claim.state === 'REFUSED' ? 'bad' : 'warning'}>
              {claim.kind === 'recovery' ? t(`recovery.state.${claim.state}`) : t(claimState(claim))}
            </Tag>
            <p>
              {t('recovery.claimedAt')}: <InstantText at={claim.claimedAt} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** Only a recovery is prepared by one person for another. */
const claimState = ({ state }: Claim) => (state === 'REFUSED' ? 'state.REFUSED' : 'state.CLAIMED');

const ToClaim = ({ claim: { kind, id, name } }: { claim: Claim }) => {
  const { t } = useTranslation('organisations');
  return kind === 'organisation' ? (
    <Link to="/organisations/$organisationId" params={{ organisationId: id }}>
      {name === null ? t('one') : inLanguage(name)}
    </Link>
  ) : (
    <Link to="/organisations/recovery/$recoveryId" params={{ recoveryId: id }}>
      {t('recovery.one')}
    </Link>
  );
};
