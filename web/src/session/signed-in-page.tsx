import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/services.tsx';
import { Button } from '../design/button.tsx';
import { Loading } from '../design/loading.tsx';
import { Page } from '../design/page.tsx';

/** Where the sign-in page leads back to: goes on to where one was. */
export const SignedInPage = () => {
  const { t } = useTranslation();
  const session = useSession();
  const router = useRouter();
  const [hasFailed, setFailed] = useState(false);
  const isBegun = useRef(false);
  useEffect(() => {
    // The code is good once.
    if (isBegun.current) return;
    isBegun.current = true;
    session.finishSignIn().then(
      (returnTo) => {
        router.history.replace(returnTo);
      },
      () => {
        setFailed(true);
      },
    );
  }, [session, router]);
  if (!hasFailed) return <Loading />;
  return (
    <Page title={t('signIn.failed')}>
      <p role="alert">{t('signIn.failedText')}</p>
      <Button
        onPress={() => {
          void session.signIn();
        }}
      >
        {t('shell.signIn')}
      </Button>
    </Page>
  );
};
