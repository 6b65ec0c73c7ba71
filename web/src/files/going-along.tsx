import { useTranslation } from 'react-i18next';
import { Banner } from '../design/banner.tsx';
import { Loading } from '../design/loading.tsx';
import { nameAndSize } from './file-name.tsx';
import type { Taking } from './use-taking.ts';

type Props = { readonly taking: Taking };

/** What keeps the act from being sent, and what to do about it; of each file that is still being checked, that it is. */
export const Obstacles = ({
  taking: { taken, unready },
  kind,
}: Props & { readonly kind: 'warning' | 'error' }) => {
  const { t } = useTranslation('files');
  return (
    <>
      {unready.length === 0 ? null : (
        <Banner kind={kind} text={t('along.unready')}>
          <ul>
            {unready.map(({ id, name, standing }) => (
              <li key={id}>{t(`along.standing.${standing}`, { name })}</li>
            ))}
          </ul>
        </Banner>
      )}
      {taken
        .filter(({ state }) => state === 'RECEIVED')
        .map(({ attachmentId, fileName }) => (
          <p key={attachmentId}>{t('along.unchecked', { name: fileName })}</p>
        ))}
    </>
  );
};

/** The same in the last look before the act: what goes along, or what keeps it from being sent. */
export const GoingAlong = ({ taking }: Props) => {
  const { t } = useTranslation('files');
  const { attachmentIds, files, taken } = taking;
  if (!files.isKnown) return <Loading />;
  if (attachmentIds === null) return <Obstacles taking={taking} kind="error" />;
  if (taken.length === 0) return <p>{t('along.none')}</p>;
  return (
    <>
      <p>{t('along.going')}</p>
      <ul>
        {taken.map((attachment) => (
          <li key={attachment.attachmentId}>{nameAndSize(attachment)}</li>
        ))}
      </ul>
      <Obstacles taking={taking} kind="warning" />
    </>
  );
};
