import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import { afterAll, describe, expect, test } from 'vitest';
import { repositoryRoot } from './constructs/bundle.ts';
import { productForTest, resourcesOf, templatesOf } from './test-product.ts';

const { product, remove } = productForTest();
const { storage, application, site, operations, mail } = templatesOf(product);
const all = [storage, application, site, operations];

afterAll(remove);

/** What is there but in the China regions: tests/quality/regions.test.ts resolves both. */
const elsewhere = (value: unknown) => ({ 'Fn::If': ['InChina', { Ref: 'AWS::NoValue' }, value] });

describe('Storage', () => {
  test('keeps the table recoverable, streamed, encrypted with the customer key, and when the stack goes', () => {
    storage.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: { 'Fn::If': ['TableIsProtected', true, false] },
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
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['__edb_e__', '__edb_v__', 'messageId'] },
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

  test('lets only the site read documents in the browser, and never expires them, but a month after they are deleted', () => {
    const documents = [...resourcesOf(storage, 'AWS::S3::Bucket')].find(([id]) => id.startsWith('Documents'))?.[1];
    expect(documents?.Properties).toMatchObject({
      CorsConfiguration: { CorsRules: [{ AllowedMethods: ['GET', 'HEAD'], AllowedOrigins: [{ Ref: 'SiteUrl' }] }] },
      VersioningConfiguration: { Status: 'Enabled' },
    });
    const lifecycle = JSON.stringify(documents?.Properties['LifecycleConfiguration']);
    expect(lifecycle).toContain('"NoncurrentVersionExpiration":{"NoncurrentDays":30}');
    expect(lifecycle).not.toMatch(/"Expiration(InDays|Date)"/u);
  });

  test('lets nothing overwrite a document, and nobody delete a version of one before its time', () => {
    const policies = JSON.stringify([...resourcesOf(storage, 'AWS::S3::BucketPolicy').values()]);
    for (const sid of ['OnlyWhatIsNotThereYet', 'VersionsStay']) expect(policies).toContain(sid);
    storage.hasResourceProperties('AWS::S3::BucketPolicy', {
      Bucket: { Ref: Match.stringLikeRegexp('^Documents') },
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Action: 's3:PutObject',
            Principal: { AWS: '*' },
            Condition: { Null: { 's3:if-none-match': 'true' } },
          }),
          Match.objectLike({ Effect: 'Deny', Action: 's3:DeleteObjectVersion', Principal: { AWS: '*' } }),
        ]),
      },
    });
  });

  test('backs table and files up every day and every month, where none is deleted before its time, and elsewhere where a vault is named', () => {
    const copies = (days: number) => ({
      'Fn::If': [
        Match.stringLikeRegexp('HasCopyVault'),
        [{ DestinationBackupVaultArn: { Ref: 'BackupCopyVault' }, Lifecycle: { DeleteAfterDays: days } }],
        { Ref: 'AWS::NoValue' },
      ],
    });
    storage.hasResourceProperties('AWS::Backup::BackupPlan', {
      BackupPlan: {
        BackupPlanRule: [
          { RuleName: 'Daily', Lifecycle: { DeleteAfterDays: 35 }, CopyActions: copies(35) },
          { RuleName: 'Monthly', Lifecycle: { DeleteAfterDays: 400 }, CopyActions: copies(400) },
        ].map((rule) => Match.objectLike(rule)),
      },
    });
    storage.hasResourceProperties('AWS::Backup::BackupVault', {
      AccessPolicy: { Statement: [Match.objectLike({ Effect: 'Deny', Principal: { AWS: '*' } })] },
      EncryptionKeyArn: Match.anyValue(),
    });
    const [selection] = resourcesOf(storage, 'AWS::Backup::BackupSelection').values();
    expect(JSON.stringify(selection)).toMatch(/Table\w+.*Documents\w+.*Audit\w+/u);
    storage.hasResourceProperties('AWS::SecretsManager::Secret', {
      ReplicaRegions: {
        'Fn::If': [Match.anyValue(), [{ Region: { Ref: 'IdentityKeyReplicaRegion' } }], Match.anyValue()],
      },
    });
  });

  test('generates the key of identifiers and encrypts it', () => {
    storage.hasResource('AWS::SecretsManager::Secret', {
      DeletionPolicy: 'RetainExceptOnCreate',
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

describe('what keeps data', () => {
  // Another logical id is another resource: CloudFormation would make an empty one and leave the old one behind.
  test('has the logical ids under which it was created', () => {
    const kept = [...resourcesOf(storage)].filter(([, resource]) => resource['DeletionPolicy'] !== undefined);
    expect(kept.map(([id]) => id).sort()).toEqual([
      'AccessLogs8B620ECA',
      'Audit3D8ADE0A',
      'BackupsVault1F11AFCC',
      'DataKey17AFBB84',
      'Documents7E5B2978',
      'Exports25637AFB',
      'IdentityKeyF50EF652',
      'Incoming1ED1B7CF',
      'TableCD117FA1',
    ]);
  });

  test('is left behind by everything but the failure of its own creation', () => {
    for (const template of all) {
      const policies = [...resourcesOf(template).values()].map((resource) => resource['DeletionPolicy']);
      expect(policies).not.toContain('Retain');
    }
  });
});

describe('two environments', () => {
  const named = productForTest({ prefix: 'test-' });
  afterAll(named.remove);

  test('share no name in an account', () => {
    const { storage: first } = product;
    expect(first.stackName).toBe('Storage');
    const stacks = Object.values(named.product);
    expect(stacks.map(({ stackName }) => String(stackName))).toEqual([
      'test-Storage',
      'test-Application',
      'test-Site',
      'test-Operations',
      'test-Mail',
    ]);
    const templates = templatesOf(named.product);
    templates.application.hasResourceProperties('AWS::Events::EventBus', { Name: 'test-registration-events' });
    templates.mail.hasResourceProperties('AWS::SES::ConfigurationSet', { Name: 'test-registration' });
    templates.site.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: {
        Name: { 'Fn::Join': ['', [{ Ref: 'AWS::StackName' }, '-SecurityHeaders-', { Ref: 'AWS::Region' }]] },
      },
    });
  });

  test('have the same logical ids', () => {
    const ids = (given: typeof product) =>
      Object.values(templatesOf(given)).flatMap((template) => [...resourcesOf(template).keys()]);
    expect(ids(named.product)).toEqual(ids(product));
  });
});

describe('every bucket', () => {
  const buckets = all.flatMap((template) => [...resourcesOf(template, 'AWS::S3::Bucket')]);

  test('is closed to the public, encrypted, versioned and retained', () => {
    expect(buckets).toHaveLength(6);
    for (const [, bucket] of buckets) {
      expect(bucket).toMatchObject({
        DeletionPolicy: 'RetainExceptOnCreate',
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
    expect(policies).toHaveLength(6);
    for (const policy of policies) {
      expect(policy.Properties['PolicyDocument']).toMatchObject({
        Statement: expect.arrayContaining([
          expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]) as unknown,
      });
    }
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
            CachePolicyId: elsewhere('4135ea2d-6df8-44a3-9df3-4b5a84be39ad'),
            OriginRequestPolicyId: elsewhere('b689b0a8-53d0-40ab-baf2-68738e2966ac'),
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
      expect(behaviour).toMatchObject({ ResponseHeadersPolicyId: elsewhere({ Ref: id }) });
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
  test('counts the tries of the nightly closing, which come minutes apart', () => {
    const alarm = [...resourcesOf(operations, 'AWS::CloudWatch::Alarm')].find(([id]) =>
      id.startsWith('AuditNotClosed'),
    );
    expect(alarm?.[1].Properties).toMatchObject({ Threshold: 1, DatapointsToAlarm: 3, EvaluationPeriods: 10 });
  });

  test('tells somebody of every alarm, with what users lose and a runbook', () => {
    const alarms = [...resourcesOf(operations, 'AWS::CloudWatch::Alarm').values()];
    expect(alarms).toHaveLength(39);
    const runbooks = alarms.map(({ Properties }) => {
      expect(Properties['AlarmActions']).toHaveLength(1);
      return /Runbook: (?<file>docs\/runbooks\/[a-z-]+\.md)$/u.exec(String(Properties['AlarmDescription']))?.groups?.[
        'file'
      ];
    });
    // That each file exists is checked when the alarm is made. The parts of the API share two, the rates of SES one.
    expect(new Set(runbooks).size).toBe(alarms.length - 7);
    expect(runbooks).not.toContain(undefined);
  });

  test('has for every alarm a runbook with the headings that people look for, and whose invocations work', () => {
    const folder = path.join(repositoryRoot, 'docs/runbooks');
    const alarms = [...resourcesOf(operations, 'AWS::CloudWatch::Alarm').values()];
    for (const { Properties } of alarms) {
      const name = /docs\/runbooks\/(?<name>[a-z-]+)\.md$/u.exec(String(Properties['AlarmDescription']))?.groups?.[
        'name'
      ];
      const text = readFileSync(path.join(folder, `${name ?? ''}.md`), 'utf8');
      const headings = text.match(/^(?:\*\*\w+\.\*\*|## .*)/gmu);
      expect(headings, name).toEqual(
        expect.arrayContaining(['**What.**', '**Impact.**', '## Investigation', '## Resolution']),
      );
      // Without it the second version of the CLI takes a payload for base64.
      for (const command of text.match(/aws lambda invoke [^`]*/gu) ?? [])
        expect(command, name).toContain('--cli-binary-format raw-in-base64-out');
    }
  });
});

describe('Mail', () => {
  test('has SES tell of what comes back, and its rule hand that of this environment to the queue of e-mails', () => {
    mail.hasResourceProperties('AWS::SES::ConfigurationSet', {
      Name: 'registration',
      ReputationOptions: { ReputationMetricsEnabled: true },
      SuppressionOptions: { SuppressedReasons: [] },
    });
    mail.hasResourceProperties('AWS::SES::ConfigurationSetEventDestination', {
      EventDestination: { Enabled: true, MatchingEventTypes: ['bounce', 'complaint'] },
    });
    application.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.ses'],
        detail: { mail: { tags: { 'ses:configuration-set': ['registration'] } } },
      },
      Targets: [{ Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^MailQueue'), 'Arn'] } }],
    });
    for (const metric of ['Reputation.BounceRate', 'Reputation.ComplaintRate']) {
      operations.hasResourceProperties('AWS::CloudWatch::Alarm', {
        ...{ Namespace: 'AWS/SES', MetricName: metric },
        Dimensions: [{ Name: 'ses:configuration-set', Value: 'registration' }],
      });
    }
  });

  test('is a stack of its own, on which none depends: where there is no SES it is not deployed', () => {
    expect(
      JSON.stringify([storage, application, site, operations].map((template) => template.toJSON() as unknown)),
    ).not.toContain('AWS::SES::');
    expect(mail.toJSON()).not.toHaveProperty('Outputs');
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
      Object.entries({ storage, application, site, operations, mail }).map(([name, template]) => {
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
