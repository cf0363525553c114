import { receiveBody } from '../integrity/body.ts';
import { xmlDocument } from '../xml.ts';
import type { Answer, Call, Operation } from './operation.ts';

async function headBucket(call: Call): Promise<Answer> {
  await receiveBody(call.request, call.signature, () => Promise.resolve());
  return { status: 200, headers: { 'x-amz-bucket-region': call.region } };
}

async function getBucketLocation(call: Call): Promise<Answer> {
  await receiveBody(call.request, call.signature, () => Promise.resolve());
  // The oldest region is written as an empty constraint (S3 API Reference, GetBucketLocation).
  const constraint = call.region === 'us-east-1' ? '' : call.region;
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: xmlDocument('LocationConstraint', constraint),
  };
}

/** HeadBucket and GetBucketLocation. */
export const bucketOperations: readonly Operation[] = [
  { name: 'HeadBucket', method: 'HEAD', target: 'bucket', run: headBucket },
  { name: 'GetBucketLocation', method: 'GET', target: 'bucket', selectedBy: ['location'], run: getBucketLocation },
];
