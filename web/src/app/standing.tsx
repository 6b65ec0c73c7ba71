import { useTranslation } from 'react-i18next';
import { Banner } from '../design/banner.tsx';
import { Button } from '../design/button.tsx';
import { useSession, useSessionState } from './services.tsx';
import { useOnline } from './use-online.ts';

/** What is wrong with the connection or the sign-in, until it is mended: on every page, and in what lies over it. */
export const Standing = () => {
  const { t } = useTranslation();
  const session = useSession();
  const { state } = useSessionState();
  const isOnline = useOnline();
  return (
    <div aria-live="polite">
      {isOnline ? null : <Banner kind="warning" text={t('shell.offline')} />}
      {state === 'expired' ? (
        <Banner kind="warning" text={t('shell.expired')}>
          <Button
            onPress={() => {
              void session.signInAgain();
            }}
          >
            {t('shell.signInAgain')}
          </Button>
        </Banner>
      ) : null}
    </div>
  );
};
