import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../api/server-clock.ts';
import { Banner } from '../design/banner.tsx';

const isLastHourOf = (deadline: string): boolean => Date.parse(deadline) - serverNow() < 3_600_000;

/** True from an hour before a deadline on, by the server's clock. */
const useIsLastHour = (deadline: string): boolean => {
  const [isLast, setIsLast] = useState(() => isLastHourOf(deadline));
  useEffect(() => {
    const look = (): void => {
      setIsLast(isLastHourOf(deadline));
    };
    look();
    const timer = setInterval(look, 1000);
    return () => {
      clearInterval(timer);
    };
  }, [deadline]);
  return isLast;
};

/** What of an upload counts, said before it is begun: whoever reads it after the deadline cannot act on it any more. */
export const UploadNotice = ({ deadline }: { deadline: string }) => {
  const { t } = useTranslation('files');
  const isLastHour = useIsLastHour(deadline);
  return (
    <div aria-live="polite">
      {isLastHour ? <Banner kind="warning" text={t('countsSoon')} /> : <p>{t('counts')}</p>}
    </div>
  );
};
