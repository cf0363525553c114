import { existsSync } from 'node:fs';
import path from 'node:path';
import { Aws, CfnCondition, CfnOutput, CfnRule, Duration, Fn, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  AllowedMethods,
  CachePolicy,
  CfnDistribution,
  Distribution,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  PriceClass,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import type { ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, OriginGroup, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import { distributionKeyHeader } from '../../api/distribution-key.ts';
import { deploymentParameter } from '../constructs/deployment-parameter.ts';
import { apiTimeout } from '../constructs/http-api.ts';
import { inlineHashes } from '../constructs/inline-hashes.ts';
import { KeptLogGroup } from '../constructs/kept-log-group.ts';
import { MissingPage, missingPagePrefix } from '../constructs/missing-page.ts';
import { asBucketInterface, bucketOrigin } from '../constructs/private-bucket.ts';
import { fitToRegion } from '../constructs/regional-distribution.ts';
import { SecurityHeaders } from '../constructs/security-headers.ts';
import type { Application } from './application.ts';
import type { NamedStackProps, Storage } from './storage.ts';

const logPrefix = 'distribution/';

/** What the site shows and calls. */
export interface SiteProps extends NamedStackProps {
  readonly storage: Storage;
  readonly application: Application;
  /** Absolute path of the built pages. */
  readonly pages: string;
}

/** The site: static pages and the API under one origin. */
export class Site extends Stack {
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, props: SiteProps) {
    super(scope, id, {
      stackName: props.stackName,
      description: 'Registration: static pages and the distribution before pages and API',
    });
    for (const page of ['index.html', '404.html']) {
      if (existsSync(path.join(props.pages, page))) continue;
      throw new Error(`${props.pages} holds no ${page}: build the site before the template is synthesized`);
    }
    const bucket = this.#defineBucket(props.storage);
    const headers = new SecurityHeaders(this, 'SecurityHeaders', {
      inline: inlineHashes(props.pages),
      issuers: [deploymentParameter(this, 'ProvinceIssuer'), deploymentParameter(this, 'StaffIssuer')],
      identityOrigins: deploymentParameter(this, 'IdentityOrigins'),
      fileOrigins: this.#fileOrigins(props.storage),
    });
    new MissingPage(this, 'MissingPage', {
      pages: props.pages,
      api: props.application.api.api,
      encryptionKey: props.storage.dataKey,
    });
    this.distribution = this.#defineDistribution(bucket, headers, props);
    this.#useCertificate();
    this.#useWebAcl();
    fitToRegion(this.distribution, { headers, logs: { bucket: props.storage.accessLogs, prefix: logPrefix } });
    this.#deployPages(bucket, props);
    new CfnOutput(this, 'DistributionDomain', { value: this.distribution.distributionDomainName });
  }

  #defineBucket({ accessLogs }: Storage): Bucket {
    return new Bucket(this, 'Pages', {
      // An origin access identity cannot decrypt with a customer key; the pages are public anyway.
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      lifecycleRules: [{ id: 'OldPages', noncurrentVersionExpiration: Duration.days(90) }],
      serverAccessLogsBucket: asBucketInterface(accessLogs),
      serverAccessLogsPrefix: 'pages/',
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }

  // One element of a policy's source list can be empty, so a single value covers both cases.
  #fileOrigins({ incoming, documents }: Storage): readonly string[] {
    const given = deploymentParameter(this, 'FileOrigin');
    const hasGateway = new CfnCondition(this, 'HasFileOrigin', {
      expression: Fn.conditionNot(Fn.conditionEquals(given, '')),
    });
    const ofBuckets = `${bucketOrigin(incoming)} ${bucketOrigin(documents)}`;
    return [Fn.conditionIf(hasGateway.logicalId, given, ofBuckets).toString()];
  }

  #defineDistribution(bucket: Bucket, responseHeadersPolicy: ResponseHeadersPolicy, props: SiteProps): Distribution {
    const { api } = props.application.api;
    const apiDomain = `${api.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`;
    return new Distribution(this, 'Distribution', {
      comment: 'Registration of construction professionals',
      defaultRootObject: 'index.html',
      // The only class there is in China.
      priceClass: PriceClass.PRICE_CLASS_ALL,
      enableLogging: true,
      logBucket: asBucketInterface(props.storage.accessLogs),
      logFilePrefix: logPrefix,
      defaultBehavior: {
        // An error page of the distribution would replace the API's own refusals too; a second origin answers for pages only (ADR 11).
        origin: new OriginGroup({
          // Origin access identity: origin access control does not exist in the China regions.
          primaryOrigin: S3BucketOrigin.withOriginAccessIdentity(asBucketInterface(bucket)),
          fallbackOrigin: new HttpOrigin(apiDomain, {
            protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
            originPath: missingPagePrefix,
          }),
          // To whom may not list a bucket, S3 answers 403 for a missing key ("GetObject, permissions").
          fallbackStatusCodes: [403, 404],
        }),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy,
        compress: true,
      },
      additionalBehaviors: {
        '/api/*': {
          origin: new HttpOrigin(apiDomain, {
            protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
            customHeaders: { [distributionKeyHeader]: props.application.distributionKey.valueIn(this) },
            // One second more than API Gateway itself waits, so that its answer and not CloudFront's reaches the user.
            readTimeout: apiTimeout.plus(Duration.seconds(1)),
          }),
          // A redirected POST would lose its body, and a token sent in the clear is lost already.
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
          responseHeadersPolicy,
          compress: true,
        },
      },
    });
  }

  /** With a certificate the distribution answers for the host of SiteUrl; ACM and IAM name theirs by different properties. */
  #useWebAcl(): void {
    const webAcl = deploymentParameter(this, 'WebAcl');
    const has = new CfnCondition(this, 'HasWebAcl', { expression: Fn.conditionNot(Fn.conditionEquals(webAcl, '')) });
    const { defaultChild } = this.distribution.node;
    if (!(defaultChild instanceof CfnDistribution)) throw new Error('the distribution has no resource');
    const value = Fn.conditionIf(has.logicalId, webAcl, Aws.NO_VALUE);
    defaultChild.addPropertyOverride('DistributionConfig.WebACLId', value);
  }

  #useCertificate(): void {
    const certificate = deploymentParameter(this, 'SiteCertificate');
    const has = new CfnCondition(this, 'HasCertificate', {
      expression: Fn.conditionNot(Fn.conditionEquals(certificate, '')),
    });
    // "You can't use the default CloudFront domain, *.cloudfront.cn, to serve content" ("Amazon CloudFront in Amazon Web Services in China").
    new CfnRule(this, 'ChinaNeedsCertificate', {
      ruleCondition: Fn.conditionOr(
        ...['cn-north-1', 'cn-northwest-1'].map((region) => Fn.conditionEquals(Aws.REGION, region)),
      ),
      assertions: [
        {
          assert: Fn.conditionNot(Fn.conditionEquals(certificate, '')),
          assertDescription:
            'SiteCertificate: the China regions serve nothing at *.cloudfront.cn; give the id of an IAM server certificate',
        },
      ],
    });
    const isArn = Fn.conditionEquals(Fn.select(0, Fn.split(':', certificate)), 'arn');
    const ofAcm = new CfnCondition(this, 'CertificateOfAcm', { expression: Fn.conditionAnd(has, isArn) });
    const ofIam = new CfnCondition(this, 'CertificateOfIam', {
      expression: Fn.conditionAnd(has, Fn.conditionNot(isArn)),
    });
    const host = Fn.select(2, Fn.split('/', deploymentParameter(this, 'SiteUrl')));
    const { defaultChild } = this.distribution.node;
    if (!(defaultChild instanceof CfnDistribution)) throw new Error('the distribution has no resource');
    defaultChild.addPropertyOverride('DistributionConfig.Aliases', Fn.conditionIf(has.logicalId, [host], Aws.NO_VALUE));
    const when = (condition: CfnCondition, value: unknown) => Fn.conditionIf(condition.logicalId, value, Aws.NO_VALUE);
    defaultChild.addPropertyOverride('DistributionConfig.ViewerCertificate', {
      AcmCertificateArn: when(ofAcm, certificate),
      IamCertificateId: when(ofIam, certificate),
      CloudFrontDefaultCertificate: Fn.conditionIf(has.logicalId, Aws.NO_VALUE, true),
      SslSupportMethod: when(has, 'sni-only'),
      MinimumProtocolVersion: when(has, 'TLSv1.2_2021'),
    });
    Validations.of(defaultChild).acknowledge({
      id: 'CloudFormation-Validate::F3014',
      reason:
        'Exactly one kind of certificate is left in every case; the validator takes the three conditions for independent',
    });
  }

  #deployPages(bucket: Bucket, { pages, storage }: SiteProps): void {
    const shared = {
      sources: [Source.asset(pages)],
      destinationBucket: asBucketInterface(bucket),
      memoryLimit: 512,
      logGroup: new KeptLogGroup(this, 'DeploymentLogs', { encryptionKey: storage.dataKey }),
    };
    // Names of these files contain a hash of their content. Old ones stay for pages that are still open.
    const assets = new BucketDeployment(this, 'Assets', {
      ...shared,
      exclude: ['*'],
      include: ['_astro/*'],
      cacheControl: [CacheControl.fromString('public, max-age=31536000, immutable')],
      prune: false,
    });
    const documents = new BucketDeployment(this, 'Documents', {
      ...shared,
      exclude: ['_astro/*'],
      // Browsers ask each time whether a page has changed; the distribution is told when one has.
      cacheControl: [CacheControl.fromString('public, max-age=0, must-revalidate')],
      distribution: this.distribution,
      distributionPaths: ['/*'],
    });
    // Pages must not refer to assets that are not there yet.
    documents.node.addDependency(assets);
  }
}
