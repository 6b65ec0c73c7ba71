import type { User, UserManager } from 'oidc-client-ts';
import { forgetKept, keepForAccount } from '../acts/kept.ts';
import { NoConnection } from '../api/problem.ts';
import type { Configuration } from '../app/configuration.ts';

/** Who is signed in, as far as the browser knows: the API alone decides what a token opens. */
export type SessionState =
  | { readonly state: 'signed-out' }
  | { readonly state: 'signed-in'; readonly email: string }
  /** Was signed in, and the sign-in has run out: what is on the page stays. */
  | { readonly state: 'expired'; readonly email: string };

/** True where nothing came back; anything else is the sign-in's own no. */
const isLostConnection = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof Error && error.name === 'ErrorTimeout');

const signedOut: SessionState = { state: 'signed-out' };
const returnKey = 'first-buyer.return-to';
const windowName = 'first-buyer-sign-in';

/**
 * The sign-in by authorisation code with PKCE. Its library is loaded only when somebody signs in or is signed in. Tokens are
 * kept for the tab and go with it.
 */
export const createSession = ({ signIn: pool }: Configuration) => {
  let present: SessionState = signedOut;
  let manager: Promise<UserManager> | null = null;
  const listeners = new Set<() => void>();
  const become = (next: SessionState): void => {
    present = next;
    for (const listener of listeners) listener();
  };
  const welcome = (user: User): void => {
    keepForAccount(user.profile.sub);
    become({ state: 'signed-in', email: emailOf(user) });
  };
  const emailOf = (user: User): string => user.profile.email ?? user.profile.sub;

  const expire = (): void => {
    if (present.state === 'signed-in') become({ state: 'expired', email: present.email });
  };

  const load = async (): Promise<UserManager> => {
    const { UserManager, WebStorageStateStore } = await import('oidc-client-ts');
    const made = new UserManager({
      authority: pool.issuer,
      metadata: {
        issuer: pool.issuer,
        authorization_endpoint: pool.authorizationEndpoint,
        token_endpoint: pool.tokenEndpoint,
        jwks_uri: pool.jwksUri,
      },
      client_id: pool.clientId,
      redirect_uri: `${location.origin}/signed-in`,
      popup_redirect_uri: `${location.origin}/signed-in-again`,
      response_type: 'code',
      scope: 'openid email aws.cognito.signin.user.admin first-buyer/portal',
      loadUserInfo: false,
      automaticSilentRenew: true,
      userStore: new WebStorageStateStore({ store: sessionStorage }),
      stateStore: new WebStorageStateStore({ store: sessionStorage }),
    });
    made.events.addUserLoaded(welcome);
    made.events.addAccessTokenExpired(() => {
      // A window that slept may find its sign-in still good to be renewed; without a connection the next request tells.
      void renew().catch(() => null);
    });
    made.events.addSilentRenewError((error) => {
      if (!isLostConnection(error)) expire();
    });
    return made;
  };
  const managing = (): Promise<UserManager> => (manager ??= load());
  /** The window in which somebody is to sign in again; there is one at a time. */
  let asking = new AbortController();
  let renewing: Promise<string | null> | null = null;
  /** A fresh access token without asking the person, by one request at a time; null where only a new sign-in helps. */
  const renew = (): Promise<string | null> => {
    const ask = async (): Promise<string | null> => {
      const made = await managing();
      const user = await made.getUser();
      if (user?.refresh_token === undefined) {
        expire();
        return null;
      }
      try {
        return (await made.signinSilent())?.access_token ?? null;
      } catch (cause) {
        if (isLostConnection(cause)) throw new NoConnection('The sign-in could not be renewed', { cause });
        expire();
        return null;
      }
    };
    renewing ??= ask().finally(() => {
      renewing = null;
    });
    return renewing;
  };
  const wasSignedIn = (): boolean =>
    Array.from({ length: sessionStorage.length }, (_, at) => sessionStorage.key(at) ?? '').some((key) =>
      key.startsWith('oidc.user:'),
    );

  /** Leads to the sign-in page, and back to where one was. */
  const signIn = async (): Promise<void> => {
    sessionStorage.setItem(returnKey, location.pathname + location.search + location.hash);
    await (await managing()).signinRedirect();
  };

  return {
    /** The pool's own API, by which people change their accounts. */
    accountsEndpoint: pool.accountsEndpoint,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: (): SessionState => present,
    /** Finds whoever signed in earlier in this tab. */
    restore: async (): Promise<void> => {
      if (!wasSignedIn()) return;
      const user = await (await managing()).getUser();
      if (user === null) return;
      const isOver = user.expired === true && user.refresh_token === undefined;
      become({ state: isOver ? 'expired' : 'signed-in', email: emailOf(user) });
    },
    /** The access token, renewed where it has run out; null for nobody, or where only a new sign-in helps. */
    accessToken: async (): Promise<string | null> => {
      if (present.state === 'signed-out') return null;
      const made = await managing();
      const user = await made.getUser();
      if (user !== null && user.expired !== true) return user.access_token;
      return renew();
    },
    /** Takes note that the API does not take a token any more, though it should not have run out. */
    refuse: async (token: string): Promise<void> => {
      const user = await (await managing()).getUser();
      if (user?.access_token === token) expire();
    },
    signIn,
    /**
     * Has the person sign in again in a window of its own, so that this page stays with all that is on it; where none may be
     * opened, it leads away and back.
     */
    signInAgain: async (): Promise<void> => {
      const made = await managing();
      if (window.open('', windowName, 'popup,width=480,height=720') === null) return signIn();
      asking.abort();
      asking = new AbortController();
      const before = await made.getUser();
      const user = await made
        .signinPopup({ popupWindowTarget: windowName, popupSignal: asking.signal })
        // Whoever closes the window, or opens another, is where they were.
        .catch(() => null);
      // What was read and written here is not for somebody else's eyes.
      if (user !== null && before !== null && user.profile.sub !== before.profile.sub) location.reload();
    },
    /** Tells the page that opened this window how the sign-in ended, and closes the window where the browser lets it. */
    tellOpener: async (): Promise<void> => {
      await (await managing()).signinPopupCallback();
    },
    /** Ends the sign-in that came back to this page; answers where to go on. Throws where it is not of this tab. */
    finishSignIn: async (): Promise<string> => {
      const made = await managing();
      const user = await made.signinCallback();
      if (user !== undefined) welcome(user);
      const returnTo = sessionStorage.getItem(returnKey) ?? '/';
      sessionStorage.removeItem(returnKey);
      return returnTo;
    },
    signOut: async (): Promise<void> => {
      const made = await managing();
      await made.removeUser();
      forgetKept();
      become(signedOut);
      const leave = new URL(pool.logoutEndpoint);
      leave.searchParams.set('client_id', pool.clientId);
      leave.searchParams.set('logout_uri', `${location.origin}/`);
      location.assign(leave);
    },
  };
};

export type Session = ReturnType<typeof createSession>;
