import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { challengeQuery } from '../challenges/queries.ts';
import { Facts } from '../design/facts.tsx';
import { Page } from '../design/page.tsx';
import { day, inLanguage, number, won } from '../i18n/formats.ts';
import { publishedQuery, roundQuery } from '../rounds/queries.ts';
import { RoundLink } from '../rounds/round-link.tsx';
import { FileNames } from './content.tsx';
import { usePartName } from './publicity.tsx';

const route = getRouteApi('/proposals/$proposalId/publication');

type Published = NonNullable<Awaited<ReturnType<NonNullable<ReturnType<typeof publishedQuery>['queryFn']>>>>;

/** A proposal of a priority list as everybody reads it from the notice on, without its trade secrets. */
export const PublishedPage = () => {
  const { t } = useTranslation('proposals');
  const { proposalId } = route.useParams();
  const { data: published } = useSuspenseQuery(publishedQuery(useApi(), proposalId));
  return published === null ? (
    <Page title={t('published.title')}>
      <p>{t('published.none')}</p>
    </Page>
  ) : (
    <Readable published={published} />
  );
};

const Readable = ({ published }: { readonly published: Published }) => {
  const { t } = useTranslation('proposals');
  const api = useApi();
  const { challengeId, roundId, partners, withheld } = published;
  const { data: round } = useSuspenseQuery(roundQuery(api, roundId));
  const { data: challenge } = useSuspenseQuery(challengeQuery(api, challengeId));
  const nameOf = usePartName([]);
  const named = (name: Published['supplierName']): string =>
    name === null ? t('partner.unnamed') : inLanguage(name);
  const { technologyReadinessLevel, deliveryInDays, validUntil } = published;
  return (
    <Page title={inLanguage(published.title)} caption={<RoundLink round={round} />}>
      {published.summary === null ? null : <p className="lead prose">{inLanguage(published.summary)}</p>}
      <Facts
        rows={[
          [t('published.supplier'), named(published.supplierName)],
          [
            t('partner.title'),
            partners.length === 0 ? null : partners.map(({ name }) => named(name)).join(', '),
          ],
          [
            t('published.challenge'),
            <Link key="challenge" to="/challenges/$challengeId" params={{ challengeId }}>
              {inLanguage(challenge.title)}
            </Link>,
          ],
          [t('field.price'), won(published.priceInWon)],
          [t('field.readiness'), technologyReadinessLevel === null ? null : number(technologyReadinessLevel)],
          [t('field.delivery'), deliveryInDays === null ? null : number(deliveryInDays)],
          [t('field.validUntil'), validUntil === null ? null : day(validUntil)],
          [t('secret.kept'), withheld.length === 0 ? null : withheld.map(nameOf).join(', ')],
        ]}
      />
      {published.solution === null ? null : (
        <section aria-labelledby="solution">
          <h2 id="solution">{t('field.solution')}</h2>
          <p className="prose">{published.solution}</p>
        </section>
      )}
      <FileNames files={published.attachments} level={2} />
      <p className="hint">{t('published.filesText')}</p>
    </Page>
  );
};
