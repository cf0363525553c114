import { Match } from 'aws-cdk-lib/assertions';
import { afterAll, describe, expect, test } from 'vitest';
import { endpointList } from '../api/endpoints.ts';
import { projectedEntities } from './constructs/stream-projection.ts';
import { productForTest, resourcesOf, templatesOf } from './test-product.ts';

const { product, remove } = productForTest();
const { application } = templatesOf(product);

afterAll(remove);

describe('the API', () => {
  const routes = [...resourcesOf(application, 'AWS::ApiGatewayV2::Route').values()].map(({ Properties }) => Properties);
  const authorizers = resourcesOf(application, 'AWS::ApiGatewayV2::Authorizer');
  const integrations = resourcesOf(application, 'AWS::ApiGatewayV2::Integration');

  test('has one route per endpoint of the contract, and one for all other addresses', () => {
    const expected = endpointList.map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`);
    expect(routes.map((route) => route['RouteKey']).sort()).toEqual(['$default', ...expected].sort());
    const unknown = routes.find(({ RouteKey }) => RouteKey === '$default')!;
    expect(functionOf(unknown['Target'])).toMatch(/^publicapi/iu);
    expect(unknown).toMatchObject({ AuthorizationType: 'NONE' });
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

  test('throttles what needs no sign-in apart, so that a flood of it keeps nobody else out', () => {
    const [stage] = resourcesOf(application, 'AWS::ApiGatewayV2::Stage').values();
    const anonymous = endpointList.filter(({ endpoint }) => endpoint.party === 'anyone');
    const keys = anonymous.map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`);
    const DetailedMetricsEnabled = { 'Fn::If': [expect.stringMatching(/MeasuresRoutes/u), true, false] };
    const throttle = { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 40, DetailedMetricsEnabled };
    expect(stage?.Properties['RouteSettings']).toEqual(Object.fromEntries(keys.map((key) => [key, throttle])));
    // The settings of a route that is not there yet are refused.
    application.hasResource('AWS::ApiGatewayV2::Stage', { DependsOn: Match.anyValue() });
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
      TracingConfiguration: { 'Fn::If': ['InChina', { Ref: 'AWS::NoValue' }, { Enabled: true }] },
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
              dynamodb: {
                NewImage: {
                  __edb_e__: { S: ['applicationEvent', 'knownEmployer', 'registration', 'job', 'message'] },
                },
              },
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
          {
            Pattern: Match.serializedJson({
              eventName: ['REMOVE'],
              dynamodb: { OldImage: { __edb_e__: { S: ['file', 'document', 'registration'] } } },
            }),
          },
          {
            Pattern: Match.serializedJson({
              eventName: ['MODIFY'],
              dynamodb: { NewImage: { __edb_e__: { S: ['knownEmployer', 'registration'] } } },
            }),
          },
          { Pattern: Match.serializedJson({ dynamodb: { NewImage: { __edb_e__: { S: ['pulse'] } } } }) },
        ],
      },
    });
  });

  test('two functions read the stream, and the projector gets what is found by terms', () => {
    application.resourcePropertiesCountIs(
      'AWS::Lambda::EventSourceMapping',
      { StartingPosition: 'TRIM_HORIZON', ParallelizationFactor: 2 },
      2,
    );
    application.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionName: { Ref: Match.stringLikeRegexp('^ProjectTerms') },
      FilterCriteria: {
        Filters: Match.arrayWith([
          {
            Pattern: Match.serializedJson({
              dynamodb: { NewImage: { __edb_e__: { S: [...projectedEntities] } } },
            }),
          },
        ]),
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

  test('messages go out by e-mail only where a sender is named, from that address only', () => {
    application.hasCondition('EmailEnabled', { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'EmailSender' }, ''] }] });
    application.hasParameter('EmailSender', { Type: 'String', Default: '' });
    application.hasResource('AWS::Lambda::EventSourceMapping', {
      Condition: 'EmailEnabled',
      Properties: {
        FunctionName: { Ref: Match.stringLikeRegexp('^SendMail') },
        EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^MailQueue'), 'Arn'] },
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      },
    });
    const domain = { 'Fn::Select': [1, { 'Fn::Split': ['@', { Ref: 'EmailSender' }] }] };
    const identity = (name: unknown) => ({ 'Fn::Join': ['', Match.arrayWith([':identity/', name])] });
    const configurationSet = {
      'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('^:configuration-set/.*registration$')])],
    };
    application.hasResource('AWS::IAM::Policy', {
      Condition: 'EmailEnabled',
      Properties: {
        PolicyDocument: {
          Statement: [
            Match.objectLike({
              Action: 'ses:SendEmail',
              Resource: [configurationSet, identity(domain), identity({ Ref: 'EmailSender' })],
              Condition: { StringEquals: { 'ses:FromAddress': { Ref: 'EmailSender' } } },
            }),
          ],
        },
      },
    });
    const policies = [...resourcesOf(application, 'AWS::IAM::Policy').values()];
    const unconditional = policies.filter((one) => one['Condition'] === undefined);
    expect(unconditional.length).toBeGreaterThan(10);
    expect(JSON.stringify(unconditional)).not.toContain('ses:');
  });

  test('reminders are looked for every minute, and the next minute makes up for a run that failed', () => {
    application.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
      Targets: [
        Match.objectLike({
          Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SendReminders'), 'Arn'] },
          RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 },
        }),
      ],
    });
    application.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: Match.stringLikeRegexp('^SendReminders') },
      MaximumRetryAttempts: 0,
    });
  });

  test('a failed execution is noted on its application, and that it runs again', () => {
    application.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: {
          stateMachineArn: [{ Ref: Match.stringLikeRegexp('^Review') }],
          status: ['RUNNING', 'FAILED', 'TIMED_OUT', 'ABORTED'],
        },
      },
      Targets: [
        Match.objectLike({
          Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^NoteStall'), 'Arn'] },
          RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
        }),
      ],
    });
  });

  test('the documents bucket is swept once a day', () => {
    application.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'cron(30 19 * * ? *)',
      Targets: [Match.objectLike({ Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SweepObjects'), 'Arn'] } })],
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
    application.resourceCountIs('AWS::SQS::Queue', 5);
    application.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
    application.resourcePropertiesCountIs('AWS::SQS::Queue', { MessageRetentionPeriod: 14 * 86_400 }, 4);
    application.resourceCountIs('AWS::SQS::QueuePolicy', 5);
  });
});
