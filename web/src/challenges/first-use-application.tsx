import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { organisationsOf, useAccount } from '../account/memberships.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { InstantText } from '../design/instant.tsx';
import { PerOrganisation } from '../organisations/per-organisation.tsx';
import { TextAct } from '../proposals/text-act.tsx';
import { type Challenge, firstUseApplicationsQuery } from './queries.ts';

/** The way to become first user should the proposers decline, for a public body that proposed it not itself. */
export const FirstUseApplications = ({ challenge }: { challenge: Challenge }) => {
  const bodies = organisationsOf(useAccount(), 'PUBLIC_BODY', ['buyer']);
  const proposers = [challenge.buyerId, ...challenge.coProposerIds];
  return bodies.some((body) => !proposers.includes(body)) ? (
    <Applications challengeId={challenge.challengeId} proposers={proposers} />
  ) : null;
};

type Props = { readonly challengeId: string; readonly proposers: readonly string[] };

const Applications = ({ challengeId, proposers }: Props) => {
  const { t } = useTranslation('challenges');
  const api = useApi();
  const query = firstUseApplicationsQuery(api, challengeId);
  const { data: applications } = useSuspenseQuery(query);
  return (
    <section aria-labelledby="first-use">
      <h2 id="first-use">{t('firstUse.title')}</h2>
      <p>{t('firstUse.text')}</p>
      {applications.map(({ organisationId, commitment, appliedAt }) => (
        <section key={organisationId} className="card" aria-label={t('firstUse.applied')}>
          <p>
            {t('firstUse.applied')} <InstantText at={appliedAt} />
          </p>
          <p className="prose">{commitment}</p>
        </section>
      ))}
      <div className="actions">
        <PerOrganisation
          kind="PUBLIC_BODY"
          roles={['buyer']}
          except={[...proposers, ...applications.map(({ organisationId }) => organisationId)]}
        >
          {(organisationId, name) => (
            <TextAct
              key={organisationId}
              place={`first use ${challengeId} ${organisationId}`}
              label={name === null ? t('firstUse.apply') : t('firstUse.applyAs', { name })}
              text={t('firstUse.commitment')}
              maxLength={4000}
              write={(commitment, key) =>
                dataOf(
                  api.POST('/challenges/{challengeId}/first-use-applications', {
                    params: { path: { challengeId }, header: writeHeaders(key) },
                    body: { organisationId, commitment },
                  }),
                )
              }
              refreshes={[query.queryKey]}
            >
              <p>{t('firstUse.consequence')}</p>
            </TextAct>
          )}
        </PerOrganisation>
      </div>
    </section>
  );
};
