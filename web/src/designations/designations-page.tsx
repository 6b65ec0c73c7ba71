import { useSuspenseQueries, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { Facts } from '../design/facts.tsx';
import { Page } from '../design/page.tsx';
import { TextField } from '../design/text-field.tsx';
import { inLanguage, won } from '../i18n/formats.ts';
import { PerOrganisation } from '../organisations/per-organisation.tsx';
import { RecordOutcome } from '../purchases/record-outcome.tsx';
import { publicationQuery } from '../rounds/queries.ts';
import { useTerm } from './designation-facts.tsx';
import { type Designation as Row, designationsQuery, isInForce } from './queries.ts';
import { RequestToBuy } from './request-to-buy.tsx';
import { DesignationTag } from './state-tag.tsx';

/** The solutions that public bodies may buy without another competition, with what they are and until when, and those that were. */
export const DesignationsPage = () => {
  const { t } = useTranslation('designations');
  const api = useApi();
  const { data: designations } = useSuspenseQuery(designationsQuery(api));
  const publications = useSuspenseQueries({
    queries: designations.map(({ proposalId }) => publicationQuery(api, proposalId)),
  });
  const [sought, setSought] = useState('');
  const words = useDeferredValue(sought).toLocaleLowerCase().split(/\s+/u);
  const found = designations.filter((designation, place) => {
    const text = [designation.name, publications[place]?.data.supplierName]
      .flatMap((name) => (name === null || name === undefined ? [] : [name.ko, name.en]))
      .join('\n')
      .toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
  return (
    <Page title={t('title')}>
      <p className="lead">{t('lead')}</p>
      {designations.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <search>
          <TextField label={t('search')} type="search" value={sought} onChange={setSought} />
          <p role="status">{t('found', { count: found.length })}</p>
        </search>
      )}
      {found.length === 0 ? null : <Cards group="inForce" rows={found.filter(isInForce)} />}
      <Cards group="ended" rows={found.filter((row) => !isInForce(row))} />
    </Page>
  );
};

const Cards = ({ group, rows }: { group: 'inForce' | 'ended'; rows: readonly Row[] }) => {
  const { t } = useTranslation('designations');
  if (rows.length === 0) return group === 'inForce' ? <p>{t('noneInForce')}</p> : null;
  return (
    <section aria-labelledby={`designations-${group}`}>
      <h2 id={`designations-${group}`}>{t(group)}</h2>
      {group === 'ended' ? <p>{t('endedText')}</p> : null}
      <ul className="cards">
        {rows.map((designation) => (
          <Designation key={designation.proposalId} designation={designation} />
        ))}
      </ul>
    </section>
  );
};

const Designation = ({ designation }: { designation: Row }) => {
  const { t } = useTranslation('designations');
  const { data: publication } = useSuspenseQuery(publicationQuery(useApi(), designation.proposalId));
  const term = useTerm(designation);
  return (
    <li className="card">
      <h3>{inLanguage(designation.name)}</h3>
      <DesignationTag state={designation.state} />
      {publication.summary === null ? null : <p>{inLanguage(publication.summary)}</p>}
      <Facts
        rows={[
          [t('supplier'), publication.supplierName === null ? null : inLanguage(publication.supplierName)],
          [t('price'), won(publication.priceInWon)],
          ...term,
        ]}
      />
      {isInForce(designation) ? <RequestToBuy proposalId={designation.proposalId} /> : null}
      <div className="actions">
        <PerOrganisation kind="PUBLIC_BODY" roles={['buyer']}>
          {(organisationId, name) => (
            <RecordOutcome
              key={organisationId}
              kind="repurchase"
              of={{ proposalId: designation.proposalId }}
              roundId={designation.roundId}
              organisationId={organisationId}
              name={name}
            />
          )}
        </PerOrganisation>
      </div>
      <p>
        <Link to="/challenges/$challengeId" params={{ challengeId: designation.challengeId }}>
          {t('toChallenge')}
        </Link>
        {' · '}
        <Link to="/proposals/$proposalId/publication" params={{ proposalId: designation.proposalId }}>
          {t('toProposal')}
        </Link>
      </p>
    </li>
  );
};
