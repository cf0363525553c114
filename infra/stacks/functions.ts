import { Annotations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { bundlePackageJson, documentAssets } from '../../functions/documents/assets.ts';
import { Bundler, type BundleProps } from '../constructs/bundle.ts';
import { sharpPackage, type NativePackage } from '../constructs/native-packages.ts';
import { commandAccess, ProductFunction, type ParameterVariable, type ProductFunctionProps } from '../constructs/product-function.ts';
import type { Storage } from './storage.ts';

/** Every function of the product. */
export type ProductFunctions = Readonly<
  Record<
    | 'practitionerApi'
    | 'employerApi'
    | 'departmentApi'
    | 'publicApi'
    | 'workflowTasks'
    | 'renderDocuments'
    | 'dispatchEvents'
    | 'noteStall'
    | 'sendReminders'
    | 'sweepObjects'
    | 'sendMail'
    | 'inspectUpload',
    ProductFunction
  >
>;

/** Defines the functions with exactly the access each needs. Access to the workflow and the bus is bound where those are defined. */
export function defineFunctions(scope: Construct, storage: Storage): ProductFunctions {
  const sharp = sharpPackage();
  const bundles = functionBundles(sharp);
  const bundler = new Bundler(Object.values(bundles));
  const make: MakeFunction = (id, props) =>
    new ProductFunction(scope, id, { ...props, encryptionKey: storage.dataKey, bundler, bundle: bundles[id] });
  const functions = {
    practitionerApi: definePartyApi(make, storage, 'PractitionerApi'),
    employerApi: definePartyApi(make, storage, 'EmployerApi'),
    departmentApi: defineDepartmentApi(make, storage),
    publicApi: definePublicApi(make, storage),
    workflowTasks: defineWorkflowTasks(make, storage),
    renderDocuments: defineRenderDocuments(make, storage),
    dispatchEvents: defineDispatchEvents(make, storage),
    noteStall: defineNoteStall(make, storage),
    sendReminders: defineSendReminders(make, storage),
    sweepObjects: defineSweepObjects(make, storage),
    sendMail: defineSendMail(make, storage),
    inspectUpload: defineInspectUpload(make, storage),
  };
  functions.practitionerApi.bindIdentityKey({ secret: storage.identityKey });
  functions.departmentApi.bindIdentityKey({ secret: storage.identityKey });
  if (!sharp.fitsLambda) {
    Annotations.of(functions.inspectUpload).addWarningV2(
      'registration:SharpBinaries',
      'The binaries of sharp are not those of Linux on arm64: run `npm run prepare:arm64` before a deployment.',
    );
  }
  return functions;
}

// Its script looks for it beside itself, which is the bundle. The same file runs on every machine (WebAssembly).
const pdfEngine = { from: 'node_modules/@hyzyla/pdfium/dist/pdfium.wasm', to: 'pdfium.wasm' } as const;

function functionBundles(sharp: NativePackage) {
  return {
    PractitionerApi: { entry: 'functions/practitioner/handler.ts' },
    EmployerApi: { entry: 'functions/employer/handler.ts' },
    DepartmentApi: { entry: 'functions/department/handler.ts' },
    PublicApi: { entry: 'functions/public/handler.ts' },
    WorkflowTasks: { entry: 'functions/workflow/handler.ts' },
    RenderDocuments: {
      entry: 'functions/documents/handler.ts',
      copies: documentAssets,
      packageJson: bundlePackageJson,
    },
    DispatchEvents: { entry: 'functions/dispatch/handler.ts' },
    NoteStall: { entry: 'functions/workflow/stall-handler.ts' },
    SweepObjects: { entry: 'functions/objects/handler.ts' },
    SendReminders: { entry: 'functions/reminders/handler.ts' },
    SendMail: { entry: 'functions/messages/handler.ts' },
    InspectUpload: {
      entry: 'functions/inspection/handler.ts',
      external: ['sharp'],
      copies: [...sharp.copies, pdfEngine],
    },
  } as const satisfies Record<string, BundleProps>;
}

type MakeFunction = (
  id: keyof ReturnType<typeof functionBundles>,
  props: Omit<ProductFunctionProps, 'encryptionKey' | 'bundler' | 'bundle'>,
) => ProductFunction;

// An answer takes a cold start (1 s), one read and one transaction (10 ms each) and, when DynamoDB throttles, the SDK's two
// retries (under 1 s): 20 s is never reached but by an outage, and then leaves the function 9 of API Gateway's 29 s to say so.
const apiTimeoutSeconds = 20;
// Half a processor: validation and signing take 5 ms of one; with less, the cold start doubles.
const apiMemoryMegabytes = 1024;

const timing = ['PUBLICITY_DAY_SECONDS', 'DEADLINE_DAY_SECONDS'] as const satisfies readonly ParameterVariable[];

function definePartyApi(make: MakeFunction, storage: Storage, id: 'PractitionerApi' | 'EmployerApi'): ProductFunction {
  const lambda = make(id, {
    description: `Answers the API of the ${id === 'EmployerApi' ? 'employer' : 'practitioner'}`,
    timeoutSeconds: apiTimeoutSeconds,
    memoryMegabytes: apiMemoryMegabytes,
    parameters: timing,
  });
  lambda.bindTable({ table: storage.table, access: commandAccess });
  // What a presigned address may do is what the signing function may do.
  lambda.bindBucket({ bucket: storage.incoming, variable: 'INCOMING_BUCKET', access: ['put'] });
  lambda.bindBucket({ bucket: storage.documents, variable: 'DOCUMENTS_BUCKET', access: ['read'] });
  return lambda;
}

function defineDepartmentApi(make: MakeFunction, storage: Storage): ProductFunction {
  const lambda = make('DepartmentApi', {
    description: 'Answers the API of the department',
    timeoutSeconds: apiTimeoutSeconds,
    memoryMegabytes: apiMemoryMegabytes,
    parameters: timing,
  });
  lambda.bindTable({ table: storage.table, access: commandAccess });
  lambda.bindBucket({ bucket: storage.documents, variable: 'DOCUMENTS_BUCKET', access: ['read'] });
  return lambda;
}

function definePublicApi(make: MakeFunction, storage: Storage): ProductFunction {
  const lambda = make('PublicApi', {
    description: 'Answers the API for everybody',
    timeoutSeconds: apiTimeoutSeconds,
    memoryMegabytes: apiMemoryMegabytes,
    parameters: ['PROVINCE_ISSUER', 'STAFF_ISSUER', 'PROVINCE_CLIENT_ID', 'STAFF_CLIENT_ID', 'API_AUDIENCE'],
  });
  lambda.bindTable({ table: storage.table, access: ['read'] });
  return lambda;
}

function defineWorkflowTasks(make: MakeFunction, storage: Storage): ProductFunction {
  const lambda = make('WorkflowTasks', {
    description: 'Opens, closes and advances the steps of an application for the state machine',
    // One read and one transaction, like an API call, with nobody waiting; the state machine retries what times out.
    timeoutSeconds: 30,
    memoryMegabytes: 512,
    parameters: timing,
  });
  lambda.bindTable({ table: storage.table, access: commandAccess });
  return lambda;
}

function defineRenderDocuments(make: MakeFunction, storage: Storage): ProductFunction {
  const lambda = make('RenderDocuments', {
    description: 'Renders forms, notices and certificates as PDF',
    // Cold start with fonts 3 s, then 0.4 s per document and 0.2 s to store it; a step asks for at most four: 6 s, times ten for a
    // photo from a slow bucket and a second try of the SDK.
    timeoutSeconds: 60,
    // One whole processor, since layout is all computing; react-pdf with two Chinese fonts holds 230 MB.
    memoryMegabytes: 1769,
    parameters: ['SITE_URL'],
  });
  lambda.bindTable({ table: storage.table, access: ['read', 'put'] });
  lambda.bindBucket({ bucket: storage.documents, variable: 'DOCUMENTS_BUCKET', access: ['read', 'put'] });
  return lambda;
}

function defineDispatchEvents(make: MakeFunction, storage: Storage): ProductFunction {
  const lambda = make('DispatchEvents', {
    description: 'Follows the table: starts and resumes executions, writes messages, announces events',
    // A batch of 25 records, each at most one call of Step Functions (0.2 s) and one transaction (0.05 s): 6 s; times ten when
    // every call needs the SDK's retries.
    timeoutSeconds: 60,
    memoryMegabytes: 512,
  });
  lambda.bindTable({ table: storage.table, access: ['put'] });
  // What a discarded draft owned goes with it.
  lambda.bindBucket({ bucket: storage.documents, variable: 'DOCUMENTS_BUCKET', access: ['delete'] });
  return lambda;
}

function defineNoteStall(make: MakeFunction, storage: Storage): ProductFunction {
  const lambda = make('NoteStall', {
    description: 'Notes on an application that its execution has failed, or goes on',
    // One read and one write; the events come again when it fails.
    timeoutSeconds: 30,
    memoryMegabytes: 512,
  });
  lambda.bindTable({ table: storage.table, access: ['read', 'update'] });
  return lambda;
}

function defineSweepObjects(make: MakeFunction, storage: Storage): ProductFunction {
  const lambda = make('SweepObjects', {
    description: 'Removes objects that belong to nothing',
    // A page of 1,000 keys takes ten batch reads (20 ms each) and one listing (0.2 s): half a second, 1,500 pages in the 12 minutes that
    // a run begins pages in. It notes how far it came, and the next day goes on from there.
    timeoutSeconds: 900,
    memoryMegabytes: 512,
  });
  lambda.bindTable({ table: storage.table, access: ['read', 'put', 'delete', 'check'] });
  lambda.bindBucket({ bucket: storage.documents, variable: 'DOCUMENTS_BUCKET', access: ['delete'] });
  lambda.allowListing({ bucket: storage.documents });
  return lambda;
}

function defineSendReminders(make: MakeFunction, storage: Storage): ProductFunction {
  const lambda = make('SendReminders', {
    description: 'Sends the reminders that are due',
    // At most 500 reminders in 20 rounds, each round two reads and three writes behind one another (50 ms): 1 s. After an outage a
    // hundred empty days are read, 10 ms each: 1 s more. Times ten when every call needs the SDK's retries: 20 s.
    timeoutSeconds: 60,
    memoryMegabytes: 512,
  });
  lambda.bindTable({ table: storage.table, access: ['read', 'put', 'delete'] });
  return lambda;
}

function defineSendMail(make: MakeFunction, storage: Storage): ProductFunction {
  const lambda = make('SendMail', {
    description: 'Sends messages by e-mail',
    // A batch of 10 records at once, each two reads, one call of SES (0.3 s) and one write: 1 s. Waiting for the sending rate of a new
    // account (1 a second) 10 s; times three for the SDK's retries.
    timeoutSeconds: 60,
    memoryMegabytes: 512,
    parameters: ['EMAIL_SENDER', 'SITE_URL'],
  });
  lambda.bindTable({ table: storage.table, access: ['read', 'update'] });
  return lambda;
}

function defineInspectUpload(make: MakeFunction, storage: Storage): ProductFunction {
  const lambda = make('InspectUpload', {
    description: 'Inspects uploads and promotes sound ones to the documents bucket',
    // 20 MB arrive from S3 in 1 s; a PDF of 200,000 objects, the most allowed, is read in 5 s and its pictures unfolded in 5 more, a
    // photo of 50 megapixels decoded in 2.
    timeoutSeconds: 60,
    memoryMegabytes: 1769,
  });
  lambda.bindTable({ table: storage.table, access: ['read', 'update'] });
  lambda.bindBucket({
    bucket: storage.incoming,
    variable: 'INCOMING_BUCKET',
    access: ['read-version', 'delete-version'],
  });
  // An event can come twice, and the upload is deleted after the first.
  lambda.allowNoticingAbsence({ bucket: storage.incoming });
  lambda.bindBucket({ bucket: storage.documents, variable: 'DOCUMENTS_BUCKET', access: ['put'] });
  return lambda;
}
