import { type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession, useSessionState } from '../app/services.tsx';
import { Button } from '../design/button.tsx';
import { Loading } from '../design/loading.tsx';

/** What only a signed-in person sees; anybody else is led to the sign-in and back. Whoever's sign-in has run out keeps the page. */
export const RequireSignIn = ({ children }: { children: ReactNode }) => {
  const { t } = useTranslation();
  const session = useSession();
  const { state } = useSessionState();
  if (state !== 'signed-out') return <Suspense fallback={<Loading />}>{children}</Suspense>;
  return (
    <>
      <p className="lead">{t('signIn.needed')}</p>
      <div className="actions">
        <Button
          kind="primary"
          onPress={() => {
            void session.signIn();
          }}
        >
          {t('shell.signIn')}
        </Button>
      </div>
    </>
  );
};
