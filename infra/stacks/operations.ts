import { Aws, CfnOutput, Stack } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { OperationsDashboard } from '../constructs/operations-dashboard.ts';
import { alarmPeriod, RunbookAlarm, type RunbookAlarmProps } from '../constructs/runbook-alarm.ts';
import type { Application } from './application.ts';
import type { Storage } from './storage.ts';

/** What is watched. */
export interface OperationsProps {
  readonly storage: Storage;
  readonly application: Application;
}

const once = { period: alarmPeriod, statistic: Stats.SUM };
const atMost = { period: alarmPeriod, statistic: Stats.MAXIMUM };

/** The dashboard and the alarms. */
export class Operations extends Stack {
  constructor(scope: Construct, id: string, { storage, application }: OperationsProps) {
    super(scope, id, { description: 'Registration: dashboard and alarms' });
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
    const alarms = [
      ...workflowAlarms(application),
      ...documentAlarms(application),
      ...noticeAlarms(application),
      ...apiAlarms(application),
      ...throttleAlarms(storage),
    ].map(({ id: alarm, ...props }) => new RunbookAlarm(this, alarm, { topic, ...props }));
    new OperationsDashboard(this, 'Dashboard', { application, storage, alarms });
    new CfnOutput(this, 'AlarmTopicArn', { value: topic.topicArn });
  }
}

type AlarmDeclaration = Omit<RunbookAlarmProps, 'topic'> & { readonly id: string };

function workflowAlarms({ dispatch, workflow, functions }: Application): AlarmDeclaration[] {
  return [
    {
      id: 'DispatchDeadLetters',
      metric: dispatch.deadLetters.metricApproximateNumberOfMessagesVisible(atMost),
      threshold: 1,
      usersLose: 'An application stands still although a party has acted on it, or a party got no message of it.',
    },
    {
      id: 'DispatchDelay',
      metric: functions.dispatchEvents.metric('IteratorAge', atMost),
      // Milliseconds. The promise is half a second (next work item listed); one batch at the function's timeout is 60 s.
      threshold: 60_000,
      periods: 3,
      usersLose: 'Whoever acts next sees new work minutes late, in every application.',
    },
    {
      id: 'ReviewExecutionsFailed',
      metric: new MathExpression({
        label: 'Executions failed, timed out or aborted',
        expression: 'failed + timedOut + aborted',
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
    {
      id: 'WorkflowErrors',
      metric: functions.workflowTasks.metricErrors(once),
      // StepNotOpen counts too, one for a race of a party with the workflow: three in each of three minutes are no accident.
      threshold: 3,
      periods: 3,
      usersLose:
        'Steps do not open and applications wait; they go on by themselves within six hours of the cause being gone.',
    },
  ];
}

function documentAlarms({ functions, inspection }: Application): AlarmDeclaration[] {
  return [
    {
      id: 'RenderErrors',
      metric: functions.renderDocuments.metricErrors(once),
      // The state machine tries again after 2, 4, 8 … seconds; three failures in each of three minutes are no accident.
      threshold: 3,
      periods: 3,
      usersLose:
        'Forms, notices and certificates are not made; applications wait at 材料生成中 or without a certificate.',
    },
    {
      id: 'InspectionErrors',
      metric: functions.inspectUpload.metricErrors(once),
      threshold: 3,
      periods: 3,
      usersLose: 'Uploaded photos, contracts and sealed forms stay 检查中 and cannot be attached.',
    },
    {
      id: 'InspectionDeadLetters',
      metric: inspection.deadLetters.metricApproximateNumberOfMessagesVisible(atMost),
      threshold: 1,
      usersLose: 'One upload per message is never inspected; its owner waits for nothing.',
    },
  ];
}

function noticeAlarms({ functions, mail }: Application): AlarmDeclaration[] {
  return [
    {
      id: 'ReminderErrors',
      metric: functions.sendReminders.metricErrors(once),
      // Every minute is a run that makes up for the last: five failures in a row are no accident.
      threshold: 1,
      periods: 5,
      usersLose: 'Nobody is reminded before a step or a registration expires.',
    },
    {
      id: 'MailDeadLetters',
      metric: mail.deadLetters.metricApproximateNumberOfMessagesVisible(atMost),
      threshold: 1,
      usersLose: 'People get no e-mail of what happens to their applications; the messages on the site are there.',
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

function throttleAlarms({ table }: Storage): AlarmDeclaration[] {
  // Of the account, since that is what runs out: there are more functions than the ten metrics an alarm on an expression may have.
  const throttles = new Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', ...once });
  const tableThrottles = (metricName: string) =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: { TableName: table.tableName },
      ...once,
    });
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
        label: 'Requests throttled by the table',
        expression: 'reads + writes',
        usingMetrics: { reads: tableThrottles('ReadThrottleEvents'), writes: tableThrottles('WriteThrottleEvents') },
        period: alarmPeriod,
      }),
      threshold: 1,
      periods: 3,
      usersLose: 'Pages are slow and some submissions fail and have to be repeated.',
    },
  ];
}
