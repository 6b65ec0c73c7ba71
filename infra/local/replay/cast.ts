import { checkBusinessNumber } from '../../../functions/organisations/rules.ts';
import pMap from 'p-map';
import {
  acceptMembership,
  appointMember,
  claimOrganisation,
  decideClaim,
} from '../../../functions/organisations/schema.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import type { Agency } from '../agency.ts';
import { type ApiClient, bodyOf, createApiClient, type OperationAnswer } from '../api-client.ts';
import { createPerson, type Person, type UserPool } from '../people.ts';
import type { Progress } from './progress.ts';

/** A person who acts for an organisation, with the API as they call it. */
export type Member = { readonly person: Person; readonly api: ApiClient; readonly organisationId: string };

/** An organisation of the data set. */
export type CastOrganisation = {
  readonly key: string;
  readonly kind: 'PUBLIC_BODY' | 'SUPPLIER' | 'INSTITUTE';
  readonly name: { readonly ko: string; readonly en: string };
  readonly businessNumber: string;
  readonly isSmallOrMedium: boolean;
  /** Keys of its people; the first one claims the organisation. */
  readonly people: readonly string[];
};

/** Where and for whom a round is played. */
export type Stage = {
  readonly apiUrl: string;
  readonly pool: UserPool;
  readonly agency: Omit<Agency, 'organisationId'>;
  /** Told apart from other rounds on the same system: part of each e-mail address. */
  readonly run: string;
  readonly progress: Progress;
  /** Requests under way at once. */
  readonly concurrency: number;
};

/** The API as the agency's people call it. */
export const agencyApis = ({ apiUrl, agency }: Pick<Stage, 'apiUrl' | 'agency'>) => ({
  staff: createApiClient(apiUrl, agency.staff.token),
  colleague: createApiClient(apiUrl, agency.colleague.token),
  approver: createApiClient(apiUrl, agency.approver.token),
  deputy: createApiClient(apiUrl, agency.deputy.token),
  auditor: createApiClient(apiUrl, agency.auditor.token),
  public: createApiClient(apiUrl, null),
});

/**
 * Signs everybody up: the first person of each organisation claims it, staff confirm, the others accept what it offers.
 * Answers the people by their key.
 */
export const assembleCast = async (
  stage: Stage,
  organisations: readonly CastOrganisation[],
): Promise<ReadonlyMap<string, Member>> => {
  const bar = stage.progress('organisations', organisations.length);
  const { staff } = agencyApis(stage);
  const members = await pMap(
    organisations,
    async (organisation) => {
      const joined = await join(stage, staff, organisation);
      bar.step();
      return joined;
    },
    { concurrency: stage.concurrency },
  );
  bar.end();
  return new Map(members.flat());
};

const join = async (
  stage: Stage,
  staff: ApiClient,
  organisation: CastOrganisation,
): Promise<readonly (readonly [string, Member])[]> => {
  const [founderKey, ...otherKeys] = organisation.people;
  if (founderKey === undefined) throw new Error(`${organisation.key} has no people`);
  const founder = await signUp(stage, founderKey);
  const organisationId = await register(founder.api, staff, organisation);
  const others = await Promise.all(
    otherKeys.map(async (key) => {
      const { person, api } = await signUp(stage, key);
      return [key, { person, api, organisationId }] as const;
    }),
  );
  for (const [, { person, api }] of others) {
    await founder.api.must(appointMember, {
      parameters: { organisationId, accountId: person.accountId },
      body: { roles: [...rolesOfColleagues[organisation.kind]] },
    });
    await api.must(acceptMembership, { parameters: { organisationId }, body: null });
  }
  return [[founderKey, { ...founder, organisationId }], ...others];
};

/**
 * Claims an organisation and has it confirmed. One of another round on the same system may have its number, since long or
 * since a moment ago: then this one takes the next.
 */
const register = async (
  founder: ApiClient,
  staff: ApiClient,
  { kind, name, isSmallOrMedium, ...organisation }: CastOrganisation,
): Promise<string> => {
  for (let businessNumber = organisation.businessNumber; ; businessNumber = nextNumber(businessNumber)) {
    const claimed = await founder.call(claimOrganisation, {
      body: { kind, name, businessNumber, isSmallOrMedium },
    });
    if (isTaken(claimed)) continue;
    const { organisationId } = bodyOf(claimOrganisation, claimed);
    const decided = await staff.call(decideClaim, {
      parameters: { organisationId },
      body: {
        decision: 'confirm',
        reason: 'The registered address answered the code',
        evidence: { method: 'code', checked: `The registered address of ${name.en}` },
      },
    });
    if (isTaken(decided)) continue;
    bodyOf(decideClaim, decided);
    return organisationId;
  }
};

const isTaken = (outcome: OperationAnswer<typeof claimOrganisation | typeof decideClaim>): boolean =>
  !outcome.ok && outcome.code === 'business-number-taken';

/** The next number with a right check digit that begins with 999, which no tax office gives out. */
const nextNumber = (businessNumber: string): string => {
  const body = (Number(businessNumber.slice(3, 9)) + 1) % 1_000_000;
  const digits = `999${String(body).padStart(6, '0')}`;
  const check = Array.from('0123456789').find(
    (digit) => !isRefusal(checkBusinessNumber(`${digits}${digit}`)),
  );
  return `${digits}${check ?? ''}`;
};

const rolesOfColleagues = {
  PUBLIC_BODY: ['buyer'],
  SUPPLIER: ['author', 'signatory'],
  INSTITUTE: ['evaluator'],
} as const;

const signUp = async ({ apiUrl, pool, run }: Stage, key: string) => {
  const person = await createPerson(pool, `${key}@${run}.example`);
  return { person, api: createApiClient(apiUrl, person.token) };
};
