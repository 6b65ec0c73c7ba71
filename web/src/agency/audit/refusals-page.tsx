import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.ts';
import { ErrorBanner } from '../../app/error-banner.tsx';
import { useApi } from '../../app/services.tsx';
import { DataTable } from '../../design/data-table.tsx';
import { Facts } from '../../design/facts.tsx';
import { PastText } from '../../design/instant.tsx';
import { ExecutionsTable } from '../executions-table.tsx';
import { pageOf } from '../notices/page-of.ts';
import { Pages } from '../notices/pages.tsx';
import { executionsQuery, preparationQuery } from '../queries.ts';
import { RoundRoom } from '../room.tsx';
import { detailInWords, type Sayers } from '../../api/in-words.ts';
import { isRecord } from '../../api/problem.ts';
import type audit from '../../i18n/ko/audit.json';
import { usePersonText } from '../use-person-text.ts';
import type { Refusal } from './queries.ts';
import { useSayers } from './use-sayers.ts';
import { useWholeList } from '../use-whole-list.ts';
import { useWords } from './words.ts';

const route = getRouteApi('/agency/rounds/$roundId/refusals');

/** What was refused for the sake of fairness in a round, and where its machines stand, for auditors. */
export const RefusalsPage = () => {
  const { t } = useTranslation('audit');
  const { roundId } = route.useParams();
  return (
    <RoundRoom roundId={roundId} title={t('refusalsTitle')} roles={['auditor']}>
      <Room roundId={roundId} />
    </RoundRoom>
  );
};

const Room = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('audit');
  const { data: round } = useSuspenseQuery(preparationQuery(useApi(), roundId));
  return (
    <>
      <h2>{t('refusals')}</h2>
      {round.openedAt === null ? <p>{t('sealed')}</p> : <Refusals roundId={roundId} />}
      <h2>{t('executions')}</h2>
      <Executions roundId={roundId} />
    </>
  );
};

const Refusals = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('audit');
  const api = useApi();
  const words = useWords();
  const sayers = useSayers(roundId);
  const [place, setPlace] = useState(0);
  const { rows, isWhole, error } = useWholeList<Refusal>(['ledger', roundId, 'refusals'], (query) =>
    dataOf(api.GET('/rounds/{roundId}/refusals', { params: { path: { roundId }, query } })),
  );
  const page = pageOf(
    rows.toSorted((one, other) => other.at.localeCompare(one.at)),
    place,
  );
  return (
    <>
      <p>{t('refusalsText')}</p>
      {isWhole ? null : <p role="status">{t('reading', { count: rows.length })}</p>}
      <ErrorBanner error={error} />
      <DataTable
        caption={t('refusedAttempts')}
        empty={t('noRefusals')}
        rows={page.rows.map((row, index) => ({ ...row, index }))}
        keyOf={({ at, index }) => `${at} ${index}`}
        columns={[
          { title: t('code'), isName: true, cell: ({ code }) => words.refused(code) },
          { title: t('operation'), cell: ({ operation }) => words.tried(operation) },
          { title: t('at'), cell: ({ at }) => <PastText at={at} /> },
          {
            title: t('who'),
            cell: ({ accountId }) => (accountId === null ? t('forgotten') : <Who accountId={accountId} />),
          },
          { title: t('details'), cell: ({ details }) => <Details details={details} sayers={sayers} /> },
        ]}
      />
      <Pages label={t('refusedAttempts')} place={page.place} pages={page.pages} onTurn={setPlace} />
    </>
  );
};

/** Whoever is not signed in stands in the log as the public. */
const Who = ({ accountId }: { accountId: string }) => {
  const { t } = useTranslation('audit');
  const personText = usePersonText();
  return accountId === 'public' ? t('nobody') : personText(accountId);
};

/** What a refusal told, in words. */
const Details = ({ details, sayers }: { details: Refusal['details']; sayers: Sayers }) => {
  const { t, i18n } = useTranslation('audit');
  if (!isRecord(details)) return '–';
  const isLabelled = (name: string): name is keyof (typeof audit)['detail'] =>
    i18n.exists(`detail.${name}`, { ns: 'audit' });
  const rows = Object.entries(details).flatMap(([name, value]): [string, string][] => {
    const text = detailInWords(name, value, sayers);
    return text === null || !isLabelled(name) ? [] : [[t(`detail.${name}`), text]];
  });
  return rows.length === 0 ? '–' : <Facts rows={rows} />;
};

const Executions = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('agency');
  const { data } = useSuspenseQuery(executionsQuery(useApi(), roundId));
  return (
    <>
      <p>{t('machinery.text')}</p>
      <ExecutionsTable executions={data} />
    </>
  );
};
