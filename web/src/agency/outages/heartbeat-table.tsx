import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../design/checkbox.tsx';
import { DataTable } from '../../design/data-table.tsx';
import { PastText } from '../../design/instant.tsx';
import { Tag } from '../../design/tag.tsx';
import { number } from '../../i18n/formats.ts';
import { pageOf } from '../notices/page-of.ts';
import { Pages } from '../notices/pages.tsx';
import { hasFailure, type Heartbeat, isGood } from './queries.ts';

const probeNames = ['gateway', 'submission', 'table', 'files', 'seal', 'signature'] as const;

/** Each heartbeat with what was tried, the newest first: those in which something failed, or all. */
export const HeartbeatTable = ({ heartbeats }: { heartbeats: readonly Heartbeat[] }) => {
  const { t } = useTranslation('outages');
  const [isAll, setIsAll] = useState(false);
  const [place, setPlace] = useState(0);
  const sought = heartbeats.filter((heartbeat) => isAll || hasFailure(heartbeat));
  const page = pageOf(
    sought.toSorted((one, other) => other.sentAt.localeCompare(one.sentAt)),
    place,
  );
  return (
    <>
      <Checkbox
        label={t('showAll', { count: heartbeats.length })}
        isSelected={isAll}
        onChange={(all) => {
          setIsAll(all);
          setPlace(0);
        }}
      />
      <DataTable
        caption={isAll ? t('all') : t('failed')}
        empty={isAll ? t('noneKept') : t('noneFailed')}
        rows={page.rows}
        keyOf={({ sentAt }) => sentAt}
        columns={[
          { title: t('sentAt'), isName: true, cell: ({ sentAt }) => <PastText at={sentAt} /> },
          {
            title: t('result'),
            cell: (heartbeat) => (
              <Tag kind={isGood(heartbeat) ? 'good' : 'bad'}>
                {isGood(heartbeat) ? t('legend.good') : t('legend.bad')}
              </Tag>
            ),
          },
          { title: t('probes'), cell: ({ probes }) => <Probes probes={probes} /> },
        ]}
      />
      <Pages label={t('all')} {...page} onTurn={setPlace} />
    </>
  );
};

const Probes = ({ probes }: Pick<Heartbeat, 'probes'>) => {
  const { t } = useTranslation('outages');
  return (
    <ul>
      {probes.map(({ failure, name, tookInMilliseconds }) => {
        const known = probeNames.find((one) => one === name);
        return (
          <li key={name}>
            {t(failure === null ? 'probeGood' : 'probeBad', {
              name: known === undefined ? name : t(`probe.${known}`),
              took: number(tookInMilliseconds),
              failure,
            })}
          </li>
        );
      })}
    </ul>
  );
};
