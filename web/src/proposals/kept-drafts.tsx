import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../api/client.ts';
import { ErrorBanner } from '../app/error-banner.tsx';
import { useApi } from '../app/services.tsx';
import { Button } from '../design/button.tsx';
import { InstantText } from '../design/instant.tsx';
import { Loading } from '../design/loading.tsx';
import { Differences } from './differences.tsx';
import { formOf } from './form.ts';
import { keptDraftQuery, keptDraftsQuery } from './queries.ts';
import type { DraftState } from './use-draft.ts';

type Props = { readonly proposalId: string; readonly draft: DraftState };

/** What was saved before, to look at and to take back. */
export const KeptDrafts = ({ proposalId, draft }: Props) => {
  const { t } = useTranslation('proposals');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details
      onToggle={({ currentTarget }) => {
        setIsOpen(currentTarget.open);
      }}
    >
      <summary>{t('kept.title')}</summary>
      {isOpen ? <List proposalId={proposalId} draft={draft} /> : null}
    </details>
  );
};

const List = ({ proposalId, draft }: Props) => {
  const { t } = useTranslation('proposals');
  const { data: kept, error } = useQuery(keptDraftsQuery(useApi(), proposalId));
  if (error !== null) return <ErrorBanner error={error} />;
  if (kept === undefined) return <Loading />;
  if (kept.length === 0) return <p>{t('kept.none')}</p>;
  return (
    <ul className="cards">
      {kept.map((row) => (
        <li key={row.keptId} className="card">
          <p>{t(`kept.kind.${row.kind}`)}</p>
          <p>
            <InstantText at={row.keptAt} />
          </p>
          <Look proposalId={proposalId} keptId={row.keptId} draft={draft} />
        </li>
      ))}
    </ul>
  );
};

const Look = ({ proposalId, keptId, draft }: Props & { readonly keptId: string }) => {
  const { t } = useTranslation('proposals');
  const api = useApi();
  const [isShown, setIsShown] = useState(false);
  const { data: kept, error } = useQuery({
    ...keptDraftQuery(api, proposalId, keptId),
    enabled: isShown,
  });
  if (!isShown)
    return (
      <Button
        onPress={() => {
          setIsShown(true);
        }}
      >
        {t('kept.look')}
      </Button>
    );
  if (error !== null) return <ErrorBanner error={error} />;
  if (kept === undefined) return <Loading />;
  return (
    <>
      <Differences mine={draft.form} theirs={formOf(kept.content)} />
      <ActButton
        label={t('kept.restore')}
        title={t('kept.restoreTitle')}
        isDisabled={draft.isDirty}
        input={{ version: draft.version }}
        write={({ version }, key) =>
          dataOf(
            api.POST('/proposals/{proposalId}/kept-drafts/{keptId}/restoration', {
              params: { path: { proposalId, keptId }, header: writeHeaders(key, version) },
            }),
          )
        }
        refreshes={[['own-proposals', proposalId]]}
      >
        <p>{t('kept.restoreText')}</p>
      </ActButton>
    </>
  );
};
