import { Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/problem.ts';
import { Button } from '../design/button.tsx';
import { Page } from '../design/page.tsx';
import { useMessageOf } from './error-banner.tsx';

/** Stands in for a page that could not be shown. */
export const FailurePage = ({ error }: { error: unknown }) => {
  const { t } = useTranslation();
  const messageOf = useMessageOf();
  const router = useRouter();
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />;
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
