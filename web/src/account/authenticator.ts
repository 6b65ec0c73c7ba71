import { isRecord, NoConnection } from '../api/problem.ts';

/** What the pool of accounts said no to, by its own name for it. */
export class AccountsRefusal extends Error {
  override readonly name = 'AccountsRefusal';
}

/** Names of a code that does not fit, however the pool finds out. */
const wrongCodes: readonly string[] = ['CodeMismatchException', 'EnableSoftwareTokenMFAException'];

export const isWrongCode = (error: unknown): boolean =>
  error instanceof AccountsRefusal && wrongCodes.includes(error.message);

/** What an authenticator app reads, by its camera or by a link on the same device (the Key Uri Format of such apps). */
export const addressOfKey = (secret: string, email: string): string =>
  `otpauth://totp/${encodeURIComponent(`first-buyer:${email}`)}?secret=${secret}&issuer=first-buyer`;

/** In groups of four, for whoever types it. */
export const groupsOf = (secret: string): string => secret.replaceAll(/.{4}(?=.)/gu, '$& ');

/** The digits of a code as people type it, with spaces or without; null where they are not six. */
export const codeOf = (typed: string): string | null => {
  const digits = typed.replaceAll(/\s/gu, '');
  return /^\d{6}$/u.test(digits) ? digits : null;
};

/**
 * The second factor of an account, set up with the pool itself, which alone keeps the secret. Throws `AccountsRefusal` for
 * its no, `NoConnection` where nothing came back.
 */
export const createAuthenticator = (endpoint: string, accessToken: () => Promise<string | null>) => {
  const ask = async (
    operation: string,
    more: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>>> => {
    const token = await accessToken();
    if (token === null) throw new AccountsRefusal('NotAuthorizedException');
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify({ AccessToken: token, ...more }),
    }).catch((cause: unknown) => {
      throw new NoConnection('The pool of accounts did not answer', { cause });
    });
    const said: unknown = await answer.json().catch(() => null);
    const body = isRecord(said) ? said : {};
    if (answer.ok) return body;
    const type = body['__type'];
    throw new AccountsRefusal(typeof type === 'string' ? (type.split('#').at(-1) ?? type) : 'unknown');
  };

  return {
    /** Begins anew: answers the secret of the next authenticator, in base32. The present one stays until it is confirmed. */
    begin: async (): Promise<string> => {
      const { SecretCode } = await ask('AssociateSoftwareToken', {});
      if (typeof SecretCode !== 'string') throw new AccountsRefusal('unknown');
      return SecretCode;
    },
    /**
     * Confirms it by a code that it shows. From then on the pool asks for one at each sign-in; every sign-in that began
     * without it ends, wherever it is, so that none of them is taken for one that was asked.
     */
    confirm: async (code: string): Promise<void> => {
      await ask('VerifySoftwareToken', { UserCode: code });
      await ask('SetUserMFAPreference', {
        SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
      });
      await ask('GlobalSignOut', {});
    },
  };
};
