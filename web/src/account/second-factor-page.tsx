import { useMutation } from '@tanstack/react-query';
import { generate } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMessageOf } from '../app/error-banner.tsx';
import { useSession, useSessionState } from '../app/services.tsx';
import { Banner } from '../design/banner.tsx';
import { Button } from '../design/button.tsx';
import { Page } from '../design/page.tsx';
import { TextField } from '../design/text-field.tsx';
import { addressOfKey, codeOf, createAuthenticator, groupsOf, isWrongCode } from './authenticator.ts';
import { RequireSignIn } from './require-sign-in.tsx';
import './second-factor.css';

/** A person gives the account a second factor, or a new one in place of the present. */
export const SecondFactorPage = () => {
  const { t } = useTranslation('account');
  return (
    <Page title={t('authenticator.title')}>
      <RequireSignIn>
        <SetUp />
      </RequireSignIn>
    </Page>
  );
};

const SetUp = () => {
  const { t } = useTranslation('account');
  const session = useSession();
  const messageOf = useMessageOf();
  const authenticator = createAuthenticator(session.accountsEndpoint, session.accessToken);
  const begin = useMutation({ mutationFn: authenticator.begin });
  const confirm = useMutation({ mutationFn: authenticator.confirm });
  if (confirm.isSuccess) return <Done />;
  const failure = begin.error ?? (isWrongCode(confirm.error) ? null : confirm.error);
  return (
    <>
      <p className="lead">{t('authenticator.lead')}</p>
      {failure === null ? null : (
        <Banner
          kind="error"
          title={t('authenticator.failed')}
          text={failure.name === 'AccountsRefusal' ? t('authenticator.refused') : messageOf(failure)}
        />
      )}
      {begin.data === undefined ? (
        <div className="actions">
          <Button
            kind="primary"
            isDisabled={begin.isPending}
            onPress={() => {
              begin.mutate();
            }}
          >
            {t('authenticator.begin')}
          </Button>
        </div>
      ) : (
        <>
          <Key secret={begin.data} />
          <Code isWrong={isWrongCode(confirm.error)} isPending={confirm.isPending} onCode={confirm.mutate} />
        </>
      )}
    </>
  );
};

/** The key in three ways: for the camera of another device, as a link on this one, and to be typed. */
const Key = ({ secret }: { secret: string }) => {
  const { t } = useTranslation('account');
  const state = useSessionState();
  const address = addressOfKey(secret, state.state === 'signed-out' ? '' : state.email);
  const code = generate(address);
  return (
    <section>
      <h2>{t('authenticator.key')}</h2>
      <p>{t('authenticator.keyText')}</p>
      <svg
        className="qr"
        viewBox={`-4 -4 ${code.size + 8} ${code.size + 8}`}
        role="img"
        aria-label={t('authenticator.picture')}
      >
        <path d={toSvgPath(code)} />
      </svg>
      <p>
        <a href={address}>{t('authenticator.open')}</a>
      </p>
      <p>
        {t('authenticator.type')} <code>{groupsOf(secret)}</code>
      </p>
    </section>
  );
};

type CodeProps = {
  readonly isWrong: boolean;
  readonly isPending: boolean;
  readonly onCode: (code: string) => void;
};

const Code = ({ isWrong, isPending, onCode }: CodeProps) => {
  const { t } = useTranslation('account');
  const [typed, setTyped] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const code = codeOf(typed);
  const error =
    isAsked && code === null ? t('authenticator.notSix') : isWrong ? t('authenticator.wrong') : null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setIsAsked(true);
        if (code !== null && !isPending) onCode(code);
      }}
    >
      <h2>{t('authenticator.code')}</h2>
      <TextField
        name="code"
        label={t('authenticator.codeLabel')}
        hint={t('authenticator.codeHint')}
        inputMode="numeric"
        maxLength={10}
        value={typed}
        onChange={setTyped}
        error={error ?? undefined}
      />
      <div className="actions">
        <Button kind="primary" type="submit" isDisabled={isPending}>
          {t('authenticator.confirm')}
        </Button>
      </div>
    </form>
  );
};

/** Whatever signed in before has no second factor, this window included. */
const Done = () => {
  const { t } = useTranslation('account');
  const session = useSession();
  return (
    <Banner kind="success" title={t('authenticator.done')} text={t('authenticator.doneText')}>
      <div className="actions">
        <Button
          kind="primary"
          onPress={() => {
            void session.signOut();
          }}
        >
          {t('signOut')}
        </Button>
      </div>
    </Banner>
  );
};
