import {
  CreateBucketCommand,
  PutBucketVersioningCommand,
  S3Client,
  waitUntilBucketExists,
} from '@aws-sdk/client-s3';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import type { Challenge } from '../../functions/challenges/rules.ts';
import type { Organisation } from '../../functions/organisations/rules.ts';
import { organisationChange } from '../../functions/organisations/store.ts';
import { fieldsOf, type Stored } from '../../functions/platform/change.ts';
import { commit } from '../../functions/platform/commit.ts';
import { isRefusal } from '../../functions/platform/refusal.ts';
import type { Table } from '../../functions/platform/table.ts';
import type { Round } from '../../functions/rounds/rules.ts';
import { readRound, roundChange } from '../../functions/rounds/store.ts';
import { storeChallenge } from './challenges.ts';
import { createMember, type Member } from './members.ts';
import { storeRound } from './rounds.ts';
import { challengeTerms } from './sample-terms.ts';

/** The deadline of the calls that tests make. */
export const deadline = '2020-05-31T15:00:00.000Z';

/** A supplier with a person for each of its roles. */
export type Supplier = {
  readonly supplierId: string;
  readonly author: string;
  readonly signatory: string;
};

/** A new key of the key service, to seal a round's proposals with or to sign with; its ARN. */
export const createKey = async (purpose: 'seal' | 'sign'): Promise<string> => {
  const { KeyMetadata } = await new KMSClient({}).send(
    new CreateKeyCommand(
      purpose === 'seal' ? {} : { KeySpec: 'ECC_NIST_EDWARDS25519', KeyUsage: 'SIGN_VERIFY' },
    ),
  );
  if (KeyMetadata?.Arn === undefined) throw new Error('The key service made no key');
  return KeyMetadata.Arn;
};

/** A new bucket that keeps versions; its name. */
export const createBucket = async (): Promise<string> => {
  const client = new S3Client({ forcePathStyle: true });
  const Bucket = `test-${crypto.randomUUID()}`;
  await client.send(new CreateBucketCommand({ Bucket }));
  await client.send(
    new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
  );
  await waitUntilBucketExists({ client, maxWaitTime: 30 }, { Bucket });
  return Bucket;
};

/** A round whose call for proposals is open until `deadline`. */
export const storeCall = (
  table: Table,
  sealKeyArn: string,
  different: Partial<Round> = {},
): Promise<Stored<Round>> =>
  storeRound(table, {
    state: 'CALL_FOR_PROPOSALS',
    calledAt: '2020-04-20T00:00:00.000Z',
    decisionPromisedAt: '2020-07-31T09:00:00.000Z',
    deadlines: { challengeCall: null, proposals: deadline, evaluation: null, standstill: null },
    sealKeyArn,
    ...different,
  });

/** A published challenge of a round. */
export const storePublished = (table: Table, roundId: string): Promise<Challenge> =>
  storeChallenge(table, { ...challengeTerms, roundId, state: 'SELECTED' });

/** Writes what became of a round, without asking whether it may. */
export const changeRound = async (
  table: Table,
  roundId: string,
  different: Partial<Round>,
): Promise<void> => {
  const before = await readRound(table, roundId);
  if (before === null) throw new Error(`There is no round ${roundId}`);
  const outcome = await commit(table, {
    at: '2020-06-01T00:00:00.000Z',
    actor: { kind: 'system', task: 'test' },
    changes: [roundChange(before, { ...fieldsOf(before), ...different }, 'open')],
    idempotency: null,
    answer: () => ({ status: 200, body: null }),
  });
  if (isRefusal(outcome)) throw new Error(`The round was not changed: ${outcome.code}`);
};

/** An organisation in the table, confirmed if nothing else is said. */
export const storeOrganisation = async (
  table: Table,
  different: Partial<Organisation> = {},
): Promise<Organisation> => {
  const organisation: Organisation = {
    state: 'CONFIRMED',
    organisationId: crypto.randomUUID(),
    kind: 'SUPPLIER',
    name: { ko: '새봄', en: 'Saebom' },
    businessNumber: '9990000000',
    isSmallOrMedium: true,
    claimedBy: crypto.randomUUID(),
    claimedAt: '2020-01-01T00:00:00.000Z',
    members: {},
    offers: {},
    names: {},
    deputies: {},
    invitations: {},
    evidence: null,
    refusedBecause: null,
    ...different,
  };
  const outcome = await commit(table, {
    at: organisation.claimedAt,
    actor: { kind: 'system', task: 'test' },
    changes: [organisationChange(null, organisation, 'claim')],
    idempotency: null,
    answer: () => ({ status: 201, body: null }),
  });
  if (isRefusal(outcome)) throw new Error(`The organisation was not stored: ${outcome.code}`);
  return organisation;
};

/** A confirmed supplier with an author and a signatory. */
export const storeSupplier = async (
  table: Table,
  different: Partial<Organisation> = {},
): Promise<Supplier> => {
  const supplierId = different.organisationId ?? crypto.randomUUID();
  const member = (role: 'author' | 'signatory'): Promise<Member> =>
    createMember(table, 'SUPPLIER', [role], supplierId);
  const [{ accountId: author }, { accountId: signatory }] = await Promise.all([
    member('author'),
    member('signatory'),
  ]);
  await storeOrganisation(table, {
    organisationId: supplierId,
    members: { [author]: ['author'], [signatory]: ['signatory'] },
    ...different,
  });
  return { supplierId, author, signatory };
};
