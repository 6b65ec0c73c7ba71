import { RemovalPolicy } from 'aws-cdk-lib';
import { FeaturePlan } from 'aws-cdk-lib/aws-cognito';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';

/** What differs between the places that the one app deploys to, as values. */
export type Settings = ReturnType<typeof settingsOf>;

export type Place = 'production' | 'local';

/** The CDK's context, as `--context name=value` gives it: text, or undefined. */
export type Context = (name: string) => unknown;

/** Account and region that the CDK found for the credentials; undefined where it found none. */
export type Surroundings = {
  readonly account: string | undefined;
  readonly region: string | undefined;
  /** The emulator's address, where the SDK is led to one. */
  readonly endpoint: string | undefined;
};

/** A setting that is missing or makes no sense; the message says what to type. */
export class UnclearSetting extends Error {
  override readonly name = 'UnclearSetting';
}

/** The settings of the place that the context names. Throws `UnclearSetting`. */
export const settingsOf = (context: Context, { account, region, endpoint }: Surroundings) => {
  const place = choose(context, 'place', ['production', 'local']);
  if (account === undefined || region === undefined)
    throw new UnclearSetting(
      'No account or no region is known. Check that the profile exists, that its credentials are valid, and that it ' +
        'names a region (or give --region). To look at the templates only, set CDK_DEFAULT_ACCOUNT and ' +
        'CDK_DEFAULT_REGION.',
    );
  const isLocal = place === 'local';
  const signInPrefix = text(context, 'signInPrefix') ?? `first-buyer-${account}`;
  const featurePlan = choose(
    context,
    'featurePlan',
    isLocal ? ['essentials', 'plus'] : ['plus', 'essentials'],
  );
  return {
    place,
    account,
    region,
    /** Where the bundles and the API's description are built. */
    buildDirectory: text(context, 'buildDirectory') ?? '.build',
    /** The origin of the portal: pages of it sign in, and read and write files. */
    portalOrigin: portalOriginOf(text(context, 'portalOrigin'), place),
    /** A certificate of us-east-1 for the portal's domain; without one the distribution's own name serves. */
    portalCertificateArn: text(context, 'portalCertificateArn'),
    /** Where an API is called from outside, as its clients do; no slash at the end. */
    apiUrlOf: (apiId: string): string =>
      isLocal
        ? `${endpoint ?? 'http://localhost:4566'}/_aws/execute-api/${apiId}/$default`
        : `https://${apiId}.execute-api.${region}.amazonaws.com`,
    /** The address that notices come from, in a domain of the agency's. */
    noticeSender: noticeSenderOf(text(context, 'noticeSender'), place),
    signInPrefix,
    signInUrl: isLocal
      ? (endpoint ?? 'http://localhost:4566')
      : `https://${signInPrefix}.auth.${region}.amazoncognito.com`,
    /** Plus watches sign-ins for stolen passwords; it is paid per person. */
    featurePlan: featurePlan === 'plus' ? FeaturePlan.PLUS : FeaturePlan.ESSENTIALS,
    /** Scripts of the local stack sign in by password, without the page. */
    signsInByPassword: isLocal,
    /** The engine against malicious software, as `tcp://host:port`; a word, since not every place keeps an empty variable. */
    clamdAddress: text(context, 'clamdAddress') ?? 'off',
    /** Where the alarms go, beside the topic. */
    alarmEmail: text(context, 'alarmEmail'),
    /** How long what names people in the logs is kept. */
    retentionInYears: yearsOf(text(context, 'retentionInYears') ?? '10'),
    /** A dossier names people: it can be made again, so it stays for the reading alone. */
    dossiersKeptInDays: 30,
    hasAlarms: !isLocal,
    isProtected: !isLocal,
    /** Rounds may be planned that no deadline's rush could stand: here they are played in fast-forward. */
    isRehearsal: isLocal,
    /** The emulator speaks plain HTTP, on the loopback interface alone. */
    enforcesTls: !isLocal,
    removalPolicy: isLocal ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    logRetention: isLocal ? RetentionDays.ONE_DAY : RetentionDays.ONE_YEAR,
    /** The emulator checks rights to a schedule as if each stood in the default group. */
    scheduleGroupOfRights: isLocal ? 'default' : 'first-buyer',
    /** AWS checks the answer to a task token on the token's machine, the emulator on none. */
    tokensHaveMachines: !isLocal,
    /** AWS checks the sending of a mail on the sender's identity, the emulator on none. */
    mailHasIdentity: !isLocal,
    throttling: isLocal ? { rateLimit: 10_000, burstLimit: 5_000 } : { rateLimit: 2_000, burstLimit: 2_000 },
  } as const;
};

const text = (context: Context, name: string): string | undefined => {
  const value = context(name);
  if (value === undefined || (typeof value === 'string' && value !== '')) return value;
  throw new UnclearSetting(`The context ${name} must be text: --context ${name}=…`);
};

/** One of `values`; the first where the context names none. */
const choose = <const Value extends string>(
  context: Context,
  name: string,
  values: readonly [Value, ...Value[]],
): Value => {
  const named = text(context, name);
  if (named === undefined) return values[0];
  const found = values.find((value) => value === named);
  if (found !== undefined) return found;
  throw new UnclearSetting(`The context ${name} is ${named}; use one of ${values.join(', ')}`);
};

const yearsOf = (given: string): number => {
  if (/^[1-9]\d?$/u.test(given)) return Number(given);
  throw new UnclearSetting(`The retentionInYears ${given} is no number of years from 1 to 99`);
};

const portalOriginOf = (given: string | undefined, place: Place): string => {
  if (given === undefined) {
    if (place === 'local') return 'http://localhost:5173';
    throw new UnclearSetting('The origin of the portal is missing: add --context portalOrigin=https://…');
  }
  const url = URL.canParse(given) ? new URL(given) : null;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && place === 'local');
  if (url?.origin !== given || !isSafe)
    throw new UnclearSetting(
      `The portalOrigin ${given} is no origin: it looks like https://portal.example.org`,
    );
  return given;
};

const noticeSenderOf = (given: string | undefined, place: Place): string => {
  if (given === undefined) {
    if (place === 'local') return 'notices@first-buyer.example';
    throw new UnclearSetting(
      'The sender of notices is missing: add --context noticeSender=… with an address of a domain whose DNS you can change',
    );
  }
  if (/^[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/u.test(given)) return given;
  throw new UnclearSetting(
    `The noticeSender ${given} is no address: it looks like notices@agency.example.org`,
  );
};
