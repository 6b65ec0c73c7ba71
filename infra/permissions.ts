import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { FunctionName } from '../functions/platform/environment.ts';
import type { Names } from './names.ts';

export type Resources = {
  readonly names: Names;
  readonly tableArn: string;
  readonly bucketArn: string;
  readonly ledgerKeyArn: string;
  readonly scheduleRoleArn: string;
  readonly tokensHaveMachines: boolean;
  readonly tableStreamArn: string;
  readonly userPoolArn: string;
  readonly mailHasIdentity: boolean;
};

/** A statement of a function's role; the reason stands for each of its resources that is a wildcard. */
export type Permission = {
  readonly statement: PolicyStatement;
  readonly wildcards: readonly string[];
  readonly wildcardReason: string;
};

type Allowed = {
  readonly conditions?: Readonly<Record<string, unknown>>;
  readonly wildcardReason?: string;
};

const allow = (
  actions: readonly string[],
  resources: readonly string[],
  { conditions = {}, wildcardReason = '' }: Allowed = {},
): Permission => ({
  statement: new PolicyStatement({
    actions: [...actions],
    resources: [...resources],
    conditions: { ...conditions },
  }),
  wildcards: resources.filter((resource) => resource.includes('*')),
  wildcardReason,
});

const readActions = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
const writeActions = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:ConditionCheckItem'];
const forRoundSeal = (key: 'aws:ResourceTag' | 'aws:RequestTag') => ({
  conditions: { StringEquals: { [`${key}/first-buyer:purpose`]: 'round-seal' } },
});

/** What each function may do beside writing its log: all of it, in one place. */
export const permissionsOf = (
  resources: Resources,
): Readonly<Record<FunctionName, readonly Permission[]>> => {
  const { names, tableArn, bucketArn, ledgerKeyArn, scheduleRoleArn, tokensHaveMachines } = resources;
  const { round, purchase } = names;

  const onTable = (...actions: readonly string[]) =>
    allow(actions, [tableArn, `${tableArn}/index/collection`, `${tableArn}/index/log`]);
  const table = onTable(...readActions, ...writeActions);
  const rewriteAndDelete = onTable(
    'dynamodb:GetItem',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
    'dynamodb:PutItem',
    'dynamodb:DeleteItem',
  );

  const useRoundKeys =
    (further: Readonly<Record<string, unknown>>) =>
    (...actions: readonly string[]) =>
      allow(actions, [names.keyArns], {
        conditions: { ...forRoundSeal('aws:ResourceTag').conditions, ...further },
        wildcardReason: 'Each round’s key is made at run time; its tag tells it from other keys.',
      });
  const onRoundKeys = useRoundKeys({});
  // A right to handle files of a round is none to read what else its key seals.
  const onRoundKeysThroughStore = useRoundKeys({ StringLike: { 'kms:ViaService': 's3.*.amazonaws.com' } });
  const makeRoundKeys = [
    allow(['kms:CreateKey'], ['*'], {
      ...forRoundSeal('aws:RequestTag'),
      wildcardReason: 'A key has no name before it is made; the tag says what may be made.',
    }),
    allow(['kms:TagResource'], [names.keyArns], {
      ...forRoundSeal('aws:RequestTag'),
      wildcardReason: 'A round’s key gets its tag as it is made.',
    }),
  ];
  const sign = allow(['kms:Sign'], [ledgerKeyArn]);

  const inBucket =
    (folder: string) =>
    (...actions: readonly string[]) =>
      allow(actions, [`${bucketArn}/${folder}/*`], {
        wildcardReason: `Files under ${folder}/ are named at run time.`,
      });
  const attachments = inBucket('attachments');
  const records = inBucket('records');
  const dossiers = inBucket('dossiers');
  // What is read is pinned to a version, which is a right of its own.
  const readAttachments = attachments('s3:GetObject', 's3:GetObjectVersion');
  const readRecords = records('s3:GetObject', 's3:GetObjectVersion');
  const writeRecords = records('s3:PutObject');
  // Without it the store says «forbidden» of a file that is not there yet, to whoever looks for it.
  const knowWhatIsMissing = allow(['s3:ListBucket'], [bucketArn]);

  type Machine = Names['round'];
  const start = ({ machineArn }: Machine) => allow(['states:StartExecution'], [machineArn]);
  const resume = (...machines: readonly Machine[]) =>
    tokensHaveMachines
      ? allow(
          ['states:SendTaskSuccess'],
          machines.map(({ machineArn }) => machineArn),
        )
      : allow(['states:SendTaskSuccess'], ['*'], {
          wildcardReason: 'The emulator checks the answer to a task token on no machine.',
        });
  const onExecutions = (actions: readonly string[], ...machines: readonly Machine[]) =>
    allow(
      actions,
      machines.map(({ executionArns }) => executionArns),
      { wildcardReason: 'An execution is named after its round or purchase at run time.' },
    );

  const schedule = [
    allow(['scheduler:CreateSchedule', 'scheduler:UpdateSchedule'], [names.scheduleArns], {
      wildcardReason: 'A schedule of the group is named after its deadline at run time.',
    }),
    allow(['iam:PassRole'], [scheduleRoleArn], {
      conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
    }),
  ];

  const followTable = [
    allow(
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      [resources.tableStreamArn],
    ),
    allow(['dynamodb:ListStreams'], ['*'], { wildcardReason: 'AWS lists streams on no narrower resource.' }),
  ];
  const sendMail = resources.mailHasIdentity
    ? allow(['ses:SendEmail'], [names.mailIdentityArn, names.mailConfigurationSetArn])
    : allow(['ses:SendEmail'], ['*'], { wildcardReason: 'The emulator checks a mail on no identity.' });

  return {
    'organisations-api': [table],
    // May look a person up in the pool, which is made after its role: constructs/sign-in.ts gives it that.
    'mark-second-factor': [],
    'rounds-api': [
      table,
      start(round),
      resume(round),
      onExecutions(['states:StopExecution'], round),
      onExecutions(['states:DescribeExecution'], round, purchase),
    ],
    // The one role that may say who reads what is sealed; each use rings an alarm (alarms-stack.ts).
    'seal-keeper-api': [
      table,
      ...makeRoundKeys,
      onRoundKeys('kms:PutKeyPolicy'),
      start(round),
      resume(round),
    ],
    'challenges-api': [table],
    'proposals-api': [
      table,
      // The only thing that is deleted here: conflict copies of a draft beyond their limit.
      onTable('dynamodb:DeleteItem'),
      onRoundKeys('kms:GenerateDataKey', 'kms:Decrypt'),
      sign,
    ],
    'submit-proposal': [table, sign],
    // The store encrypts and decrypts with the round's key in the name of whoever signed the link.
    'declare-attachment': [
      table,
      attachments('s3:PutObject'),
      onRoundKeysThroughStore('kms:GenerateDataKey'),
    ],
    // Parts are put, gathered and thrown away in its name; the store needs the key's both halves for that.
    'attachments-api': [
      table,
      readAttachments,
      attachments('s3:PutObject', 's3:ListMultipartUploadParts', 's3:AbortMultipartUpload'),
      knowWhatIsMissing,
      onRoundKeysThroughStore('kms:GenerateDataKey', 'kms:Decrypt'),
    ],
    'verify-attachment': [table, readAttachments, knowWhatIsMissing, onRoundKeysThroughStore('kms:Decrypt')],
    'evaluation-api': [table, readAttachments, readRecords, writeRecords, onRoundKeys('kms:Decrypt')],
    'submit-scorecard': [table],
    'decisions-api': [table, readRecords, writeRecords, onRoundKeys('kms:Decrypt'), resume(round)],
    // Reads the sheet, to see what an objection could change, as the purchases do before a contract.
    'objections-api': [table, readRecords, resume(round)],
    'purchases-api': [table, readRecords, resume(round, purchase)],
    'designations-api': [table],
    'tell-expiries': [onTable(...readActions, 'dynamodb:PutItem')],
    'first-use-api': [table],
    // All that it writes is the line of a refusal.
    'ledger-api': [onTable(...readActions, 'dynamodb:PutItem'), allow(['kms:GetPublicKey'], [ledgerKeyArn])],
    // The link is signed in its name; it reads nothing itself.
    'dossiers-api': [
      table,
      dossiers('s3:GetObject', 's3:GetObjectVersion'),
      allow(['lambda:InvokeFunction'], [names.buildDossierArn]),
    ],
    // Reads what is sealed by the act of the opening, as the evaluation does.
    'build-dossier': [
      table,
      readAttachments,
      readRecords,
      dossiers('s3:PutObject', 's3:AbortMultipartUpload'),
      onRoundKeys('kms:Decrypt'),
      sign,
      allow(['kms:GetPublicKey'], [ledgerKeyArn]),
    ],
    'sequence-entries': [table, ...followTable, sign, allow(['kms:GetPublicKey'], [ledgerKeyArn])],
    // Deletes versions, and knows them by their names alone: it can read no file, and opens no seal. What was published
    // (records/) is out of its reach.
    'delete-contents': [
      rewriteAndDelete,
      allow(['s3:ListBucketVersions'], [bucketArn], {
        conditions: { StringLike: { 's3:prefix': ['attachments/*', 'dossiers/*'] } },
      }),
      attachments('s3:DeleteObjectVersion'),
      dossiers('s3:DeleteObjectVersion'),
    ],
    // Takes fields from lines of the logs, rewrites things without names, and deletes what is about one person alone. That it
    // deletes no entry is tested; if it did, everybody who holds a checkpoint and the export would find it.
    'forget-people': [rewriteAndDelete],
    'public-api': [onTable(...readActions), readRecords],
    'round-tasks': [table, readRecords, resume(round), start(purchase), ...schedule],
    'purchase-tasks': [table, resume(purchase), ...schedule],
    'deadline-reached': [table, resume(round, purchase)],
    // Tries what a submission needs, without anything of a proposal: of rounds' keys it may encrypt alone.
    'watch-submissions': [
      table,
      sign,
      onRoundKeys('kms:GenerateDataKey'),
      allow(['s3:PutObject', 's3:GetObject'], [`${bucketArn}/heartbeats/probe`]),
      allow(['lambda:InvokeFunction'], [names.submitProposalArn]),
    ],
    // Writes a person's language, and the answer kept under the request's key.
    'notices-api': [onTable(...readActions, 'dynamodb:PutItem', 'dynamodb:UpdateItem')],
    'record-bounce': [allow(['dynamodb:UpdateItem'], [tableArn])],
    // Reads an address when it writes to it: nowhere else is one kept.
    'dispatch-notices': [
      table,
      ...followTable,
      sendMail,
      allow(['cognito-idp:AdminGetUser'], [resources.userPoolArn]),
    ],
  };
};
