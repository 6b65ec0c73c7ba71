/** Origins beside the portal's own that its pages speak with. */
export type PortalPeers = {
  /** Where files are put and read: the bucket's. */
  readonly files: string;
  /** Where people sign in. */
  readonly signIn: string;
  /** Where people change their accounts. */
  readonly accounts: string;
};

/**
 * What every answer of the portal carries, on AWS and on this machine. No script, style or frame of anybody else runs in
 * it, and none that stands in the page itself.
 */
export const portalHeaders = (
  { files, signIn, accounts }: PortalPeers,
  isSecure: boolean,
): Readonly<Record<string, string>> => ({
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' blob: data:",
    `connect-src ${[...new Set(["'self'", files, signIn, accounts])].join(' ')}`,
    "worker-src 'self'",
    "frame-src 'self' blob:",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(isSecure ? ['upgrade-insecure-requests'] : []),
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  ...(isSecure ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
});
