import { useTranslation } from 'react-i18next';
import { Banner } from '../design/banner.tsx';
import { number } from '../i18n/formats.ts';
import type { Checker } from './check.ts';

type Found = Awaited<ReturnType<Checker['check']>>;
type Findings = Exclude<Found, { readonly needed: unknown }>;

/** What holds, and the first thing that does not, in the reader's language. */
export const Result = ({ found }: { readonly found: Found }) => {
  const { t } = useTranslation('verify');
  if ('needed' in found)
    return <Banner kind="error" title={t('cannot')} text={t(`needed.${found.needed}`)} />;
  const { held, broken } = found;
  return (
    <Banner kind={broken === null ? 'success' : 'error'} title={broken === null ? t('holds') : t('broken')}>
      {broken === null ? null : <FirstBreak {...broken} />}
      <ul>
        {held.map(({ file, said }, at) => (
          <li key={at}>
            {file === null ? null : <FileInLine name={file} />}
            {said.map(([code, facts = {}]) => t(`held.${code}`, inFormat(facts))).join(t('between'))}
          </li>
        ))}
      </ul>
    </Banner>
  );
};

const FirstBreak = ({ file, place, code, facts }: NonNullable<Findings['broken']>) => {
  const { t } = useTranslation('verify');
  return (
    <p>
      <FileInLine name={file} />
      {place === '' ? t('wholeFile') : <code>{place}</code>} {t(`wrong.${code}`, inFormat(facts))}
    </p>
  );
};

/** The name is whatever its owner gave it, in any direction of writing. */
const FileInLine = ({ name }: { readonly name: string }) => (
  <>
    <bdi>{name}</bdi>:{' '}
  </>
);

const inFormat = (facts: Readonly<Record<string, string | number>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, typeof fact === 'number' ? number(fact) : fact]),
  );
