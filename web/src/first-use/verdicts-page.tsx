import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { challengesQuery } from '../challenges/queries.ts';
import { Requirement } from '../challenges/requirement.tsx';
import { DataTable } from '../design/data-table.tsx';
import { Facts } from '../design/facts.tsx';
import { Page } from '../design/page.tsx';
import { Tag } from '../design/tag.tsx';
import { day, inLanguage, number, won } from '../i18n/formats.ts';
import { publicationQuery, roundQuery } from '../rounds/queries.ts';
import { lessonsQuery, verdictsQuery } from './queries.ts';

const route = getRouteApi('/rounds/$roundId/verdicts');
const kinds = { SUCCESS: 'good', FAILURE: 'bad', INCONCLUSIVE: 'warning' } as const;

/** What the first users found, and what that says for the next round. */
export const VerdictsPage = () => {
  const { t } = useTranslation('first-use');
  const api = useApi();
  const { roundId } = route.useParams();
  const { data: round } = useSuspenseQuery(roundQuery(api, roundId));
  const { data: verdicts } = useSuspenseQuery(verdictsQuery(api, roundId));
  const { data: challenges } = useSuspenseQuery(challengesQuery(api, roundId));
  return (
    <Page
      title={t('title')}
      caption={
        <Link to="/rounds/$roundId" params={{ roundId }}>
          {inLanguage(round.name)}
        </Link>
      }
    >
      <Lessons roundId={roundId} />
      <h2>{t('verdicts')}</h2>
      {verdicts.length === 0 ? <p>{t('none')}</p> : null}
      {verdicts.map((verdict) => {
        const challenge = challenges.find(({ challengeId }) => challengeId === verdict.challengeId);
        return (
          <section key={verdict.purchaseId} className="card">
            <Solution proposalId={verdict.proposalId} />
            <Tag kind={kinds[verdict.verdict]}>{t(`verdict.${verdict.verdict}`)}</Tag>
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
      <h3>{inLanguage(data.title)}</h3>
      {data.supplierName === null ? null : <p>{t('by', { supplier: inLanguage(data.supplierName) })}</p>}
    </>
  );
};

const Lessons = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('first-use');
  const { data } = useSuspenseQuery(lessonsQuery(useApi(), roundId));
  const { verdicts, targets, repurchases } = data;
  return (
    <section aria-labelledby="lessons">
      <h2 id="lessons">{t('lessons.title')}</h2>
      <Facts
        rows={[
          [
            t('lessons.verdicts'),
            t('lessons.verdictsText', {
              success: verdicts.SUCCESS,
              failure: verdicts.FAILURE,
              inconclusive: verdicts.INCONCLUSIVE,
            }),
          ],
          [t('lessons.inUse'), number(data.inUse)],
          [
            t('lessons.targets'),
            t('lessons.targetsText', {
              met: targets.met,
              missed: targets.missed,
              unmeasured: targets.unmeasured,
            }),
          ],
          [
            t('lessons.repurchases'),
            t('lessons.repurchasesText', { times: repurchases.count, amount: won(repurchases.amountInWon) }),
          ],
          [t('lessons.sales'), won(data.salesInWon)],
          [t('lessons.people'), number(data.peopleServed)],
        ]}
      />
    </section>
  );
};
