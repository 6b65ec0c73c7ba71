import { CreateKeyCommand, KMSClient, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import type { Instant } from './instant.ts';

/** Who may use a round's key when, and who may say so: ARNs of roles. */
export type SealRoles = {
  /** The one role that changes policies of rounds' keys. */
  readonly keeper: string;
  /** The owner's own reading: at any time. */
  readonly beforeOpening: readonly string[];
  /** The uploader, the receiver and the verifier, who handle files: at any time, but through the store alone. */
  readonly throughStore: readonly string[];
  /** Whoever reads for evaluators and for the decision: by the act of the opening only. */
  readonly afterOpening: readonly string[];
};

/** What a round's key is told: shut to all but the owner's side, or opened by the two people's act. */
export type Lock = { readonly earliestOpeningAt: Instant; readonly isOpened: boolean };

export type SealKeys = ReturnType<typeof createSealKeys>;

/** Makes and locks the keys of rounds. Their policies, not our code, refuse to open what is sealed. */
export const createSealKeys = (roles: SealRoles, client = new KMSClient({})) => {
  const policyOf = (lock: Lock): string => JSON.stringify(sealKeyPolicy(accountOf(roles), roles, lock));
  return {
    /**
     * Answers the new key's ARN. A key made for a call that could not be published stays unused: no function may
     * delete keys, since that right would reach every seal.
     */
    async create(roundId: string, earliestOpeningAt: Instant): Promise<string> {
      const { KeyMetadata } = await client.send(
        new CreateKeyCommand({
          Description: `Seals the proposals of round ${roundId}`,
          Tags: [
            { TagKey: 'first-buyer:purpose', TagValue: 'round-seal' },
            { TagKey: 'first-buyer:round', TagValue: roundId },
          ],
          Policy: policyOf({ earliestOpeningAt, isOpened: false }),
        }),
      );
      if (KeyMetadata?.Arn === undefined) throw new Error('The key service answered no key');
      return KeyMetadata.Arn;
    },

    /** Makes a key's policy say this and nothing else; the same again changes nothing. */
    async lock(keyArn: string, lock: Lock): Promise<void> {
      await client.send(new PutKeyPolicyCommand({ KeyId: keyArn, Policy: policyOf(lock) }));
    },
  };
};

/** The store as the one in whose name a key is used, in whatever region. */
const viaStore = 's3.*.amazonaws.com';

/** What reads a sealed value from its key. */
const reading = ['kms:Decrypt', 'kms:ReEncryptFrom'];

/** What could undo a lock, or give a right past the policy. */
const keeping = [
  'kms:PutKeyPolicy',
  'kms:CreateGrant',
  'kms:ScheduleKeyDeletion',
  'kms:DisableKey',
  'kms:TagResource',
  'kms:UntagResource',
];

/**
 * The key's policy. The account's roles use it by their own policies, but none reads before the earliest opening
 * except the owner's side, none after it except by the act of the opening, whoever handles files reads nothing but what
 * the store hands out, and none but the keeper changes this: not the account's administrators either, whom the first
 * statement lets in to all the rest.
 */
export const sealKeyPolicy = (
  accountId: string,
  { keeper, beforeOpening, throughStore, afterOpening }: SealRoles,
  { earliestOpeningAt, isOpened }: Lock,
) => {
  const ownersSide = [...beforeOpening, ...throughStore];
  const exceptFor = (...roles: readonly string[]) => ({ ArnNotEquals: { 'aws:PrincipalArn': roles } });
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'RolesOfTheAccountByTheirOwnPolicies',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
      {
        Sid: 'SealedUntilTheEarliestOpening',
        Effect: 'Deny',
        Principal: '*',
        Action: reading,
        Resource: '*',
        Condition: {
          DateLessThan: { 'aws:CurrentTime': earliestOpeningAt },
          ...exceptFor(...ownersSide),
        },
      },
      {
        Sid: isOpened ? 'ReadersOfAnOpenedRound' : 'SealedUntilTwoPeopleOpen',
        Effect: 'Deny',
        Principal: '*',
        Action: reading,
        Resource: '*',
        Condition: exceptFor(...ownersSide, ...(isOpened ? afterOpening : [])),
      },
      {
        Sid: 'FilesThroughTheStoreAlone',
        Effect: 'Deny',
        Principal: '*',
        Action: reading,
        Resource: '*',
        Condition: {
          ArnEquals: { 'aws:PrincipalArn': throughStore },
          StringNotLike: { 'kms:ViaService': viaStore },
        },
      },
      {
        Sid: 'KeptByOneRole',
        Effect: 'Deny',
        Principal: '*',
        Action: keeping,
        Resource: '*',
        Condition: exceptFor(keeper),
      },
    ],
  };
};

const accountOf = ({ keeper }: SealRoles): string => {
  const accountId = /^arn:[^:]+:iam::(\d{12}):role\//u.exec(keeper)?.[1];
  if (accountId === undefined) throw new Error('SEAL_KEEPER_ROLE_ARN is no ARN of a role');
  return accountId;
};
