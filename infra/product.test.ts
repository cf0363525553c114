import { Match } from 'aws-cdk-lib/assertions';
import { afterAll, describe, expect, test } from 'vitest';
import { endpointList } from '../api/endpoints.ts';
import { productForTest, resourcesOf, templatesOf } from './test-product.ts';

const { product, remove } = productForTest();
const { storage, application, site, operations } = templatesOf(product);
const all = [storage, application, site, operations];

afterAll(remove);

describe('Storage', () => {
  test('keeps the table recoverable, streamed, encrypted with the customer key, and when the stack goes', () => {
    storage.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        GlobalSecondaryIndexes: ['gsi1', 'gsi2'].map((name) => ({
          IndexName: name,
          KeySchema: [
            { AttributeName: `${name}pk`, KeyType: 'HASH' },
            { AttributeName: `${name}sk`, KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        })),
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: Match.anyValue() },
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      },
    });
  });

  test('lets only the site put into the incoming bucket, announces what arrives, and forgets it after a day', () => {
    storage.hasResourceProperties('AWS::S3::Bucket', {
      CorsConfiguration: {
        CorsRules: [
          {
            AllowedMethods: ['PUT'],
            AllowedOrigins: [{ Ref: 'SiteUrl' }],
            AllowedHeaders: ['content-type', 'if-none-match', 'x-amz-checksum-sha256'],
            ExposedHeaders: Match.anyValue(),
            MaxAge: Match.anyValue(),
          },
        ],
      },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
      LifecycleConfiguration: {
        Rules: Match.arrayWith([
          Match.objectLike({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }),
          Match.objectLike({ ExpirationInDays: 1, NoncurrentVersionExpiration: { NoncurrentDays: 1 } }),
        ]),
      },
    });
  });

  test('lets only the site read documents in the browser, and never expires them', () => {
    const documents = [...resourcesOf(storage, 'AWS::S3::Bucket')].find(([id]) => id.startsWith('Documents'))?.[1];
    expect(documents?.Properties).toMatchObject({
      CorsConfiguration: { CorsRules: [{ AllowedMethods: ['GET', 'HEAD'], AllowedOrigins: [{ Ref: 'SiteUrl' }] }] },
      VersioningConfiguration: { Status: 'Enabled' },
    });
    expect(JSON.stringify(documents?.Properties['LifecycleConfiguration'])).not.toContain('Expiration');
  });

  test('generates the key of identifiers and encrypts it', () => {
    storage.hasResource('AWS::SecretsManager::Secret', {
      DeletionPolicy: 'Retain',
      Properties: {
        GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true },
        KmsKeyId: Match.anyValue(),
      },
    });
  });

  test.each(['TableName', 'IncomingBucket', 'DocumentsBucket', 'IdentityKeySecretArn'])('puts out %s', (name) => {
    storage.hasOutput(name, {});
  });
});

describe('every bucket', () => {
  const buckets = all.flatMap((template) => [...resourcesOf(template, 'AWS::S3::Bucket')]);

  test('is closed to the public, encrypted, versioned and retained', () => {
    expect(buckets).toHaveLength(4);
    for (const [, bucket] of buckets) {
      expect(bucket).toMatchObject({
        DeletionPolicy: 'Retain',
        Properties: {
          BucketEncryption: { ServerSideEncryptionConfiguration: [{}] },
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: true,
            BlockPublicPolicy: true,
            IgnorePublicAcls: true,
            RestrictPublicBuckets: true,
          },
          VersioningConfiguration: { Status: 'Enabled' },
        },
      });
    }
  });

  test('refuses requests without TLS', () => {
    const policies = all.flatMap((template) => [...resourcesOf(template, 'AWS::S3::BucketPolicy').values()]);
    expect(policies).toHaveLength(4);
    for (const policy of policies) {
      expect(policy.Properties['PolicyDocument']).toMatchObject({
        Statement: expect.arrayContaining([
          expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]) as unknown,
      });
    }
  });
});

describe('the API', () => {
  const routes = [...resourcesOf(application, 'AWS::ApiGatewayV2::Route').values()].map(({ Properties }) => Properties);
  const authorizers = resourcesOf(application, 'AWS::ApiGatewayV2::Authorizer');
  const integrations = resourcesOf(application, 'AWS::ApiGatewayV2::Integration');

  test('has one route per endpoint of the contract and no other', () => {
    const expected = endpointList.map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`);
    expect(routes.map((route) => route['RouteKey']).sort()).toEqual(expected.sort());
  });

  test.each(endpointList.map(({ name, endpoint }) => ({ name, endpoint })))(
    '$endpoint.api $name: only the right party reaches the right function',
    ({ endpoint }) => {
      const route = routes.find(({ RouteKey }) => RouteKey === `${endpoint.method} ${endpoint.path}`)!;
      expect(functionOf(route['Target'])).toMatch(new RegExp(`^${endpoint.api}api`, 'iu'));
      if (endpoint.party === 'anyone') {
        expect(route).toMatchObject({ AuthorizationType: 'NONE' });
        expect(route).not.toHaveProperty('AuthorizerId');
        return;
      }
      expect(route).toMatchObject({ AuthorizationType: 'JWT' });
      expect(issuerOf(route['AuthorizerId'])).toBe(endpoint.party === 'staff' ? 'StaffIssuer' : 'ProvinceIssuer');
    },
  );

  test('accepts tokens for this API only, from the Authorization header', () => {
    expect(authorizers.size).toBe(2);
    for (const { Properties } of authorizers.values()) {
      expect(Properties).toMatchObject({
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: { Audience: [{ Ref: 'ApiAudience' }] },
      });
    }
  });

  test('passes events of format 2.0 and waits 29 seconds', () => {
    expect(integrations.size).toBe(4);
    for (const { Properties } of integrations.values()) {
      expect(Properties).toMatchObject({ PayloadFormatVersion: '2.0', TimeoutInMillis: 29_000 });
    }
  });

  test('is throttled and logs no path and no query', () => {
    application.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 120, ThrottlingBurstLimit: 480 },
    });
    const stage = JSON.stringify([...resourcesOf(application, 'AWS::ApiGatewayV2::Stage').values()]);
    expect(stage).toContain('$context.requestId');
    expect(stage).not.toMatch(/\$context\.(path|authorizer\.claims|queryString)/u);
  });

  test('needs one permission per function', () => {
    const permissions = [...resourcesOf(application, 'AWS::Lambda::Permission').values()];
    const ofApi = permissions.filter(({ Properties }) => Properties['Principal'] === 'apigateway.amazonaws.com');
    expect(ofApi).toHaveLength(4);
  });

  function functionOf(target: unknown): string {
    const text = JSON.stringify(target);
    const [, integration] = [...integrations].find(([id]) => text.includes(id))!;
    return (integration.Properties['IntegrationUri'] as { 'Fn::GetAtt': string[] })['Fn::GetAtt'][0]!;
  }

  function issuerOf(authorizer: unknown): string {
    const { Properties } = authorizers.get((authorizer as { Ref: string }).Ref)!;
    return (Properties['JwtConfiguration'] as { Issuer: { Ref: string } }).Issuer.Ref;
  }
});

describe('the workflow and its events', () => {
  test('the state machine is standard, traced, and logs everything but data', () => {
    application.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      StateMachineType: 'STANDARD',
      LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
      TracingConfiguration: { Enabled: true },
      DefinitionSubstitutions: {
        InvokeArn: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':states:::lambda:invoke']] },
        InvokeAndWaitArn: {
          'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':states:::lambda:invoke.waitForTaskToken']],
        },
        WorkflowTasksArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^WorkflowTasks'), 'Arn'] },
        RenderDocumentsArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^RenderDocuments'), 'Arn'] },
      },
    });
  });

  test('every placeholder of the definition has a substitution and none is left over', () => {
    const [machine] = [...resourcesOf(application, 'AWS::StepFunctions::StateMachine').values()];
    const { DefinitionString, DefinitionSubstitutions } = machine!.Properties;
    const used = [...(DefinitionString as string).matchAll(/\$\{(\w+)\}/gu)].map(([, name]) => name);
    expect(new Set(used)).toEqual(new Set(Object.keys(DefinitionSubstitutions as object)));
  });

  test('the dispatcher gets appended events and closings of work items, in small batches, and loses none', () => {
    application.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 25,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: 12 * 3600,
      ParallelizationFactor: 2,
      StartingPosition: 'TRIM_HORIZON',
      MaximumBatchingWindowInSeconds: Match.absent(),
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [Match.anyValue(), 'Arn'] } } },
      FilterCriteria: {
        Filters: [
          {
            Pattern: Match.serializedJson({
              eventName: ['INSERT'],
              dynamodb: { NewImage: { __edb_e__: { S: ['applicationEvent'] } } },
            }),
          },
          {
            Pattern: Match.serializedJson({
              eventName: ['MODIFY'],
              dynamodb: {
                NewImage: { __edb_e__: { S: ['workItem'] }, status: { S: ['closed'] } },
                OldImage: { status: { S: ['open'] } },
              },
            }),
          },
        ],
      },
    });
  });

  test('uploads are inspected, again when that fails, and kept when it never succeeds', () => {
    application.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { bucket: { name: [Match.anyValue()] } },
      },
      Targets: [Match.objectLike({ DeadLetterConfig: Match.anyValue(), RetryPolicy: { MaximumRetryAttempts: 30 } })],
    });
    application.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      DestinationConfig: { OnFailure: Match.anyValue() },
      MaximumRetryAttempts: 2,
    });
  });

  test('every event of the bus is kept', () => {
    application.hasResourceProperties('AWS::Events::EventBus', { Name: 'registration-events' });
    application.hasResourceProperties('AWS::Events::Rule', {
      EventBusName: { Ref: Match.stringLikeRegexp('^Bus') },
      EventPattern: { account: [{ Ref: 'AWS::AccountId' }] },
      Targets: [Match.objectLike({ Arn: { 'Fn::Join': ['', Match.arrayWith([':log-group:'])] } })],
    });
  });

  test('dead letters are encrypted, kept for 14 days and sent over TLS', () => {
    application.resourceCountIs('AWS::SQS::Queue', 2);
    application.allResourcesProperties('AWS::SQS::Queue', {
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 14 * 86_400,
    });
    application.resourceCountIs('AWS::SQS::QueuePolicy', 2);
  });
});

describe('Site', () => {
  test('serves pages and API under one origin, the API uncached with every method', () => {
    site.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        DefaultRootObject: 'index.html',
        DefaultCacheBehavior: Match.objectLike({ ViewerProtocolPolicy: 'redirect-to-https', Compress: true }),
        CacheBehaviors: [
          Match.objectLike({
            PathPattern: '/api/*',
            AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
            // Managed policies "CachingDisabled" and "AllViewerExceptHostHeader".
            CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
            OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
            ViewerProtocolPolicy: 'https-only',
          }),
        ],
      },
    });
  });

  test('sends the same security headers with pages and answers of the API', () => {
    const [[id]] = [...resourcesOf(site, 'AWS::CloudFront::ResponseHeadersPolicy')] as [[string, unknown]];
    const [distribution] = [...resourcesOf(site, 'AWS::CloudFront::Distribution').values()];
    const config = distribution!.Properties['DistributionConfig'] as {
      DefaultCacheBehavior: object;
      CacheBehaviors: object[];
    };
    for (const behaviour of [config.DefaultCacheBehavior, ...config.CacheBehaviors]) {
      expect(behaviour).toMatchObject({ ResponseHeadersPolicyId: { Ref: id } });
    }
  });

  test('answers for the host of SiteUrl when there is a certificate, of ACM or of IAM', () => {
    site.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Aliases: { 'Fn::If': ['HasCertificate', [Match.anyValue()], { Ref: 'AWS::NoValue' }] },
        ViewerCertificate: {
          AcmCertificateArn: { 'Fn::If': ['CertificateOfAcm', { Ref: 'SiteCertificate' }, { Ref: 'AWS::NoValue' }] },
          IamCertificateId: { 'Fn::If': ['CertificateOfIam', { Ref: 'SiteCertificate' }, { Ref: 'AWS::NoValue' }] },
          CloudFrontDefaultCertificate: { 'Fn::If': ['HasCertificate', { Ref: 'AWS::NoValue' }, true] },
          MinimumProtocolVersion: { 'Fn::If': ['HasCertificate', 'TLSv1.2_2021', { Ref: 'AWS::NoValue' }] },
        },
      },
    });
  });

  test('caches hashed files for a year and lets browsers ask for pages each time', () => {
    const deployments = [...resourcesOf(site, 'Custom::CDKBucketDeployment').values()].map(
      ({ Properties }) => Properties,
    );
    expect(deployments).toHaveLength(2);
    expect(deployments).toContainEqual(
      expect.objectContaining({
        Include: ['_astro/*'],
        Prune: false,
        SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' },
      }),
    );
    expect(deployments).toContainEqual(
      expect.objectContaining({
        Exclude: ['_astro/*'],
        SystemMetadata: { 'cache-control': 'public, max-age=0, must-revalidate' },
        DistributionPaths: ['/*'],
      }),
    );
  });
});

describe('Operations', () => {
  test('tells somebody of every alarm, with what users lose and a runbook', () => {
    const alarms = [...resourcesOf(operations, 'AWS::CloudWatch::Alarm').values()];
    expect(alarms).toHaveLength(10);
    const runbooks = alarms.map(({ Properties }) => {
      expect(Properties['AlarmActions']).toHaveLength(1);
      return /Runbook: (?<file>docs\/runbooks\/[a-z-]+\.md)$/u.exec(String(Properties['AlarmDescription']))?.groups?.[
        'file'
      ];
    });
    // That each file exists is checked when the alarm is made.
    expect(new Set(runbooks).size).toBe(10);
    expect(runbooks).not.toContain(undefined);
  });
});

describe('all stacks', () => {
  test('use nothing that the China regions lack', () => {
    const types = all.flatMap((template) => [...resourcesOf(template).values()].map(({ Type }) => Type));
    const absent =
      /^AWS::(Cognito::|SES::|CloudFront::(OriginAccessControl|Function|KeyValueStore)|WAFv2::|Lambda::Url)/u;
    expect(types.filter((type) => absent.test(type))).toEqual([]);
    expect(JSON.stringify(all.map((template) => template.toJSON() as unknown))).not.toContain('arn:aws:');
  });

  test('count their resources', () => {
    const counts = Object.fromEntries(
      Object.entries({ storage, application, site, operations }).map(([name, template]) => {
        const types = [...resourcesOf(template).values()].map(({ Type }) => Type);
        return [
          name,
          Object.fromEntries(
            [...new Set(types)].sort().map((type) => [type, types.filter((other) => other === type).length]),
          ),
        ];
      }),
    );
    expect(counts).toMatchSnapshot();
  });
});
