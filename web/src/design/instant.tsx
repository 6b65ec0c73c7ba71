import { useTranslation } from 'react-i18next';
import { dateTime, isElsewhere, ownZone, shortDateTime } from '../i18n/formats.ts';

/** An instant that nobody has to keep any more, short for tables: in Seoul's time. */
export const PastText = ({ at }: { at: string }) => {
  const { t } = useTranslation();
  return <time dateTime={at}>{t('time.inSeoul', { time: shortDateTime(at) })}</time>;
};

/** An instant in Seoul's time, and in the reader's own where that differs. */
export const InstantText = ({ at }: { at: string }) => {
  const { t } = useTranslation();
  return (
    <time dateTime={at}>
      {t('time.inSeoul', { time: dateTime(at) })}
      {isElsewhere(at) ? (
        <span className="own-zone">
          {t('time.inOwnZone', { time: dateTime(at, null), zone: ownZone(at) })}
        </span>
      ) : null}
    </time>
  );
};
