import { useTranslation } from 'react-i18next';
import { ownSentenceOf } from '../api/problem.ts';
import { Banner } from '../design/banner.tsx';

/** What can be done about an error, in words; a refusal of the API says it itself. */
export const useMessageOf = (): ((error: unknown) => string) => {
  const { t } = useTranslation();
  return (error) => {
    const own = ownSentenceOf(error);
    if (own !== null) return t(`failure.${own}`);
    return error instanceof Error ? error.message : '';
  };
};

/** Says what went wrong, in the reader's language; nothing where nothing did. */
export const ErrorBanner = ({ error, title }: { error: Error | null; title?: string }) => {
  const messageOf = useMessageOf();
  if (error === null) return null;
  return <Banner kind="error" text={messageOf(error)} {...(title === undefined ? {} : { title })} />;
};
