import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorBanner } from '../../app/error-banner.tsx';
import { useApi } from '../../app/services.tsx';
import { Button } from '../../design/button.tsx';
import { Facts } from '../../design/facts.tsx';
import { InstantText } from '../../design/instant.tsx';
import { number } from '../../i18n/formats.ts';
import { contentsOf } from './checkpoint.ts';
import { LedgerFiles } from './ledger-files.tsx';
import { LedgerTable } from './ledger-table.tsx';
import type { Names } from './names-in-entity.ts';
import { auditPage, checkpointsQuery, type Log } from './queries.ts';
import { useWholeList } from '../use-whole-list.ts';

type Props = { readonly log: Log; readonly isPublic: boolean; readonly names: Names };

/** A log as an auditor reads it: its last checkpoint, its files with the way to check them, and every entry. */
export const Ledger = ({ log, isPublic, names }: Props) => {
  const { t } = useTranslation('audit');
  const api = useApi();
  const { data: checkpoints, error } = useQuery(checkpointsQuery(api, log));
  const entries = useWholeList(['ledger', log.roundId, 'audit'], (query) => auditPage(api, log, query));
  const latest = checkpoints?.at(-1);
  const last = latest === undefined ? null : contentsOf(latest);
  return (
    <>
      <p>{t('explanation')}</p>
      <h2>{t('checkpoint')}</h2>
      <ErrorBanner error={error} />
      {last === null ? (
        <p>{checkpoints === undefined ? '…' : t('noCheckpoint')}</p>
      ) : (
        <Facts
          rows={[
            [t('number'), number(last.number)],
            [t('madeAt'), <InstantText key="at" at={last.at} />],
            [t('size'), last.size === null ? t('sealedSize') : number(last.size)],
          ]}
        />
      )}
      <h2>{t('verify')}</h2>
      <p>
        {t('howToVerify')} <Link to="/verify">{t('toVerify')}</Link>
      </p>
      <LedgerFiles log={log} isPublic={isPublic} />
      <h2>{t('entries')}</h2>
      {entries.isWhole ? null : <p role="status">{t('reading', { count: entries.rows.length })}</p>}
      <ErrorBanner error={entries.error} />
      {entries.error === null ? null : <Button onPress={entries.goOn}>{t('goOn')}</Button>}
      <LedgerTable entries={entries.rows} last={last} names={names} />
    </>
  );
};
