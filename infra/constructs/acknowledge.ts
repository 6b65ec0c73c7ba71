import { Stack, Validations } from 'aws-cdk-lib';
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js';
import type { IConstruct } from 'constructs';

export const withoutTls = 'The emulator is reached over plain HTTP, from this machine alone.';

/** Answers findings of cdk-nag on `construct` and what it holds: the finding's id, and why it stands. */
export const acknowledge = (construct: IConstruct, reasons: Readonly<Record<string, string>>): void => {
  Validations.of(construct).acknowledge(...Object.entries(reasons).map(([id, reason]) => ({ id, reason })));
};

/** Gives the reason for each wildcard resource in the policies of `construct`; without a reason it stays a finding. */
export const acknowledgeWildcards = (
  construct: IConstruct,
  resources: readonly string[],
  reason: string,
): void => {
  if (reason === '') return;
  for (const resource of resources) {
    const written = flattenCfnReference(Stack.of(construct).resolve(resource));
    acknowledge(construct, { [`AwsSolutions-IAM5[Resource::${written}]`]: reason });
  }
};
