import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../api/server-clock.ts';
import { ErrorBanner } from '../../app/error-banner.tsx';
import { Button } from '../../design/button.tsx';
import { Facts } from '../../design/facts.tsx';
import { pageOf } from './page-of.ts';
import { Pages } from './pages.tsx';
import { SelectField } from '../../design/select-field.tsx';
import { number } from '../../i18n/formats.ts';
import { RoundRoom } from '../room.tsx';
import { type Delivery, found, type Standing, standingOf, standings } from './delivery.ts';
import { DeliveryTable, useKindText } from './delivery-table.tsx';
import { useDeliveries } from './use-deliveries.ts';

const route = getRouteApi('/agency/rounds/$roundId/notices');

/** What people were told about a round and what became of it: sent, waiting, or in need of somebody. */
export const NoticesPage = () => {
  const { t } = useTranslation('round-notices');
  const { roundId } = route.useParams();
  return (
    <RoundRoom roundId={roundId} title={t('title')} roles={['staff', 'auditor']}>
      <Notices roundId={roundId} />
    </RoundRoom>
  );
};

const Notices = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('round-notices');
  const { deliveries, isWhole, error, goOn } = useDeliveries(roundId);
  return (
    <>
      <p>{t('text')}</p>
      <p role="status">
        {isWhole ? t('whole', { count: deliveries.length }) : t('reading', { count: deliveries.length })}
      </p>
      {error === null ? null : (
        <>
          <ErrorBanner error={error} />
          <Button onPress={goOn}>{t('goOn')}</Button>
        </>
      )}
      <Counts deliveries={deliveries} />
      <Search roundId={roundId} deliveries={deliveries} />
    </>
  );
};

const Counts = ({ deliveries }: { deliveries: readonly Delivery[] }) => {
  const { t } = useTranslation('round-notices');
  const now = serverNow();
  const countOf = (standing: Standing) =>
    deliveries.filter((delivery) => standingOf(delivery, now) === standing).length;
  return <Facts rows={standings.map((standing) => [t(`standing.${standing}`), number(countOf(standing))])} />;
};

const everything = 'everything';

/** The deliveries by kind and by how they stand, some at a time. */
const Search = ({ roundId, deliveries }: { roundId: string; deliveries: readonly Delivery[] }) => {
  const { t } = useTranslation('round-notices');
  const kindText = useKindText();
  const [kind, setKind] = useState<string | null>(null);
  const [standing, setStanding] = useState<Standing | null>(null);
  const [place, setPlace] = useState(0);
  const kinds = [...new Set(deliveries.map((delivery) => delivery.kind))];
  const page = pageOf(found(deliveries, { kind, standing }, serverNow()), place);
  return (
    <>
      <search className="challenge-search">
        <SelectField
          label={t('kindField')}
          value={kind ?? everything}
          options={[
            { value: everything, label: t('all') },
            ...kinds
              .map((value) => ({ value, label: kindText(value) }))
              .toSorted((one, other) => one.label.localeCompare(other.label)),
          ]}
          onChange={(value) => {
            setKind(value === everything ? null : value);
            setPlace(0);
          }}
        />
        <SelectField
          label={t('standingField')}
          value={standing ?? everything}
          options={[
            { value: everything, label: t('all') },
            ...standings.map((value) => ({ value, label: t(`standing.${value}`) })),
          ]}
          onChange={(value) => {
            setStanding(standings.find((one) => one === value) ?? null);
            setPlace(0);
          }}
        />
      </search>
      <DeliveryTable roundId={roundId} caption={t('found', { count: page.count })} deliveries={page.rows} />
      <Pages label={t('title')} {...page} onTurn={setPlace} />
    </>
  );
};
