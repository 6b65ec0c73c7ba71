import { Link, Outlet } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { organisationsOf, useAccount } from '../account/memberships.ts';
import { Loading } from '../design/loading.tsx';
import { fetchRefusals, languages, presentLanguage, speak } from '../i18n/messages.ts';
import { Button } from '../design/button.tsx';
import { useSession, useSessionState } from './services.tsx';
import { Standing } from './standing.tsx';
import './shell.css';

/** What stands around every page. */
export const Shell = () => {
  const { t } = useTranslation();
  return (
    <>
      <a className="skip-link" href="#main">
        {t('shell.skip')}
      </a>
      <Header />
      <div className="shell-width">
        <Standing />
      </div>
      <main id="main" className="shell-main" tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      <footer className="shell-footer">
        <div className="shell-width">
          <p>{t('shell.footer')}</p>
          <ul className="shell-links">
            <li>
              <Link to="/designations">{t('shell.designations')}</Link>
            </li>
            <li>
              <Link to="/verify">{t('shell.verify')}</Link>
            </li>
            <li>
              <a href="/api/openapi.json">{t('shell.api')}</a>
            </li>
          </ul>
        </div>
      </footer>
    </>
  );
};

const Header = () => {
  const { t } = useTranslation();
  return (
    <header className="shell-header">
      <div className="shell-width shell-bar">
        <Link to="/" className="shell-name">
          first-buyer
        </Link>
        <nav aria-label={t('shell.navigation')} className="shell-nav">
          <Link to="/rounds">{t('shell.rounds')}</Link>
          <PersonalLinks />
        </nav>
        <LanguageChoice />
      </div>
    </header>
  );
};

const PersonalLinks = () => {
  const { t } = useTranslation();
  const session = useSession();
  const { state } = useSessionState();
  useEffect(() => {
    if (state === 'signed-in') void fetchRefusals();
  }, [state]);
  const account = useAccount();
  if (state === 'signed-out')
    return (
      <Button
        kind="quiet"
        onPress={() => {
          void session.signIn();
        }}
      >
        {t('shell.signIn')}
      </Button>
    );
  return (
    <>
      {organisationsOf(account, 'SUPPLIER').length === 0 ? null : (
        <Link to="/proposals">{t('shell.proposals')}</Link>
      )}
      {organisationsOf(account, 'INSTITUTE', ['evaluator']).length === 0 ? null : (
        <Link to="/evaluations">{t('shell.evaluations')}</Link>
      )}
      {organisationsOf(account, 'AGENCY').length === 0 ? null : <Link to="/agency">{t('shell.agency')}</Link>}
      {organisationsOf(account, 'PUBLIC_BODY').length === 0 ? null : (
        <Link to="/proposing">{t('shell.proposing')}</Link>
      )}
      <Link to="/account">{t('shell.account')}</Link>
    </>
  );
};

const LanguageChoice = () => {
  const { t } = useTranslation();
  const names = { ko: '한국어', en: 'English' };
  const others = languages.filter((language) => language !== presentLanguage());
  return (
    <div role="group" aria-label={t('shell.language')}>
      {others.map((language) => (
        <Button
          key={language}
          kind="quiet"
          lang={language}
          onPress={() => {
            void speak(language);
          }}
        >
          {names[language]}
        </Button>
      ))}
    </div>
  );
};
