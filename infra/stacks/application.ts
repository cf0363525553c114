import { CfnOutput, Stack } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import type { DeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import { DistributionKey } from '../constructs/distribution-key.ts';
import { deploymentParameter } from '../constructs/deployment-parameter.ts';
import { EventLog } from '../constructs/event-log.ts';
import { RegistrationApi } from '../constructs/http-api.ts';
import { JobWorkflow } from '../constructs/job-workflow.ts';
import { MailDispatch } from '../constructs/mail-dispatch.ts';
import { bindWorkflow, defineFunctions } from '../constructs/product-functions.ts';
import type { ProductFunctions } from '../constructs/product-functions.ts';
import { Clock } from '../constructs/clock.ts';
import { CaseWatch } from '../constructs/case-watch.ts';
import type { ProductFunction } from '../constructs/product-function.ts';
import { RequestFailures } from '../constructs/request-failures.ts';
import type { ApiName } from '../../api/endpoint.ts';
import { ReviewWorkflow } from '../constructs/review-workflow.ts';
import { StallNotes } from '../constructs/stall-notes.ts';
import { StreamDispatch } from '../constructs/stream-dispatch.ts';
import { StreamProjection } from '../constructs/stream-projection.ts';
import { TableInUse } from '../constructs/table-in-use.ts';
import { UploadInspection } from '../constructs/upload-inspection.ts';
import type { NamedStackProps, Storage } from './storage.ts';

/** What the application keeps its data in. */
export interface ApplicationProps extends NamedStackProps {
  readonly storage: Storage;
  /** Goes before names that are unique in an account and region. */
  readonly prefix: string;
}

/** Everything that runs: the API, its functions, the workflow and the events between them. */
export class Application extends Stack {
  readonly functions: ProductFunctions;
  readonly api: RegistrationApi;
  readonly workflow: ReviewWorkflow;
  readonly jobs: JobWorkflow;
  /** Where what a function could not take is kept, by the function. */
  readonly deadLetters: Readonly<
    Record<'dispatchEvents' | 'inspectUpload' | 'sendMail' | 'projectTerms', DeadLetterQueue>
  >;
  readonly bus: EventBus;
  readonly cases: CaseWatch;
  /** The functions that answer the API, by its parts. */
  readonly answering: Readonly<Record<ApiName, ProductFunction>>;
  readonly failures: RequestFailures;
  readonly distributionKey: DistributionKey;
  /** The configuration set of SES with which e-mails are sent. */
  readonly configurationSet: string;
  /** The table that all of this works on. */
  readonly table: TableInUse;

  constructor(scope: Construct, id: string, { stackName, storage, prefix }: ApplicationProps) {
    super(scope, id, { stackName, description: 'Registration: API, functions, workflow and events' });
    this.table = new TableInUse(this, 'TableInUse', { own: storage.table });
    const { dataKey, incoming, documents, audit, exports, identityKey } = storage;
    const { table } = this;
    this.configurationSet = `${prefix}registration`;
    this.distributionKey = new DistributionKey(this, 'DistributionKey', { encryptionKey: dataKey });
    this.functions = defineFunctions(this, {
      ...{ dataKey, table, incoming, documents, audit, exports, identityKey },
      distributionKey: this.distributionKey.secret,
    });
    this.workflow = new ReviewWorkflow(this, 'Review', { ...this.functions, encryptionKey: storage.dataKey });
    this.jobs = new JobWorkflow(this, 'Job', { ...this.functions, encryptionKey: storage.dataKey });
    this.bus = new EventBus(this, 'Bus', { eventBusName: `${prefix}registration-events` });
    new EventLog(this, 'EventLog', { bus: this.bus, encryptionKey: storage.dataKey });
    bindWorkflow(this.functions, { stateMachine: this.workflow, jobs: this.jobs, bus: this.bus });
    const dispatch = new StreamDispatch(this, 'Dispatch', {
      table: this.table,
      target: this.functions.dispatchEvents,
    });
    const inspection = new UploadInspection(this, 'Inspection', {
      incoming: storage.incoming,
      inspector: this.functions.inspectUpload,
    });
    const mail = new MailDispatch(this, 'Mail', {
      dispatcher: this.functions.dispatchEvents,
      sender: this.functions.sendMail,
      configurationSet: this.configurationSet,
    });
    const projection = new StreamProjection(this, 'Projection', {
      table: this.table,
      target: this.functions.projectTerms,
    });
    new StallNotes(this, 'Stalls', { workflow: this.workflow, noter: this.functions.noteStall });
    const namespace = `${prefix}registration`;
    this.cases = new CaseWatch(this, 'CaseWatch', { watcher: this.functions.watchCases, namespace });
    new Clock(this, 'Clock', this.functions);
    this.deadLetters = {
      dispatchEvents: dispatch.deadLetters,
      inspectUpload: inspection.deadLetters,
      sendMail: mail.deadLetters,
      projectTerms: projection.deadLetters,
    };
    this.answering = {
      practitioner: this.functions.practitionerApi,
      employer: this.functions.employerApi,
      department: this.functions.departmentApi,
      public: this.functions.publicApi,
    };
    this.failures = new RequestFailures(this, 'RequestFailures', { functions: this.answering, namespace });
    this.api = new RegistrationApi(this, 'Http', { encryptionKey: storage.dataKey, functions: this.answering });
    this.#defineOutputs();
  }

  /** The rules of the account's own bus: what they call is called by nothing else. */
  get rules(): readonly Rule[] {
    return this.node
      .findAll()
      .flatMap((each) => (each instanceof Rule && !(each.node.scope instanceof EventLog) ? [each] : []));
  }

  #defineOutputs(): void {
    // An output may bear the name of a parameter, but two constructs of one scope may not.
    const scope = new Construct(this, 'Outputs');
    const output = (name: string, value: string) => new CfnOutput(scope, name, { value }).overrideLogicalId(name);
    output('ApiUrl', this.api.api.apiEndpoint);
    for (const name of [
      'ProvinceIssuer',
      'StaffIssuer',
      'ProvinceClientId',
      'StaffClientId',
      'ApiAudience',
      'SiteUrl',
      // What the rebuild counts periods with.
      'PublicityDaySeconds',
      'DeadlineDaySeconds',
    ] as const) {
      output(name, deploymentParameter(this, name));
    }
    // The own table, or the one that was restored in its place.
    output('TableInUseName', this.table.tableName);
    output('DistributionKeySecretArn', this.distributionKey.secret.secretArn);
    output('StateMachineArn', this.workflow.stateMachineArn);
    output('JobMachineArn', this.jobs.stateMachineArn);
    output('EventBusName', this.bus.eventBusName);
    // What the runbooks invoke by hand.
    output('DispatchEventsName', this.functions.dispatchEvents.functionName);
    output('CloseAuditDaysName', this.functions.closeAuditDays.functionName);
    output('ReconcileFiguresName', this.functions.reconcileFigures.functionName);
    output('WatchServiceName', this.functions.watchService.functionName);
    output('WatchCasesName', this.functions.watchCases.functionName);
    output('SweepObjectsName', this.functions.sweepObjects.functionName);
    output('SendMailName', this.functions.sendMail.functionName);
    output('ProjectTermsName', this.functions.projectTerms.functionName);
    output('SendRemindersName', this.functions.sendReminders.functionName);
  }
}
