import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi, useSession, useSessionState } from '../app/services.tsx';
import { Banner } from '../design/banner.tsx';
import { Button } from '../design/button.tsx';
import { Facts } from '../design/facts.tsx';
import { Page } from '../design/page.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { accountQuery } from './queries.ts';
import { RequireSignIn } from './require-sign-in.tsx';

/** Who I am here: the organisations that I act for, what they offer me, and the way out. */
export const AccountPage = () => {
  const { t } = useTranslation('account');
  return (
    <Page title={t('title')}>
      <RequireSignIn>
        <Person />
      </RequireSignIn>
    </Page>
  );
};

const Person = () => {
  const { t } = useTranslation('account');
  const session = useSession();
  const state = useSessionState();
  const { data: account } = useSuspenseQuery(accountQuery(useApi()));
  const memberships = Object.entries(account.memberships);
  const offers = Object.entries(account.offers);
  return (
    <>
      <Facts
        rows={[
          [t('email'), state.state === 'signed-out' ? null : state.email],
          [t('accountId'), <code key="id">{account.accountId}</code>],
          [t('secondFactor'), account.hasSecondFactor ? t('secondFactorOn') : t('secondFactorOff')],
        ]}
      />
      <h2>{t('memberships')}</h2>
      {memberships.length === 0 ? <p>{t('noMemberships')}</p> : null}
      <ul className="cards">
        {memberships.map(([organisationId, { kind, roles }]) => (
          <li key={organisationId} className="card">
            <h3>{t(`kind.${kind}`)}</h3>
            <p>{roles.map((role) => t(`role.${role}`)).join(', ')}</p>
            <p className="hint">
              <code>{organisationId}</code>
            </p>
          </li>
        ))}
      </ul>
      {offers.map(([organisationId, { name, roles }]) => (
        <Banner
          key={organisationId}
          kind="information"
          title={t('offer', { organisation: inLanguage(name) })}
          text={roles.map((role) => t(`role.${role}`)).join(', ')}
        />
      ))}
      <div className="actions">
        <Button
          onPress={() => {
            void session.signOut();
          }}
        >
          {t('signOut')}
        </Button>
      </div>
    </>
  );
};
