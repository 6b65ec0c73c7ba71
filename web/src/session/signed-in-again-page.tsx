import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/services.tsx';
import { Loading } from '../design/loading.tsx';
import { Page } from '../design/page.tsx';

/** Where the sign-in leads back to in a window of its own: tells the page that opened it, and has no more to do. */
export const SignedInAgainPage = () => {
  const { t } = useTranslation();
  const session = useSession();
  const [told, setTold] = useState<'yes' | 'no' | null>(null);
  const isBegun = useRef(false);
  useEffect(() => {
    if (isBegun.current) return;
    isBegun.current = true;
    session.tellOpener().then(
      () => {
        setTold('yes');
      },
      () => {
        setTold('no');
      },
    );
  }, [session]);
  if (told === null) return <Loading />;
  if (told === 'yes') return <Page title={t('signIn.again')}>{t('signIn.againText')}</Page>;
  return (
    <Page title={t('signIn.failed')}>
      <p role="alert">{t('signIn.failedText')}</p>
    </Page>
  );
};
