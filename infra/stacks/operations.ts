import { Aws, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { capitalized } from '../constructs/http-api.ts';
import { OperationsDashboard } from '../constructs/operations-dashboard.ts';
import { alarmPeriod, RunbookAlarm } from '../constructs/runbook-alarm.ts';
import type { RunbookAlarmProps } from '../constructs/runbook-alarm.ts';
import { TableInUse, type UsedTable } from '../constructs/table-in-use.ts';
import { tableIndexes } from '../constructs/registration-table.ts';
import { functionNames, functionRows } from '../function-rows.ts';
import type { FunctionAlarm, FunctionRow } from '../function-rows.ts';
import { type ApiName, apiNames } from '../../api/endpoint.ts';
import type { Application } from './application.ts';
import type { NamedStackProps, Storage } from './storage.ts';

/** What is watched. */
export interface OperationsProps extends NamedStackProps {
  readonly storage: Storage;
  readonly application: Application;
}

const once = { period: alarmPeriod, statistic: Stats.SUM };
const atMost = { period: alarmPeriod, statistic: Stats.MAXIMUM };

/** The dashboard and the alarms. */
export class Operations extends Stack {
  constructor(scope: Construct, id: string, { stackName, storage, application }: OperationsProps) {
    super(scope, id, { stackName, description: 'Registration: dashboard and alarms' });
    const topic = new Topic(this, 'Alarms', { displayName: 'Registration alarms', enforceSSL: true });
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    // A condition holds in its own stack only.
    const table = new TableInUse(this, 'TableInUse', { own: storage.table });
    const alarms = [
      ...functionAlarms(application),
      ...workflowAlarms(application),
      ...apiAlarms(application),
      ...partAlarms(application),
      ...mailAlarms(application),
      ...caseAlarms(application),
      ...throttleAlarms(table),
      ...ruleAlarms(application),
    ].map(({ id: alarm, ...props }) => new RunbookAlarm(this, alarm, { topic, ...props }));
    const { api, functions, answering, failures, cases, workflow, deadLetters } = application;
    new OperationsDashboard(this, 'Dashboard', {
      alarms,
      api: api.api,
      functions,
      answering,
      failures,
      watch: cases,
      workflow,
      table,
      deadLetters: {
        dispatch: deadLetters.dispatchEvents,
        inspection: deadLetters.inspectUpload,
        mail: deadLetters.sendMail,
        projection: deadLetters.projectTerms,
      },
    });
    new CfnOutput(this, 'AlarmTopicArn', { value: topic.topicArn });
  }
}

type AlarmDeclaration = Omit<RunbookAlarmProps, 'topic'> & { readonly id: string };

/** The alarms that the rows of the functions name. Throws for one on dead letters where nothing keeps any. */
function functionAlarms({ functions, deadLetters }: Application): AlarmDeclaration[] {
  const queues = new Map<string, Queue>(Object.entries(deadLetters));
  return functionNames.flatMap((name) => {
    const { alarms = [] }: FunctionRow = functionRows[name];
    return alarms.map(({ of, ...alarm }) => ({
      ...alarm,
      metric: functionMetric(functions[name], of, queues.get(name)),
    }));
  });
}

function functionMetric(lambda: Function, of: FunctionAlarm['of'], deadLetters: Queue | undefined): IMetric {
  if (of === 'runs') return lambda.metricInvocations(once);
  if (of === 'errors') return lambda.metricErrors(once);
  if (of === 'delayMilliseconds') return lambda.metric('IteratorAge', atMost);
  if (!deadLetters) throw new Error(`nothing keeps the dead letters of ${lambda.node.path}`);
  return deadLetters.metricApproximateNumberOfMessagesVisible(atMost);
}

function workflowAlarms({ workflow, jobs }: Application): AlarmDeclaration[] {
  return [
    {
      id: 'JobExecutionsFailed',
      metric: jobs.metricFailed(once),
      threshold: 1,
      usersLose: 'A change for everybody registered with a company stands still in the middle.',
    },
    {
      id: 'ReviewExecutionsFailed',
      metric: new MathExpression({
        label: 'Executions failed, timed out or aborted',
        // A sum with a metric that has no data has none itself, and these have data only when something fails.
        expression: 'FILL(failed, 0) + FILL(timedOut, 0) + FILL(aborted, 0)',
        usingMetrics: {
          failed: workflow.metricFailed(once),
          timedOut: workflow.metricTimedOut(once),
          aborted: workflow.metricAborted(once),
        },
        period: alarmPeriod,
      }),
      threshold: 1,
      usersLose: 'One application per failure stands still: its next step never opens.',
    },
  ];
}

function apiAlarms({ api }: Application): AlarmDeclaration[] {
  return [
    {
      id: 'ApiServerErrors',
      metric: api.api.metricServerError(once),
      // One user who tries again and again makes two or three a minute.
      threshold: 5,
      periods: 2,
      usersLose: 'Nothing can be read or submitted, in some or all sections of the site.',
    },
    {
      id: 'ApiLatency',
      metric: api.api.metricLatency({ period: alarmPeriod, statistic: Stats.percentile(95) }),
      // Milliseconds. A cold start takes one second and is rare enough to lie above the 95th percentile.
      threshold: 2000,
      periods: 5,
      usersLose: 'Every click takes seconds; people submit twice or give up.',
    },
  ];
}

const parts: Readonly<Record<ApiName, string>> = {
  practitioner: 'Practitioners cannot read or submit',
  employer: 'Employers cannot read or confirm',
  department: 'Officers cannot read or decide',
  public: 'Visitors cannot verify certificates, read public notices or object',
};

/** Each part of the API by itself: one that fails for all its users is lost in the sum of all. */
function partAlarms({ answering, failures }: Application): AlarmDeclaration[] {
  return Object.entries(answering).flatMap(([name, lambda]) => {
    const api = apiNames.find((each) => each === name);
    if (api === undefined) return [];
    const id = capitalized(api);
    return [
      {
        id: `${id}RequestErrors`,
        runbook: 'RequestErrors',
        metric: new MathExpression({
          label: `Requests of ${api} that failed`,
          expression: 'FILL(failed, 0) + FILL(errors, 0)',
          // Out of time or memory a function writes no line.
          usingMetrics: { failed: failures.metric(api), errors: lambda.metricErrors(once) },
          period: alarmPeriod,
        }),
        threshold: 3,
        periods: 2,
        within: 5,
        usersLose: `${parts[api]}: their requests fail.`,
      },
      {
        id: `${id}RequestLatency`,
        runbook: 'RequestLatency',
        metric: lambda.metricDuration({ period: alarmPeriod, statistic: Stats.percentile(95) }),
        // Milliseconds. An answer takes 50; a cold start one second, and is above the 95th percentile where people are at work.
        threshold: 2000,
        periods: 5,
        usersLose: `${parts[api]} without waiting seconds for every click.`,
      },
    ];
  });
}

/** What the look through all open cases finds, and no error of a function says. */
function caseAlarms({ cases }: Application): AlarmDeclaration[] {
  return [
    {
      id: 'StuckCases',
      metric: cases.metric('stuck'),
      threshold: 1,
      usersLose: 'One application each stands still: nobody can act on it, and nothing carries it on.',
    },
    {
      id: 'LateSteps',
      metric: cases.metric('late'),
      threshold: 1,
      usersLose: 'Steps whose time is over have not ended: applications wait although the law says how they go on.',
    },
    {
      id: 'OverdueSteps',
      metric: cases.metric('overdue'),
      threshold: 1,
      usersLose: 'Applicants wait longer for the department than the law allows.',
    },
    {
      id: 'WaitingUploads',
      metric: cases.metric('uploads'),
      threshold: 1,
      usersLose: 'Uploaded files stay 检查中 and cannot be attached.',
    },
  ];
}

function throttleAlarms(table: UsedTable): AlarmDeclaration[] {
  // Of the account, since that is what runs out: there are more functions than the ten metrics an alarm on an expression may have.
  const throttles = new Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', ...once });
  const throttled = (metricName: string, index?: string) =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: {
        TableName: table.tableName,
        ...(index === undefined ? {} : { GlobalSecondaryIndexName: index }),
      },
      ...once,
    });
  // An index is throttled by itself, and holds up writes to the table ("Throttling and GSI back-pressure").
  const tableThrottles = Object.fromEntries(
    ([undefined, ...tableIndexes] as const).flatMap((index) => {
      const of = index ?? 'table';
      return [
        [`${of}Reads`, throttled('ReadThrottleEvents', index)] as const,
        [`${of}Writes`, throttled('WriteThrottleEvents', index)] as const,
      ];
    }),
  );
  return [
    {
      id: 'FunctionThrottles',
      metric: throttles,
      threshold: 1,
      periods: 3,
      usersLose: 'Requests are refused and the workflow slows down because the account has no free concurrency.',
    },
    {
      id: 'TableThrottles',
      metric: new MathExpression({
        label: 'Requests throttled by the table or an index',
        expression: Object.keys(tableThrottles)
          .map((name) => `FILL(${name}, 0)`)
          .join(' + '),
        usingMetrics: tableThrottles,
        period: alarmPeriod,
      }),
      threshold: 1,
      periods: 3,
      usersLose: 'Pages are slow and some submissions fail and have to be repeated.',
    },
  ];
}

// What an alarm on an expression may take ("Using metric math: quotas" of an alarm).
const mostMetrics = 10;

/** Bounces and complaints put the account on probation, and then no e-mail goes out at all ("Monitoring your Amazon SES sender reputation"): 5 % and 0.1 %. */
function mailAlarms({ configurationSet }: Application): AlarmDeclaration[] {
  const rate = (metricName: string) =>
    new Metric({
      namespace: 'AWS/SES',
      metricName,
      dimensionsMap: { 'ses:configuration-set': configurationSet },
      period: Duration.hours(1),
      statistic: Stats.MAXIMUM,
    });
  const usersLose = 'SES stops all e-mail when this goes on; the messages on the site are there.';
  return [
    { id: 'MailBounces', runbook: 'MailReturns', metric: rate('Reputation.BounceRate'), threshold: 0.05, usersLose },
    {
      id: 'MailComplaints',
      runbook: 'MailReturns',
      metric: rate('Reputation.ComplaintRate'),
      threshold: 0.001,
      usersLose,
    },
  ];
}

/** A rule whose target is not called says so nowhere else: uploads stay 检查中, stalls are not noted, reminders not sent. */
function ruleAlarms({ rules }: Application): AlarmDeclaration[] {
  if (rules.length > mostMetrics) {
    throw new Error(`RuleFailures cannot watch ${rules.length} rules: an alarm takes ${mostMetrics} metrics; split it`);
  }
  const failed = Object.fromEntries(
    rules.map((rule, index) => [
      `rule${index}`,
      new Metric({
        namespace: 'AWS/Events',
        metricName: 'FailedInvocations',
        dimensionsMap: { RuleName: rule.ruleName },
        ...once,
      }),
    ]),
  );
  return [
    {
      id: 'RuleFailures',
      metric: new MathExpression({
        label: 'Events that reached no target',
        expression: Object.keys(failed)
          .map((name) => `FILL(${name}, 0)`)
          .join(' + '),
        usingMetrics: failed,
        period: alarmPeriod,
      }),
      threshold: 1,
      usersLose:
        'Uploads are not inspected, reminders not sent, or failed applications not marked: what the rule would have called was not called.',
    },
  ];
}
