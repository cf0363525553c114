import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { productForTest, type ProductForTest } from '../../infra/test-product.ts';
import { type Assembly, type Place, readAssembly } from '../../local/assembly/read-assembly.ts';
import { createServices, resourceTypesOf } from '../../local/services/registry.ts';

const places = {
  'cn-north-1': { partition: 'aws-cn', region: 'cn-north-1', urlSuffix: 'amazonaws.com.cn' },
  'cn-northwest-1': { partition: 'aws-cn', region: 'cn-northwest-1', urlSuffix: 'amazonaws.com.cn' },
  'eu-central-1': { partition: 'aws', region: 'eu-central-1', urlSuffix: 'amazonaws.com' },
  'ap-east-1': { partition: 'aws', region: 'ap-east-1', urlSuffix: 'amazonaws.com' },
} as const satisfies Readonly<Record<string, Place>>;
type Region = keyof typeof places;

/** What a region refuses: a type, a property of it (the whole when null), and who says so. */
interface Lack {
  readonly regions: readonly Region[];
  readonly type: string;
  readonly property: string | null;
  readonly source: string;
}

const china = ['cn-north-1', 'cn-northwest-1'] as const;
const distribution = 'AWS::CloudFront::Distribution';
const behaviours = ['DistributionConfig.DefaultCacheBehavior', 'DistributionConfig.CacheBehaviors.0'];
const policies = ['CachePolicyId', 'OriginRequestPolicyId', 'ResponseHeadersPolicyId'];

const lacks: readonly Lack[] = [
  ...behaviours.flatMap((behaviour) =>
    policies.map((policy) => ({
      regions: china,
      type: distribution,
      property: `${behaviour}.${policy}`,
      source: 'aws-cdk 13584, 31033: "The parameter CachePolicyId can\'t be set for this region"',
    })),
  ),
  ...[
    'AWS::CloudFront::CachePolicy',
    'AWS::CloudFront::OriginRequestPolicy',
    'AWS::CloudFront::ResponseHeadersPolicy',
    'AWS::CloudFront::OriginAccessControl',
    'AWS::CloudFront::Function',
    'AWS::Cognito::UserPool',
    'AWS::SES::EmailIdentity',
    'AWS::SES::ConfigurationSet',
    'AWS::SES::ConfigurationSetEventDestination',
  ].map((type) => ({
    regions: china,
    type,
    property: null,
    source: 'Amazon Web Services in China: feature availability',
  })),
  ...['AWS::Lambda::Function/TracingConfig', 'AWS::StepFunctions::StateMachine/TracingConfiguration'].map((at) => {
    const [type = '', property = ''] = at.split('/');
    return { regions: china, type, property, source: 'AWS X-Ray in China: Lambda is no integrated service' };
  }),
  {
    regions: china,
    type: distribution,
    property: 'DistributionConfig.ViewerCertificate.AcmCertificateArn',
    source: 'Amazon CloudFront in China: "currently does not support Amazon Certificate Manager"',
  },
  {
    regions: ['ap-east-1'],
    type: distribution,
    property: 'DistributionConfig.Logging',
    source: 'CloudFront developer guide, standard logging (legacy): regions without delivery',
  },
];

/** Types of services that not every partition has and the China regions do, and the pages of their own documentation that say so. */
const servedInChina: Readonly<Record<string, string>> = {
  'AWS::Backup::BackupVault':
    'https://docs.amazonaws.cn/en_us/amazondynamodb/latest/developerguide/GettingStartedBackupsAWS.html',
  'AWS::Backup::BackupPlan': 'https://docs.amazonaws.cn/en_us/aws-backup/latest/devguide/advanced-ddb-backup.html',
  'AWS::Backup::BackupSelection':
    'https://docs.amazonaws.cn/en_us/amazondynamodb/latest/developerguide/UsageNotesAWS.html',
};

let made: ProductForTest;
beforeAll(() => {
  made = productForTest();
  made.app.synth();
}, 120_000);
afterAll(() => made.remove());

const parameters = {
  ...{ ProvinceIssuer: 'https://login.example/province', StaffIssuer: 'https://staff.example' },
  ...{ ProvinceClientId: 'site', StaffClientId: 'site', ApiAudience: 'api', SiteUrl: 'https://site.example' },
};
const certificates = { aws: 'arn:aws:acm:us-east-1:111122223333:certificate/a', 'aws-cn': 'ASCACKCEVSQ6C2EXAMPLE1' };

function resolved(region: Region, over: Readonly<Record<string, string>> = {}): Assembly {
  const place = places[region];
  const resourceTypes = resourceTypesOf(createServices());
  const addresses = { siteHost: 'site.example', awsJson: 'https://aws.example', api: 'https://api.example' };
  const given = { ...parameters, SiteCertificate: certificates[place.partition], ...over };
  const assembly = readAssembly({ folder: made.app.outdir, parameters: given, addresses, resourceTypes, place });
  // Deployed only where e-mail is sent, which no environment in China may ask for (operations/deploy/deploy.test.ts).
  const mail = place.partition === 'aws-cn' ? 'Mail' : undefined;
  return { ...assembly, resources: assembly.resources.filter(({ stack }) => stack !== mail) };
}

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) => {
    if (typeof inner !== 'object' || inner === null) return undefined;
    return Object.entries(inner).find(([name]) => name === key)?.[1];
  }, value);
}

function only({ resources }: Assembly, type: string) {
  const [first] = resources.filter((resource) => resource.type === type);
  if (first === undefined) throw new Error(`there is no ${type}`);
  return first.properties;
}

describe.each(['cn-north-1', 'cn-northwest-1', 'eu-central-1', 'ap-east-1'] as const)(
  'the template in %s',
  (region) => {
    const own = lacks.filter(({ regions }) => regions.includes(region));

    it('asks for nothing that the region lacks', () => {
      const { resources } = resolved(region);
      const found = own.flatMap(({ type, property, source }) =>
        resources
          .filter((one) => one.type === type && (property === null || at(one.properties, property) !== undefined))
          .map(({ constructPath }) => `${constructPath} ${property ?? ''}: ${source}`),
      );
      expect(found).toEqual([]);
    });

    it('names no other partition, and no service by the address of another', () => {
      const text = JSON.stringify(resolved(region).resources);
      const { partition } = places[region];
      expect([...new Set(text.match(/\barn:aws[a-z-]*:/gu))].filter((arn) => arn !== `arn:${partition}:`)).toEqual(
        // What stands for a resource here has the ARN of the local cloud.
        partition === 'aws' ? [] : ['arn:aws:'],
      );
    });

    it('serves the API uncached with the token and without the host, by policies or as it was before them', () => {
      const api = at(only(resolved(region), distribution), 'DistributionConfig.CacheBehaviors.0');
      if (places[region].partition === 'aws') {
        // Managed policies CachingDisabled and AllViewerExceptHostHeader.
        expect(api).toMatchObject({
          CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
          OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
        });
        expect(at(api, 'ForwardedValues')).toBeUndefined();
        return;
      }
      expect(api).toMatchObject({
        ForwardedValues: { QueryString: true, Headers: ['Authorization', 'Idempotency-Key', 'Accept', 'Traceparent'] },
        ...{ MinTTL: 0, DefaultTTL: 0, MaxTTL: 0 },
      });
    });
  },
);

describe('in China', () => {
  it.each(china)('%s: every type of AWS Backup that is asked for is known to be served there', (region) => {
    const asked = resolved(region).resources.map(({ type }) => type);
    const ofBackup = [...new Set(asked.filter((type) => type.startsWith('AWS::Backup::')))];
    expect(ofBackup.toSorted()).toEqual(Object.keys(servedInChina).toSorted());
  });

  it.each(china)('%s: nothing is deployed without a certificate for the host of the site', (region) => {
    expect(() => resolved(region, { SiteCertificate: '' })).toThrow('SiteCertificate: the China regions serve nothing');
    const config = at(only(resolved(region), distribution), 'DistributionConfig');
    expect(config).toMatchObject({
      Aliases: ['site.example'],
      IPV6Enabled: false,
      ViewerCertificate: { IamCertificateId: certificates['aws-cn'], SslSupportMethod: 'sni-only' },
    });
  });

  it('elsewhere the name that CloudFront gives serves too', () => {
    const config = at(only(resolved('eu-central-1', { SiteCertificate: '' }), distribution), 'DistributionConfig');
    expect(config).toMatchObject({ IPV6Enabled: true, ViewerCertificate: { CloudFrontDefaultCertificate: true } });
    expect(at(config, 'Logging')).toBeDefined();
  });
});
