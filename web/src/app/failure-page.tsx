import { Link, useRouter } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/problem.ts';
import { Button } from '../design/button.tsx';
import { Loading } from '../design/loading.tsx';
import { Page } from '../design/page.tsx';
import { useMessageOf } from './error-banner.tsx';

/** Beside the pages that ask for it, none of which everybody loads. */
const DeclarationDuePage = lazy(async () => ({
  default: (await import('../conflicts/declaration-due-page.tsx')).DeclarationDuePage,
}));

/** Stands in for a page that could not be shown. */
export const FailurePage = ({ error }: { error: unknown }) => {
  const { t } = useTranslation();
  const messageOf = useMessageOf();
  const router = useRouter();
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />;
  const roundId =
    error instanceof ApiProblem && error.code === 'declaration-due' ? error.details['roundId'] : null;
  if (typeof roundId === 'string')
    return (
      <Suspense fallback={<Loading />}>
        <DeclarationDuePage roundId={roundId} />
      </Suspense>
    );
  return (
    <Page title={t('failure.title')}>
      <p role="alert">{messageOf(error)}</p>
      <Button
        onPress={() => {
          void router.invalidate();
        }}
      >
        {t('failure.again')}
      </Button>
    </Page>
  );
};

export const NotFoundPage = () => {
  const { t } = useTranslation();
  return (
    <Page title={t('notFound.title')}>
      <p>{t('notFound.text')}</p>
      <p>
        <Link to="/">{t('notFound.home')}</Link>
      </p>
    </Page>
  );
};
