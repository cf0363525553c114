import { Annotations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { bundlePackageJson, documentAssets } from '../../functions/documents/assets.ts';
import { sharpPackage } from '../constructs/native-packages.ts';
import { commandAccess, ProductFunction } from '../constructs/product-function.ts';
import type { ParameterVariable } from '../constructs/product-function.ts';
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
    | 'inspectUpload',
    ProductFunction
  >
>;

/** Defines the functions with exactly the access each needs. Access to the workflow and the bus is bound where those are defined. */
export function defineFunctions(scope: Construct, storage: Storage): ProductFunctions {
  return {
    practitionerApi: definePartyApi(scope, storage, 'practitioner'),
    employerApi: definePartyApi(scope, storage, 'employer'),
    departmentApi: defineDepartmentApi(scope, storage),
    publicApi: definePublicApi(scope, storage),
    workflowTasks: defineWorkflowTasks(scope, storage),
    renderDocuments: defineRenderDocuments(scope, storage),
    dispatchEvents: defineDispatchEvents(scope, storage),
    inspectUpload: defineInspectUpload(scope, storage),
  };
}

// An answer takes a cold start (1 s), one read and one transaction (10 ms each) and, when DynamoDB throttles, the SDK's two
// retries (under 1 s): 20 s is never reached but by an outage, and then leaves the function 9 of API Gateway's 29 s to say so.
const apiTimeoutSeconds = 20;
// Half a processor: validation and signing take 5 ms of one; with less, the cold start doubles.
const apiMemoryMegabytes = 1024;

const timing = ['PUBLICITY_DAY_SECONDS', 'DEADLINE_DAY_SECONDS'] as const satisfies readonly ParameterVariable[];

function definePartyApi(scope: Construct, storage: Storage, party: 'practitioner' | 'employer'): ProductFunction {
  const lambda = new ProductFunction(scope, party === 'practitioner' ? 'PractitionerApi' : 'EmployerApi', {
    description: `Answers the API of the ${party}`,
    encryptionKey: storage.dataKey,
    code: { entry: `functions/${party}/handler.ts` },
    timeoutSeconds: apiTimeoutSeconds,
    memoryMegabytes: apiMemoryMegabytes,
    parameters: timing,
  });
  lambda.bindTable({ table: storage.table, access: commandAccess });
  // What a presigned address may do is what the signing function may do.
  lambda.bindBucket({ bucket: storage.incoming, variable: 'INCOMING_BUCKET', access: ['put'] });
  lambda.bindBucket({ bucket: storage.documents, variable: 'DOCUMENTS_BUCKET', access: ['read'] });
  if (party === 'practitioner') lambda.bindIdentityKey({ secret: storage.identityKey });
  return lambda;
}

function defineDepartmentApi(scope: Construct, storage: Storage): ProductFunction {
  const lambda = new ProductFunction(scope, 'DepartmentApi', {
    description: 'Answers the API of the department',
    encryptionKey: storage.dataKey,
    code: { entry: 'functions/department/handler.ts' },
    timeoutSeconds: apiTimeoutSeconds,
    memoryMegabytes: apiMemoryMegabytes,
    parameters: timing,
  });
  lambda.bindTable({ table: storage.table, access: commandAccess });
  lambda.bindBucket({ bucket: storage.documents, variable: 'DOCUMENTS_BUCKET', access: ['read'] });
  lambda.bindIdentityKey({ secret: storage.identityKey });
  return lambda;
}

function definePublicApi(scope: Construct, storage: Storage): ProductFunction {
  const lambda = new ProductFunction(scope, 'PublicApi', {
    description: 'Answers the API for everybody',
    encryptionKey: storage.dataKey,
    code: { entry: 'functions/public/handler.ts' },
    timeoutSeconds: apiTimeoutSeconds,
    memoryMegabytes: apiMemoryMegabytes,
    parameters: ['PROVINCE_ISSUER', 'STAFF_ISSUER', 'PROVINCE_CLIENT_ID', 'STAFF_CLIENT_ID', 'API_AUDIENCE'],
  });
  lambda.bindTable({ table: storage.table, access: ['read'] });
  return lambda;
}

function defineWorkflowTasks(scope: Construct, storage: Storage): ProductFunction {
  const lambda = new ProductFunction(scope, 'WorkflowTasks', {
    description: 'Opens, closes and advances the steps of an application for the state machine',
    encryptionKey: storage.dataKey,
    code: { entry: 'functions/workflow/handler.ts' },
    // One read and one transaction, like an API call, with nobody waiting; the state machine retries what times out.
    timeoutSeconds: 30,
    memoryMegabytes: 512,
    parameters: timing,
  });
  lambda.bindTable({ table: storage.table, access: commandAccess });
  return lambda;
}

function defineRenderDocuments(scope: Construct, storage: Storage): ProductFunction {
  const lambda = new ProductFunction(scope, 'RenderDocuments', {
    description: 'Renders forms, notices and certificates as PDF',
    encryptionKey: storage.dataKey,
    code: { entry: 'functions/documents/handler.ts', copies: documentAssets, packageJson: bundlePackageJson },
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

function defineDispatchEvents(scope: Construct, storage: Storage): ProductFunction {
  const lambda = new ProductFunction(scope, 'DispatchEvents', {
    description: 'Follows the table: starts and resumes executions, writes messages, announces events',
    encryptionKey: storage.dataKey,
    code: { entry: 'functions/events/dispatch-handler.ts' },
    // A batch of 25 records, each at most one call of Step Functions (0.2 s) and one transaction (0.05 s): 6 s; times ten when
    // every call needs the SDK's retries.
    timeoutSeconds: 60,
    memoryMegabytes: 512,
  });
  lambda.bindTable({ table: storage.table, access: ['put'] });
  return lambda;
}

function defineInspectUpload(scope: Construct, storage: Storage): ProductFunction {
  const sharp = sharpPackage();
  const lambda = new ProductFunction(scope, 'InspectUpload', {
    description: 'Inspects uploads and promotes sound ones to the documents bucket',
    encryptionKey: storage.dataKey,
    code: { entry: 'functions/events/inspect-handler.ts', external: ['sharp'], copies: sharp.copies },
    // 20 MB arrive from S3 in 1 s; a PDF of 100 pages is parsed in 5 s, a photo of 50 megapixels decoded in 2.
    timeoutSeconds: 60,
    memoryMegabytes: 1769,
  });
  if (!sharp.fitsLambda) {
    Annotations.of(lambda).addWarningV2(
      'registration:SharpBinaries',
      'The binaries of sharp are not those of Linux on arm64: run `npm run prepare:arm64` before a deployment.',
    );
  }
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
