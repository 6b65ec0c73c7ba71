import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { challengesQuery } from '../challenges/queries.ts';
import { Requirement } from '../challenges/requirement.tsx';
import { DataTable } from '../design/data-table.tsx';
import { Page } from '../design/page.tsx';
import { Tag } from '../design/tag.tsx';
import { day, inLanguage, number } from '../i18n/formats.ts';
import { PerOrganisation } from '../organisations/per-organisation.tsx';
import { RecordOutcome } from '../purchases/record-outcome.tsx';
import { publicationQuery, roundQuery } from '../rounds/queries.ts';
import { kindOfVerdict, verdictsQuery } from './queries.ts';
import { RoundLink } from '../rounds/round-link.tsx';

const route = getRouteApi('/rounds/$roundId/verdicts');

/** What the first users found. */
export const VerdictsPage = () => {
  const { t } = useTranslation('first-use');
  const api = useApi();
  const { roundId } = route.useParams();
  const { data: round } = useSuspenseQuery(roundQuery(api, roundId));
  const { data: verdicts } = useSuspenseQuery(verdictsQuery(api, roundId));
  const { data: challenges } = useSuspenseQuery(challengesQuery(api, roundId));
  return (
    <Page title={t('title')} caption={<RoundLink round={round} />}>
      <p>
        <Link to="/rounds/$roundId/lessons" params={{ roundId }}>
          {t('toLessons')}
        </Link>
      </p>
      <h2>{t('verdicts')}</h2>
      {verdicts.length === 0 ? <p>{t('none')}</p> : null}
      {verdicts.map((verdict) => {
        const challenge = challenges.find(({ challengeId }) => challengeId === verdict.challengeId);
        return (
          <section key={verdict.purchaseId} className="card">
            <Solution proposalId={verdict.proposalId} />
            <Tag kind={kindOfVerdict[verdict.verdict]}>{t(`verdict.${verdict.verdict}`)}</Tag>
            {challenge === undefined ? null : (
              <p>
                <Link to="/challenges/$challengeId" params={{ challengeId: challenge.challengeId }}>
                  {inLanguage(challenge.title)}
                </Link>
              </p>
            )}
            <DataTable
              caption={t('measurements')}
              empty={t('none')}
              rows={verdict.measurements}
              keyOf={({ name }) => name.en}
              columns={[
                { title: t('target'), cell: ({ name }) => inLanguage(name) },
                { title: t('required'), cell: (target) => <Requirement target={target} /> },
                {
                  title: t('measured'),
                  cell: ({ measured, unit }) =>
                    measured === null ? t('unmeasured') : t('value', { value: number(measured), unit }),
                },
                {
                  title: t('met'),
                  cell: ({ met }) => (met === null ? '–' : met ? t('yes') : t('no')),
                },
              ]}
            />
            <h4>{t('evidence')}</h4>
            <p className="prose">{verdict.evidence}</p>
            {verdict.comment === null ? null : (
              <>
                <h4>{t('comment')}</h4>
                <p className="prose">{verdict.comment}</p>
              </>
            )}
            <div className="actions">
              <PerOrganisation kind="PUBLIC_BODY" roles={['buyer']}>
                {(organisationId, name) => (
                  <RecordOutcome
                    key={organisationId}
                    kind="repurchase"
                    of={{ purchaseId: verdict.purchaseId }}
                    roundId={roundId}
                    organisationId={organisationId}
                    name={name}
                  />
                )}
              </PerOrganisation>
            </div>
            <p className="hint">
              {t('trial', { from: day(verdict.acceptedAt), to: day(verdict.trialEndsAt) })}
            </p>
          </section>
        );
      })}
    </Page>
  );
};

const Solution = ({ proposalId }: { proposalId: string }) => {
  const { t } = useTranslation('first-use');
  const { data } = useSuspenseQuery(publicationQuery(useApi(), proposalId));
  return (
    <>
      <h3>
        <Link to="/proposals/$proposalId/publication" params={{ proposalId }}>
          {inLanguage(data.title)}
        </Link>
      </h3>
      {data.supplierName === null ? null : <p>{t('by', { supplier: inLanguage(data.supplierName) })}</p>}
    </>
  );
};
