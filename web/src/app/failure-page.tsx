import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/problem.ts';
import { Button } from '../design/button.tsx';
import { Loading } from '../design/loading.tsx';
import { Page } from '../design/page.tsx';
import { useMessageOf } from './error-banner.tsx';
import { useSessionState } from './services.tsx';

/** Beside the pages that ask for it, none of which everybody loads. */
const DeclarationDuePage = lazy(async () => ({
  default: (await import('../conflicts/declaration-due-page.tsx')).DeclarationDuePage,
}));

/** Shows the page anew: what failed is asked for again, by hand, or once somebody is signed in again. */
const useAgain = (): (() => void) => {
  const router = useRouter();
  const { reset } = useQueryErrorResetBoundary();
  const again = (): void => {
    reset();
    void router.invalidate();
  };
  const { state } = useSessionState();
  const before = useRef(state);
  useEffect(() => {
    if (before.current === 'expired' && state === 'signed-in') again();
    before.current = state;
  });
  return again;
};

/** Stands in for a page that could not be shown. */
export const FailurePage = ({ error }: { error: unknown }) => {
  const { t } = useTranslation();
  const messageOf = useMessageOf();
  const again = useAgain();
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
      <Button onPress={again}>{t('failure.again')}</Button>
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
