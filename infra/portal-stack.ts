import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { ApiStack } from './api-stack.ts';
import { acknowledge } from './constructs/acknowledge.ts';
import type { DataStack } from './data-stack.ts';
import { accountsUrlOf, portalConfiguration } from './portal-configuration.ts';
import { portalHeaders } from './portal-headers.ts';
import type { Settings } from './settings.ts';
import { stackProps } from './stack-props.ts';

type Props = { readonly settings: Settings; readonly data: DataStack; readonly api: ApiStack };

/** An address without a file's ending is one of the portal's own pages. */
const pageOfAddress = `function handler(event) {
  var request = event.request;
  if (!/\\.[a-z0-9]+$/.test(request.uri)) request.uri = '/index.html';
  return request;
}`;

const withoutApiPrefix = `function handler(event) {
  var request = event.request;
  request.uri = request.uri.replace(/^\\/api/, '');
  return request;
}`;

/** The portal's files, private, and the API below /api: one origin, behind one distribution. */
export class PortalStack extends Stack {
  constructor(scope: Construct, id: string, { settings, data, api }: Props) {
    super(scope, id, stackProps(settings, 'Portal: its files and the one origin of pages and API'));
    const files = new Bucket(this, 'Pages', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(90) }],
      removalPolicy: settings.removalPolicy,
    });
    acknowledge(files, {
      'AwsSolutions-S1': 'Everybody may read these files; the distribution alone reads the bucket.',
    });
    const apiHost = settings.apiUrlOf(api.gateway.api.apiId).replace('https://', '');
    const distribution = new Distribution(this, 'Distribution', {
      comment: 'first-buyer: portal and API',
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      ...domainOf(this, settings),
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(asBucket(files)),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: this.headers(settings, data),
        functionAssociations: [this.atRequest('PageOfAddress', pageOfAddress)],
      },
      additionalBehaviors: {
        '/api/*': {
          origin: new HttpOrigin(apiHost),
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          // An answer is one person's, and of one instant.
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
          functionAssociations: [this.atRequest('WithoutApiPrefix', withoutApiPrefix)],
        },
      },
    });
    acknowledge(distribution, {
      'AwsSolutions-CFR1': 'Suppliers and readers may be anywhere.',
      'AwsSolutions-CFR2':
        'The pages are static files; the gateway throttles and checks every request to the API.',
      'AwsSolutions-CFR3':
        'The gateway logs requests to the API; who reads public pages is nobody’s business.',
      ...(settings.portalCertificateArn === undefined
        ? { 'AwsSolutions-CFR4': 'Without a certificate of the agency’s the distribution uses its own.' }
        : {}),
    });
    new CfnOutput(this, 'PortalBucketName', { value: files.bucketName });
    new CfnOutput(this, 'PortalDomainName', { value: distribution.distributionDomainName });
    const configuration = portalConfiguration({
      region: settings.region,
      userPoolId: data.signIn.userPool.userPoolId,
      clientId: data.signIn.client.userPoolClientId,
      signInUrl: settings.signInUrl,
    });
    new CfnOutput(this, 'PortalConfiguration', { value: this.toJsonString(configuration) });
  }

  private atRequest(id: string, code: string) {
    return {
      eventType: FunctionEventType.VIEWER_REQUEST,
      function: new EdgeFunction(this, id, {
        code: FunctionCode.fromInline(code),
        runtime: FunctionRuntime.JS_2_0,
      }),
    };
  }

  private headers(settings: Settings, { bucket }: DataStack): ResponseHeadersPolicy {
    const { 'content-security-policy': policy = '', ...others } = portalHeaders(
      {
        files: `https://${bucket.bucketRegionalDomainName}`,
        signIn: settings.signInUrl,
        accounts: accountsUrlOf(settings.region),
      },
      true,
    );
    return new ResponseHeadersPolicy(this, 'Headers', {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: policy, override: true },
        contentTypeOptions: { override: true },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(730),
          includeSubdomains: true,
          override: true,
        },
      },
      customHeadersBehavior: {
        customHeaders: Object.entries(others)
          .filter(([name]) => !['strict-transport-security', 'x-content-type-options'].includes(name))
          .map(([header, value]) => ({ header, value, override: true })),
      },
    });
  }
}

/** A bucket is one, but its class says so less exactly than our compiler reads. */
const asBucket = (bucket: object): IBucket => {
  const isBucket = (value: object): value is IBucket => 'bucketArn' in value;
  if (!isBucket(bucket)) throw new TypeError('The CDK changed its buckets');
  return bucket;
};

/** The portal's own domain, where its certificate was given (of us-east-1, as distributions ask). */
const domainOf = (scope: Construct, { portalCertificateArn, portalOrigin }: Settings) =>
  portalCertificateArn === undefined
    ? {}
    : {
        domainNames: [new URL(portalOrigin).host],
        certificate: Certificate.fromCertificateArn(scope, 'Certificate', portalCertificateArn),
      };
