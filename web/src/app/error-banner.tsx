import { useTranslation } from 'react-i18next';
import { ApiProblem, NoConnection } from '../api/problem.ts';
import { Banner } from '../design/banner.tsx';

/** What can be done about an error, in words; a refusal of the API says it itself. */
export const useMessageOf = (): ((error: unknown) => string) => {
  const { t } = useTranslation();
  return (error) => {
    if (error instanceof NoConnection) return t('failure.noConnection');
    if (error instanceof ApiProblem) return error.message;
    return t('failure.unknown');
  };
};

/** Says what went wrong, in the reader's language; nothing where nothing did. */
export const ErrorBanner = ({ error, title }: { error: Error | null; title?: string }) => {
  const messageOf = useMessageOf();
  if (error === null) return null;
  return <Banner kind="error" text={messageOf(error)} {...(title === undefined ? {} : { title })} />;
};
