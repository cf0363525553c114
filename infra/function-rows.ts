import { bundlePackageJson, documentAssets } from '../functions/documents/assets.ts';
import type { BundleProps } from './constructs/bundle.ts';
import { commandAccess } from './constructs/function-access.ts';
import type { FunctionAccess } from './constructs/function-access.ts';
import type { ParameterVariable } from './constructs/product-function.ts';

/** When somebody is woken because of a function; the key of the alarm is also the name of its runbook. */
export interface FunctionAlarm {
  readonly id: string;
  /** `errors`, `runs` and `deadLetters` are counted a minute, `delayMilliseconds` is the age of the oldest record that waits. */
  readonly of: 'errors' | 'runs' | 'deadLetters' | 'delayMilliseconds';
  readonly threshold: number;
  /** Minutes that must reach the threshold; default 1. */
  readonly periods?: number;
  /** Among how many minutes those are; default as many, which makes them consecutive. */
  readonly within?: number;
  /** Goes off below the threshold and without data. */
  readonly heartbeat?: true;
  /** What the people who use the product cannot do meanwhile; a sentence. */
  readonly usersLose: string;
}

/** A Lambda function: what runs, with how much, and what it may do. Everything about functions derives from these rows. */
export interface FunctionRow extends Pick<BundleProps, 'entry' | 'copies' | 'packageJson'> {
  readonly description: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** Whether it loads `sharp`, whose binaries are packed beside it. */
  readonly drawsWithSharp?: true;
  readonly parameters?: readonly ParameterVariable[];
  /** The parameter of the deployment that says how many may run at once, 0 for no limit. */
  readonly concurrency?: 'PublicConcurrency';
  readonly access: FunctionAccess;
  readonly alarms?: readonly FunctionAlarm[];
}

// Megabytes; 1769 are one virtual processor ("Configure Lambda function memory").
const oneProcessor = 1769;
// What computes nothing but waits for other services: 0.29 of a processor. Loading takes 0.23 s of a whole one, so 0.8 s, which nobody
// waits for; a loaded function holds 100 MB, and a batch of 25 records of at most 400 KB 10 MB more.
const waiting = 512;

const api = {
  // An answer takes a cold start (1 s), one read and one transaction (10 ms each) and, when DynamoDB throttles, the SDK's two
  // retries (under 1 s): 20 s is never reached but by an outage, and then leaves the function 9 of API Gateway's 29 s to say so.
  timeoutSeconds: 20,
  // 0.58 of a processor: validation and signing take 5 ms of one. Loading takes 0.28 s of one, so 0.5 s; with less, the cold start doubles.
  memoryMegabytes: 1024,
} as const;

// Each asks first whether a request came through the distribution.
const ofApi = { distributionKey: true } as const;

const timing = ['PUBLICITY_DAY_SECONDS', 'DEADLINE_DAY_SECONDS'] as const satisfies readonly ParameterVariable[];

// Its script looks for it beside itself, which is the bundle. The same file runs on every machine (WebAssembly).
const pdfEngine = { from: 'node_modules/@hyzyla/pdfium/dist/pdfium.wasm', to: 'pdfium.wasm' } as const;

/** Every function of the product, by the name of its construct in camel case. Access is what each needs and no more. */
export const functionRows = {
  practitionerApi: {
    entry: 'functions/practitioner/handler.ts',
    description: 'Answers the API of the practitioner',
    ...api,
    parameters: [...timing, 'SITE_URL'],
    // What a presigned address may do is what the signing function may do.
    access: { ...ofApi, table: commandAccess, incoming: ['put'], documents: ['read'], identityKey: true },
  },
  employerApi: {
    entry: 'functions/employer/handler.ts',
    description: 'Answers the API of the employer',
    ...api,
    parameters: timing,
    access: { ...ofApi, table: commandAccess, incoming: ['put'], documents: ['read'] },
  },
  departmentApi: {
    entry: 'functions/department/handler.ts',
    description: 'Answers the API of the department',
    ...api,
    parameters: timing,
    // An officer uploads what shows the ground of a cancellation.
    access: {
      ...ofApi,
      ...{ table: commandAccess, incoming: ['put'], documents: ['read'], exports: ['read'], identityKey: true },
    },
  },
  publicApi: {
    entry: 'functions/public/handler.ts',
    description: 'Answers the API for everybody',
    ...api,
    concurrency: 'PublicConcurrency',
    parameters: [
      'PROVINCE_ISSUER',
      'STAFF_ISSUER',
      'PROVINCE_CLIENT_ID',
      'STAFF_CLIENT_ID',
      'API_AUDIENCE',
      'SITE_URL',
      // When an objection is to be answered.
      'DEADLINE_DAY_SECONDS',
    ],
    // It counts how often somebody looks a certificate up.
    // What somebody sends with an objection goes where every upload goes, by an address that this function signs.
    access: { ...ofApi, table: ['read', 'put', 'update'], incoming: ['put'], documents: ['read'] },
  },
  workflowTasks: {
    entry: 'functions/workflow/handler.ts',
    description: 'Opens, closes and advances the steps of an application for the state machine',
    // One read and one transaction, like an API call, with nobody waiting; the state machine retries what times out.
    timeoutSeconds: 30,
    memoryMegabytes: waiting,
    parameters: timing,
    access: { table: commandAccess },
    alarms: [
      {
        id: 'WorkflowErrors',
        of: 'errors',
        // StepNotOpen counts too, one for a race of a party with the workflow; retries of what stays wrong come up to five minutes apart.
        threshold: 1,
        periods: 5,
        within: 15,
        usersLose:
          'Steps do not open and applications wait; they go on by themselves within six hours of the cause being gone.',
      },
    ],
  },
  carryOutJobs: {
    entry: 'functions/jobs/handler.ts',
    description: 'Carries out the next part of a job for the background',
    // A part takes a second or two; ten times that while the table is slow. The state machine takes up again what is out of time.
    timeoutSeconds: 60,
    memoryMegabytes: waiting,
    parameters: timing,
    // The parts of an export are read again to be joined.
    access: { table: commandAccess, exports: ['read', 'put'], identityKey: true },
    alarms: [
      {
        id: 'JobErrors',
        of: 'errors',
        // Retries of what stays wrong come up to five minutes apart.
        threshold: 1,
        periods: 3,
        within: 15,
        usersLose:
          'Changes of companies, commands on many cases, imports and exports stand still; they go on once the cause is gone.',
      },
    ],
  },
  renderDocuments: {
    entry: 'functions/documents/handler.ts',
    copies: documentAssets,
    packageJson: bundlePackageJson,
    description: 'Renders forms, notices and certificates as PDF',
    // Cold start with fonts 3 s, then 0.4 s per document and 0.2 s to store it; a step asks for at most four: 6 s, times ten for a
    // photo from a slow bucket and a second try of the SDK.
    timeoutSeconds: 60,
    // Layout is all computing; react-pdf with two Chinese fonts holds 230 MB.
    memoryMegabytes: oneProcessor,
    parameters: ['SITE_URL'],
    access: { table: ['read', 'put', 'update'], documents: ['read', 'put'] },
    alarms: [
      {
        id: 'RenderErrors',
        of: 'errors',
        // The state machine tries again after up to five minutes each: an application whose paper cannot be drawn fails once in a while, for hours.
        threshold: 1,
        periods: 3,
        within: 15,
        usersLose:
          'Forms, notices and certificates are not made; applications wait at 材料生成中 or without a certificate.',
      },
    ],
  },
  dispatchEvents: {
    entry: 'functions/dispatch/handler.ts',
    description: 'Follows the table: starts and resumes executions, writes messages, announces events',
    // A batch of 25 records, each at most one call of Step Functions (0.2 s) and one transaction (0.05 s): 6 s; times ten when
    // every call needs the SDK's retries.
    timeoutSeconds: 60,
    memoryMegabytes: waiting,
    // What a discarded draft owned goes with it, and what a company was found by under a former name. The employers of a former identity are
    // looked up to be told of its change.
    access: { table: ['query', 'put', 'delete'], documents: ['delete'], workflow: true, bus: true },
    alarms: [
      {
        id: 'DispatchDeadLetters',
        of: 'deadLetters',
        threshold: 1,
        usersLose: 'An application stands still although a party has acted on it, or a party got no message of it.',
      },
      {
        id: 'DispatchDelay',
        of: 'delayMilliseconds',
        // The promise is half a second (next work item listed); one batch at the function's time-out is 60 s.
        threshold: 60_000,
        periods: 3,
        usersLose: 'Whoever acts next sees new work minutes late, in every application.',
      },
      {
        id: 'StreamSilence',
        of: 'runs',
        // The watch writes an item every five minutes that the stream must bring here. A mapping that is disabled has no age.
        heartbeat: true,
        threshold: 1,
        periods: 20,
        usersLose: 'Whatever a party does, nothing follows: no work for the next, no message, no certificate.',
      },
    ],
  },
  projectTerms: {
    entry: 'functions/projection/handler.ts',
    description:
      'Writes the rows by which lists and searches find what the table holds, and the counters of the figures',
    // A batch of 25 records, each one read and at most a dozen small writes, those that count one after another: 2 s; times ten when every call needs the
    // SDK's retries.
    timeoutSeconds: 60,
    memoryMegabytes: waiting,
    access: { table: ['get', 'query', 'put', 'update', 'delete'] },
    alarms: [
      {
        id: 'ProjectionDeadLetters',
        of: 'deadLetters',
        threshold: 1,
        usersLose: 'Officers miss a case in a queue, or anybody a row in a search; the case itself goes on.',
      },
      {
        id: 'ProjectionDelay',
        of: 'delayMilliseconds',
        threshold: 60_000,
        periods: 3,
        usersLose: 'Queues and searches of the department show new cases minutes late.',
      },
    ],
  },
  noteStall: {
    entry: 'functions/workflow/stall-handler.ts',
    description: 'Notes on an application that its execution has failed, or goes on',
    // One read and one write; the events come again when it fails.
    timeoutSeconds: 30,
    memoryMegabytes: waiting,
    access: { table: ['get', 'update'] },
  },
  sendReminders: {
    entry: 'functions/reminders/handler.ts',
    description: 'Sends the reminders that are due',
    // When the reminder that follows one of a step is due.
    parameters: ['DEADLINE_DAY_SECONDS'],
    // At most 500 reminders in 20 rounds, each round three reads and four writes behind one another (70 ms): 1.4 s. After an outage a
    // hundred empty days are read, 10 ms each: 1 s more. Times ten when every call needs the SDK's retries: 20 s.
    timeoutSeconds: 60,
    memoryMegabytes: waiting,
    access: { table: ['get', 'query', 'put', 'delete'] },
    alarms: [
      {
        id: 'ReminderErrors',
        of: 'errors',
        // Every minute is a run that makes up for the last: five failures in a row are no accident.
        threshold: 1,
        periods: 5,
        usersLose: 'Nobody is reminded before a step or a registration expires.',
      },
      {
        id: 'ReminderSilence',
        of: 'runs',
        // One run a minute; an event rule that is disabled, or fails before the function, counts no error of it.
        heartbeat: true,
        threshold: 1,
        periods: 15,
        usersLose: 'Nobody is reminded before a step or a registration expires, because nothing runs at all.',
      },
    ],
  },
  sweepObjects: {
    entry: 'functions/objects/handler.ts',
    description: 'Removes objects that belong to nothing',
    // A page of 1,000 keys takes ten batch reads (20 ms each) and one listing (0.2 s): half a second, 1,500 pages in the 12 minutes that
    // a run begins pages in. It notes how far it came, and the next day goes on from there.
    timeoutSeconds: 900,
    memoryMegabytes: waiting,
    access: { table: ['get', 'get-many', 'put', 'delete', 'check'], documents: ['delete'], documentsBucket: ['list'] },
  },
  closeAuditDays: {
    entry: 'functions/audit/handler.ts',
    description: 'Closes the days of the record of what the staff looked at',
    // A day of 20,000 looks (200 officers, 100 each) is 6 MB: read in 3 s, written in one; no further day is begun in the last 45 s.
    timeoutSeconds: 120,
    memoryMegabytes: waiting,
    access: { table: ['query', 'put'], audit: ['read', 'put'] },
    alarms: [
      {
        id: 'AuditNotClosed',
        of: 'errors',
        // The tries of an asynchronous invocation come a minute and two apart ("Error handling for asynchronous invocation").
        threshold: 1,
        periods: 3,
        within: 10,
        usersLose:
          'Nobody loses anything at once; who looked at people’s data could be changed unseen until the day is closed.',
      },
    ],
  },
  reconcileFigures: {
    entry: 'functions/figures/handler.ts',
    description: 'Proves the counters of the figures against the cases, and mends them',
    // A month of 25,000 cases takes three reads of each, 25 at once: half a minute, and three times that when people work in it. No further month is begun in the
    // last three minutes; the next night begins with what was not reached.
    timeoutSeconds: 900,
    memoryMegabytes: waiting,
    access: { table: ['get', 'get-many', 'query', 'put', 'update'] },
    alarms: [
      {
        id: 'FiguresDiffered',
        of: 'errors',
        // One run a night; a second one finds mended what the first has mended.
        threshold: 1,
        usersLose:
          'Nobody loses anything of a case; the figures that the head reads were wrong and are right again, or are not proved.',
      },
    ],
  },
  watchService: {
    entry: 'functions/watch/handler.ts',
    description: 'Does what every visitor must be able to do, and writes the pulse of the stream',
    // Three questions at once, none waited for longer than 30 s, and one write.
    timeoutSeconds: 45,
    memoryMegabytes: waiting,
    parameters: ['SITE_URL'],
    access: { table: ['put'] },
    alarms: [
      {
        id: 'VisitorsTurnedAway',
        of: 'errors',
        // One run in five minutes: two of three, so that a deployment wakes nobody.
        threshold: 1,
        periods: 2,
        within: 15,
        usersLose: 'Visitors cannot sign in, read public notices or verify certificates, or not all of it.',
      },
      {
        id: 'WatchSilence',
        of: 'runs',
        heartbeat: true,
        threshold: 1,
        periods: 20,
        usersLose: 'Nobody loses anything by itself, and nobody would hear if they did: the watch does not run.',
      },
    ],
  },
  watchCases: {
    entry: 'functions/case-watch/handler.ts',
    description: 'Looks through all open cases for those that stand still',
    // 20,000 open cases are 200 pages, each three reads of a hundred (50 ms): 30 s; times five while the table is slow.
    timeoutSeconds: 180,
    memoryMegabytes: waiting,
    access: { table: ['query', 'get-many'], incomingBucket: ['list'], executions: true },
    alarms: [
      {
        id: 'CaseWatchSilence',
        of: 'runs',
        heartbeat: true,
        threshold: 1,
        // Two runs an hour: three that are missing.
        periods: 100,
        usersLose: 'Nobody loses anything by itself, and nobody would hear of a case that stands still.',
      },
    ],
  },
  sendMail: {
    entry: 'functions/messages/handler.ts',
    description: 'Sends messages by e-mail',
    // A batch of 10 records at once, each two reads, one call of SES (0.3 s) and one write: 1 s. Waiting for the sending rate of a new
    // account (1 a second) 10 s; times three for the SDK's retries.
    timeoutSeconds: 60,
    memoryMegabytes: waiting,
    parameters: ['EMAIL_SENDER', 'SITE_URL'],
    // What came back is marked under the condition that the address is still the profile's.
    access: { table: ['get', 'put', 'update', 'check'] },
    alarms: [
      {
        id: 'MailDeadLetters',
        of: 'deadLetters',
        threshold: 1,
        usersLose: 'People get no e-mail of what happens to their applications; the messages on the site are there.',
      },
    ],
  },
  inspectUpload: {
    entry: 'functions/inspection/handler.ts',
    copies: [pdfEngine],
    drawsWithSharp: true,
    description: 'Inspects uploads and promotes sound ones to the documents bucket',
    // 20 MB arrive from S3 in 1 s; a PDF of 200,000 objects, the most allowed, is read in 5 s and its pictures unfolded in 5 more, a
    // photo of 50 megapixels decoded in 2.
    timeoutSeconds: 60,
    // Decoding is all computing; loaded it holds 120 MB, the file 20, a photo of 50 megapixels with four bytes each 200.
    memoryMegabytes: oneProcessor,
    // An event can come twice, and the upload is deleted after the first: it must notice that one is gone.
    access: {
      table: ['get', 'update'],
      incoming: ['read-version', 'delete-version'],
      incomingBucket: ['notice-absence'],
      documents: ['put'],
    },
    alarms: [
      {
        id: 'InspectionErrors',
        of: 'errors',
        threshold: 3,
        periods: 3,
        usersLose: 'Uploaded photos, contracts and sealed forms stay 检查中 and cannot be attached.',
      },
      {
        id: 'InspectionDeadLetters',
        of: 'deadLetters',
        threshold: 1,
        usersLose: 'One upload per message is never inspected; its owner waits for nothing.',
      },
    ],
  },
  missingPage: {
    entry: 'functions/missing-page/handler.ts',
    description: 'Answers addresses for which the site has no page',
    // It answers from memory; loading takes 10 ms of a processor, so 0.1 s with a seventh of one, and the rest is for an overloaded host.
    timeoutSeconds: 5,
    // Node with its few lines holds 45 MB.
    memoryMegabytes: 256,
    access: {},
  },
} as const satisfies Record<string, FunctionRow>;

/** Name of a function of the application: all but the one that belongs to the site. */
export type FunctionName = Exclude<keyof typeof functionRows, 'missingPage'>;

/** The names of the functions of the application, in the order of their rows. */
export const functionNames: readonly FunctionName[] = Object.keys(functionRows).filter(isOfApplication);

function isOfApplication(name: string): name is FunctionName {
  return name !== 'missingPage';
}
