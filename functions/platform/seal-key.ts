import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import type { Instant } from './instant.ts';

/** Who may use a round's key when, by role. */
export type SealKeyReaders = {
  /** The owner's own reading, the uploader, the receiver and the verifier: at any time. */
  readonly beforeOpening: readonly string[];
};

export type SealKeys = ReturnType<typeof createSealKeys>;

/** Makes the key of a round. Its policy, not our code, refuses to open anything before `earliestOpeningAt`. */
export const createSealKeys = (readers: SealKeyReaders, client = new KMSClient({})) => ({
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
        Policy: JSON.stringify(sealKeyPolicy(accountOf(readers), readers, earliestOpeningAt)),
      }),
    );
    if (KeyMetadata?.Arn === undefined) throw new Error('The key service answered no key');
    return KeyMetadata.Arn;
  },
});

/** The key's policy: the account's roles by their own policies, but no decryption before the opening. */
export const sealKeyPolicy = (
  accountId: string,
  { beforeOpening }: SealKeyReaders,
  earliestOpeningAt: Instant,
) => ({
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
      Action: ['kms:Decrypt', 'kms:ReEncryptFrom'],
      Resource: '*',
      Condition: {
        DateLessThan: { 'aws:CurrentTime': earliestOpeningAt },
        ArnNotEquals: { 'aws:PrincipalArn': [...beforeOpening] },
      },
    },
  ],
});

const accountOf = ({ beforeOpening: [first = ''] }: SealKeyReaders): string => {
  const accountId = /^arn:[^:]+:iam::(\d{12}):role\//u.exec(first)?.[1];
  if (accountId === undefined) throw new Error('SEALED_READER_ROLE_ARNS holds no ARN of a role');
  return accountId;
};
