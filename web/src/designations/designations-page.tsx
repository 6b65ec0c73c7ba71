import { useSuspenseQueries, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { Facts } from '../design/facts.tsx';
import { Page } from '../design/page.tsx';
import { Tag } from '../design/tag.tsx';
import { TextField } from '../design/text-field.tsx';
import { day, inLanguage, won } from '../i18n/formats.ts';
import { publicationQuery } from '../rounds/queries.ts';
import { designationsQuery } from './queries.ts';

const kinds = {
  PREPARED: 'neutral',
  ACTIVE: 'good',
  EXTENDED: 'good',
  CANCELLED: 'bad',
  EXPIRED: 'neutral',
} as const;

/** The solutions that public bodies may buy without another competition, with what they are and until when. */
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
      <ul className="cards">
        {found.map((designation) => (
          <Designation key={designation.proposalId} designation={designation} />
        ))}
      </ul>
    </Page>
  );
};

type Row = Awaited<ReturnType<NonNullable<ReturnType<typeof designationsQuery>['queryFn']>>>[number];

const Designation = ({ designation }: { designation: Row }) => {
  const { t } = useTranslation('designations');
  const { data: publication } = useSuspenseQuery(publicationQuery(useApi(), designation.proposalId));
  const { activeUntil } = designation;
  return (
    <li className="card">
      <h2>{inLanguage(designation.name)}</h2>
      <Tag kind={kinds[designation.state]}>{t(`state.${designation.state}`)}</Tag>
      {publication.summary === null ? null : <p>{inLanguage(publication.summary)}</p>}
      <Facts
        rows={[
          [t('supplier'), publication.supplierName === null ? null : inLanguage(publication.supplierName)],
          [t('price'), won(publication.priceInWon)],
          [t('until'), activeUntil === null ? null : day(activeUntil)],
        ]}
      />
      <p>
        <Link to="/challenges/$challengeId" params={{ challengeId: designation.challengeId }}>
          {t('toChallenge')}
        </Link>
      </p>
    </li>
  );
};
