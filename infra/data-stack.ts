import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Build } from './build.ts';
import { acknowledge, withoutTls } from './constructs/acknowledge.ts';
import { SignIn } from './constructs/sign-in.ts';
import type { Settings } from './settings.ts';
import { stackProps } from './stack-props.ts';

type Props = { readonly settings: Settings; readonly build: Build };

/** What must outlive every release: the table, the files, the accounts and the key that signs the ledger. */
export class DataStack extends Stack {
  readonly table: Table;
  /** What every write of the table is read from, by at most two followers. */
  readonly tableStreamArn: string;
  readonly bucket: Bucket;
  /** The bucket's ARN as other stacks import it: a name that the reasons for wildcards can be found by. */
  readonly bucketArn: string;
  readonly signIn: SignIn;
  readonly ledgerKey: Key;

  constructor(scope: Construct, id: string, { settings, build }: Props) {
    super(scope, id, stackProps(settings, 'Table, files, accounts and signing key'));
    this.table = createTable(this, settings);
    const { tableStreamArn } = this.table;
    if (tableStreamArn === undefined) throw new Error('The table has a stream');
    this.tableStreamArn = tableStreamArn;
    this.bucket = createBucket(this, settings);
    this.bucketArn = this.exportValue(this.bucket.bucketArn, { name: 'first-buyer-files-arn' });
    this.signIn = new SignIn(this, 'SignIn', { settings, build });
    this.ledgerKey = new Key(this, 'LedgerKey', {
      description: 'Signs the entries of the ledger (Ed25519)',
      keySpec: KeySpec.ECC_NIST_EDWARDS25519,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: settings.removalPolicy,
    });
    new CfnOutput(this, 'TableName', { value: this.table.tableName });
    new CfnOutput(this, 'BucketName', { value: this.bucket.bucketName });
    new CfnOutput(this, 'UserPoolId', { value: this.signIn.userPool.userPoolId });
    new CfnOutput(this, 'UserPoolClientId', { value: this.signIn.client.userPoolClientId });
    new CfnOutput(this, 'UserPoolDomain', { value: this.signIn.domain.domainName });
    new CfnOutput(this, 'LedgerKeyId', { value: this.ledgerKey.keyId });
  }
}

const key = (name: string) => ({ name, type: AttributeType.STRING });

const createTable = (scope: Construct, settings: Settings): Table => {
  const table = new Table(scope, 'Table', {
    partitionKey: key('pk'),
    sortKey: key('sk'),
    billingMode: BillingMode.PAY_PER_REQUEST,
    stream: StreamViewType.NEW_IMAGE,
    timeToLiveAttribute: 'expiresAtEpochSeconds',
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: settings.isProtected },
    deletionProtection: settings.isProtected,
    removalPolicy: settings.removalPolicy,
  });
  for (const [indexName, sortKey] of [
    ['collection', 'position'],
    ['log', 'logPosition'],
  ] as const)
    table.addGlobalSecondaryIndex({
      indexName,
      partitionKey: key(indexName),
      sortKey: key(sortKey),
      projectionType: ProjectionType.ALL,
    });
  if (!settings.isProtected)
    acknowledge(table, { 'AwsSolutions-DDB3': 'The local table lives as long as the emulator’s process.' });
  return table;
};

/**
 * Attachments under `attachments/`, score sheets and lists under `records/`: every version stays, until
 * `delete-contents` deletes attachments by the round's policy. Dossiers under `dossiers/` go by themselves.
 */
const createBucket = (scope: Construct, settings: Settings): Bucket => {
  const bucket = new Bucket(scope, 'Files', {
    ...privateFiles(settings),
    versioned: true,
    lifecycleRules: [
      { abortIncompleteMultipartUploadAfter: Duration.days(2) },
      {
        prefix: 'dossiers/',
        expiration: Duration.days(settings.dossiersKeptInDays),
        noncurrentVersionExpiration: Duration.days(1),
      },
      { prefix: 'heartbeats/', noncurrentVersionExpiration: Duration.days(1) },
    ],
    cors: [
      {
        allowedOrigins: [settings.portalOrigin],
        allowedMethods: [HttpMethods.PUT, HttpMethods.GET],
        allowedHeaders: [
          'content-type',
          'content-length',
          'if-none-match',
          'x-amz-checksum-sha256',
          'x-amz-server-side-encryption',
          'x-amz-server-side-encryption-aws-kms-key-id',
        ],
        exposedHeaders: ['etag', 'x-amz-version-id', 'x-amz-checksum-sha256'],
        maxAge: 600,
      },
    ],
  });
  const resource = resourceOf(bucket);
  // Not `eventBridgeEnabled`: that would deploy a function of its own to set this one property.
  resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  if (settings.isProtected) logAccess(scope, bucket, resource, settings);
  else
    acknowledge(bucket, {
      'AwsSolutions-S1': 'The emulator keeps no log of who reads its files.',
      'AwsSolutions-S10': withoutTls,
    });
  return bucket;
};

/** Who read or wrote which file when, for the auditor. It tells counts, too: it opens to the operators alone. */
const logAccess = (scope: Construct, bucket: Bucket, resource: CfnBucket, settings: Settings): void => {
  const log = new Bucket(scope, 'FilesAccessLog', {
    ...privateFiles(settings),
    lifecycleRules: [{ expiration: Duration.days(settings.logRetention) }],
  });
  log.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
      actions: ['s3:PutObject'],
      resources: [log.arnForObjects('*')],
      conditions: {
        ArnLike: { 'aws:SourceArn': bucket.bucketArn },
        StringEquals: { 'aws:SourceAccount': settings.account },
      },
    }),
  );
  resource.loggingConfiguration = { destinationBucketName: log.bucketName };
  acknowledge(log, { 'AwsSolutions-S1': 'This is the access log itself.' });
};

const privateFiles = ({ removalPolicy, enforcesTls }: Settings) => ({
  encryption: BucketEncryption.S3_MANAGED,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: enforcesTls,
  removalPolicy,
});

const resourceOf = ({ node }: Bucket): CfnBucket => {
  if (node.defaultChild instanceof CfnBucket) return node.defaultChild;
  throw new TypeError(`${node.path} is no bucket of this stack`);
};
