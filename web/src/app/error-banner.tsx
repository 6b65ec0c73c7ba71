import { useTranslation } from 'react-i18next';
import { factsInWords, type Sayers, sentenceInWords } from '../api/in-words.ts';
import { ApiProblem, ownSentenceOf } from '../api/problem.ts';
import { Banner } from '../design/banner.tsx';
import { dateTime, day, number, won } from '../i18n/formats.ts';
import type ownWords from '../i18n/ko/refusals.json';

type OwnCode = keyof (typeof ownWords)['own'];

/** How what a refusal names is said wherever it may show; what stands for a thing that has a page is left to that page. */
export const plainSayers: Sayers = {
  instant: (value) => (typeof value === 'string' ? dateTime(value) : null),
  day: (value) => (typeof value === 'string' ? day(value) : null),
  won: (value) => (typeof value === 'number' ? won(value) : null),
  number: (value) => (typeof value === 'number' ? number(value) : null),
  text: (value) => (typeof value === 'string' ? value : null),
};

/** What can be done about an error, in words; a refusal of the API says it itself, unless it says it to a program. */
export const useMessageOf = (): ((error: unknown) => string) => {
  const { t } = useTranslation();
  const refusals = useTranslation('refusals');
  const isOwn = (code: string): code is OwnCode => refusals.i18n.exists(`own.${code}`, { ns: 'refusals' });
  return (error) => {
    const own = ownSentenceOf(error);
    if (own !== null) return t(`failure.${own}`);
    if (!(error instanceof ApiProblem)) return error instanceof Error ? error.message : '';
    const { code, details, message } = error;
    return isOwn(code)
      ? refusals.t(`own.${code}`, factsInWords(details, plainSayers))
      : sentenceInWords(message, details, plainSayers);
  };
};

/** Says what went wrong, in the reader's language; nothing where nothing did. */
export const ErrorBanner = ({ error, title }: { error: Error | null; title?: string }) => {
  const messageOf = useMessageOf();
  if (error === null) return null;
  return <Banner kind="error" text={messageOf(error)} {...(title === undefined ? {} : { title })} />;
};
