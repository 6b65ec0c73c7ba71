import { Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiProblem, NoConnection } from '../api/problem.ts';
import { Button } from '../design/button.tsx';
import { Page } from '../design/page.tsx';

/** What can be done about an error, in words; a refusal of the API says it itself. */
export const useMessageOf = (): ((error: unknown) => string) => {
  const { t } = useTranslation();
  return (error) => {
    if (error instanceof NoConnection) return t('failure.noConnection');
    if (error instanceof ApiProblem) return error.message;
    return t('failure.unknown');
  };
};

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
