import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { isAnythingKept } from '../acts/kept.ts';
import { ThrowAway } from '../acts/throw-away.tsx';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi, useSession, useSessionState } from '../app/services.tsx';
import { Banner } from '../design/banner.tsx';
import { Button } from '../design/button.tsx';
import { Facts } from '../design/facts.tsx';
import { Page } from '../design/page.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { ChooseLanguage } from '../notices/choose-language.tsx';
import { OwnClaims } from '../organisations/own-claims.tsx';
import { organisationQuery } from '../organisations/queries.ts';
import { accountQuery } from './queries.ts';
import { RequireSignIn } from './require-sign-in.tsx';
import { OrganisationLabel } from '../organisations/organisation-label.tsx';

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
  const signOut = (): void => {
    void session.signOut();
  };
  const state = useSessionState();
  const { data: account } = useSuspenseQuery(accountQuery(useApi()));
  const memberships = Object.entries(account.memberships);
  const offers = Object.entries(account.offers);
  const isOfAgency = [...memberships, ...offers].some(([, { kind }]) => kind === 'AGENCY');
  return (
    <>
      <Facts
        rows={[
          [t('email'), state.state === 'signed-out' ? null : state.email],
          [t('accountId'), <code key="id">{account.accountId}</code>],
          [t('secondFactor'), account.hasSecondFactor ? t('secondFactorOn') : t('secondFactorOff')],
        ]}
      />
      {isOfAgency && !account.hasSecondFactor ? (
        <Banner kind="warning" title={t('authenticator.needed')} text={t('authenticator.neededText')} />
      ) : null}
      <p>
        <Link to="/account/second-factor">
          {account.hasSecondFactor ? t('authenticator.replace') : t('authenticator.setUp')}
        </Link>
      </p>
      <h2>{t('notices')}</h2>
      <p>
        <Link to="/notices">{t('toNotices')}</Link>
      </p>
      <ChooseLanguage />
      <h2>{t('memberships')}</h2>
      {memberships.length === 0 ? <p>{t('noMemberships')}</p> : null}
      <ul className="cards">
        {memberships.map(([organisationId, { kind, roles }]) => (
          <li key={organisationId} className="card">
            <h3>
              <Link to="/organisations/$organisationId" params={{ organisationId }}>
                <Name organisationId={organisationId} />
              </Link>
            </h3>
            <p>{t(`kind.${kind}`)}</p>
            <p>{roles.map((role) => t(`role.${role}`)).join(', ')}</p>
            <div className="actions">
              <End organisationId={organisationId} what="leave" />
            </div>
          </li>
        ))}
      </ul>
      {offers.map(([organisationId, { name, roles }]) => (
        <Banner
          key={organisationId}
          kind="information"
          title={t('offer', { organisation: inLanguage(name) })}
          text={roles.map((role) => t(`role.${role}`)).join(', ')}
        >
          <div className="actions">
            <Accept organisationId={organisationId} />
            <End organisationId={organisationId} what="decline" />
          </div>
        </Banner>
      ))}
      <OwnClaims withRefused />
      <p>
        <Link to="/organisations/new">{t('register')}</Link>
      </p>
      <p>
        <Link to="/organisations/recovery">{t('recover')}</Link>
      </p>
      <div className="actions">
        {isAnythingKept() ? (
          <ThrowAway label={t('signOut')} text={t('signOutText')} onAct={signOut} />
        ) : (
          <Button onPress={signOut}>{t('signOut')}</Button>
        )}
      </div>
    </>
  );
};

/** The name of an organisation that one is of. */
const Name = ({ organisationId }: { organisationId: string }) => {
  const { data } = useQuery(organisationQuery(useApi(), organisationId));
  return <OrganisationLabel organisationId={organisationId} name={data?.name} />;
};

const refreshes = [['account'], ['organisations']];

const Accept = ({ organisationId }: { organisationId: string }) => {
  const { t } = useTranslation('account');
  const api = useApi();
  return (
    <ActButton
      label={t('accept')}
      title={t('acceptTitle')}
      input={{}}
      write={(_, key) =>
        dataOf(
          api.POST('/organisations/{organisationId}/membership', {
            params: { path: { organisationId }, header: writeHeaders(key) },
          }),
        )
      }
      refreshes={refreshes}
    >
      <p>{t('acceptText')}</p>
    </ActButton>
  );
};

/** Leaves an organisation, or declines what it offers: the same act of the API. */
const End = ({ organisationId, what }: { organisationId: string; what: 'leave' | 'decline' }) => {
  const { t } = useTranslation('account');
  const api = useApi();
  return (
    <ActButton
      label={what === 'leave' ? t('leave') : t('decline')}
      title={what === 'leave' ? t('leaveTitle') : t('declineTitle')}
      kind="danger"
      look={what === 'leave' ? 'quiet' : 'secondary'}
      input={{}}
      write={(_, key) =>
        dataOf(
          api.DELETE('/organisations/{organisationId}/membership', {
            params: { path: { organisationId }, header: writeHeaders(key) },
          }),
        )
      }
      refreshes={refreshes}
    >
      <p>{what === 'leave' ? t('leaveText') : t('declineText')}</p>
    </ActButton>
  );
};
