import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Kind, useAccount } from '../account/memberships.ts';
import { RequireSignIn } from '../account/require-sign-in.tsx';
import { ErrorBanner } from '../app/error-banner.tsx';
import { useApi } from '../app/services.tsx';
import { Button } from '../design/button.tsx';
import { InstantText } from '../design/instant.tsx';
import { Page } from '../design/page.tsx';
import { placeOf } from './place-of.ts';
import { type Notice, noticesQuery } from './queries.ts';

/** What I was told by mail, to read again. */
export const NoticesPage = () => {
  const { t } = useTranslation('notices');
  return (
    <Page title={t('title')} caption={<Link to="/account">{t('toAccount')}</Link>}>
      <RequireSignIn>
        <Notices />
      </RequireSignIn>
    </Page>
  );
};

const Notices = () => {
  const { t } = useTranslation('notices');
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(
    noticesQuery(useApi()),
  );
  const acts = Object.values(useAccount()?.memberships ?? {}).map(({ kind }) => kind);
  const notices = data.pages.flatMap(({ rows, language }) => rows.map((notice) => ({ notice, language })));
  if (notices.length === 0) return <p className="lead">{t('none')}</p>;
  return (
    <>
      <p>{t('text')}</p>
      <ol className="stack">
        {notices.map(({ notice, language }) => (
          <li key={notice.deliveryId} className="card">
            <One notice={notice} language={language} acts={acts} />
          </li>
        ))}
      </ol>
      <ErrorBanner error={error} />
      {hasNextPage ? (
        <div className="actions">
          <Button
            isPending={isFetchingNextPage}
            onPress={() => {
              void fetchNextPage();
            }}
          >
            {t('older')}
          </Button>
        </div>
      ) : null}
    </>
  );
};

type Props = { readonly notice: Notice; readonly language: string; readonly acts: readonly Kind[] };

const One = ({ notice, language, acts }: Props) => {
  const { t } = useTranslation('notices');
  const place = placeOf(notice, acts);
  return (
    <>
      <h2 lang={language}>{notice.subject}</h2>
      <p className="hint">
        <InstantText at={notice.recordedAt} />
      </p>
      <div lang={language}>
        {notice.paragraphs.map((paragraph, index) => (
          // Two paragraphs may say the same; their order never changes.
          <p key={index} className="prose">
            {paragraph}
          </p>
        ))}
      </div>
      {place === null ? null : (
        <p>
          <Link {...place}>{t('go')}</Link>
        </p>
      )}
    </>
  );
};
