import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.ts';
import { ErrorBanner } from '../../app/error-banner.tsx';
import { useApi } from '../../app/services.tsx';
import { DataTable } from '../../design/data-table.tsx';
import { Facts } from '../../design/facts.tsx';
import { InstantText } from '../../design/instant.tsx';
import { ExecutionsTable } from '../executions-table.tsx';
import { pageOf } from '../notices/page-of.ts';
import { Pages } from '../notices/pages.tsx';
import { executionsQuery, preparationQuery } from '../queries.ts';
import { RoundRoom } from '../room.tsx';
import type { Refusal } from './queries.ts';
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
          {
            title: t('code'),
            isName: true,
            cell: ({ code }) => (
              <>
                {words.refused(code)}
                <br />
                <code>{code}</code>
              </>
            ),
          },
          { title: t('operation'), cell: ({ operation }) => <code>{operation}</code> },
          { title: t('at'), cell: ({ at }) => <InstantText at={at} /> },
          {
            title: t('who'),
            cell: ({ accountId }) => (accountId === null ? t('forgotten') : <code>{accountId}</code>),
          },
          { title: t('details'), cell: ({ details }) => <Details details={details} /> },
        ]}
      />
      <Pages label={t('refusedAttempts')} place={page.place} pages={page.pages} onTurn={setPlace} />
    </>
  );
};

/** What a refusal told, field by field. */
const Details = ({ details }: { details: Refusal['details'] }) => {
  const fields: readonly [string, unknown][] =
    typeof details === 'object' && details !== null ? Object.entries(details) : [];
  return fields.length === 0 ? '–' : <Facts rows={fields.map(([name, value]) => [name, textOf(value)])} />;
};

/** A value as it is read: a list with commas, what has parts of its own as JSON. */
const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return value === null ? '–' : JSON.stringify(value);
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
