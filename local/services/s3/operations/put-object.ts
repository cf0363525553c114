import { checksumAlgorithmSchema, checksumHeader, type Checksum } from '../integrity/checksums.ts';
import { receiveBody } from '../integrity/body.ts';
import type { Attributes, NewVersion, Version } from '../storage/versions.ts';
import type { S3EventBridgeDetail } from '../types.ts';
import { checkWriteConditions, writeConditions } from './conditions.ts';
import { quote, versionHeaders, type Answer, type Call, type Operation, type Service } from './operation.ts';
import { descriptionHeaders, readDescription } from './stored-headers.ts';

/** Headers that promise something of a body. */
const bodyHeaders: readonly string[] = [
  ...checksumAlgorithmSchema.options.map(checksumHeader),
  'x-amz-sdk-checksum-algorithm',
  'x-amz-trailer',
  'x-amz-decoded-content-length',
];

/** Who stores an object, and how it comes to be. */
interface Origin {
  readonly reason: S3EventBridgeDetail['reason'];
  readonly requestId: string;
  readonly sourceAddress: string;
}

/** A content to make an object of. */
interface Content {
  readonly key: string;
  readonly body: string;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  readonly attributes: Attributes;
}

/**
 * Makes a kept body the newest version of a key: object and event become durable together, then the event is
 * delivered. `check` sees the version before and may throw; then the body is removed. `alongside` writes more in the
 * same transaction.
 */
export function commitObject(
  call: Pick<Service, 'store' | 'now' | 'announce'> & Pick<Call, 'bucket'>,
  content: Content,
  origin: Origin,
  check?: (newest: Version | undefined) => void,
  alongside?: () => void,
): Version {
  const { store, bucket } = call;
  const added: NewVersion = {
    ...content,
    bucket: bucket.name,
    versioned: bucket.versioned,
    createdAt: call.now(),
  };
  const deliveries: (() => void)[] = [];
  try {
    const { version, orphans } = store.versions.add(added, check, (created) => {
      alongside?.();
      if (bucket.eventBridge)
        deliveries.push(call.announce(created, origin.reason, origin.requestId, origin.sourceAddress));
    });
    store.bodies.remove(orphans);
    for (const deliver of deliveries) deliver();
    return version;
  } catch (error) {
    store.bodies.remove([content.body]);
    throw error;
  }
}

/** Where a request comes from, for the event. */
export function originOf(call: Call, reason: Origin['reason']): Origin {
  return { reason, requestId: call.request.id, sourceAddress: call.request.sourceAddress };
}

/** Checksum headers of the answer to a write. */
function checksumHeaders(checksum: Checksum | undefined): Record<string, string> {
  return checksum ? { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type } : {};
}

async function putObject(call: Call): Promise<Answer> {
  const { request, store } = call;
  const description = readDescription(request);
  const writer = await store.bodies.create();
  try {
    const received = await receiveBody(request, call.signature, writer.write);
    // Refused before the content is made durable, as far as can be known now; the commit decides.
    checkWriteConditions(request.headers, store.versions.newest(call.bucket.name, request.key));
    const { algorithm, value } = received.checksum;
    const checksum: Checksum = { algorithm, value, type: 'FULL_OBJECT' };
    const version = commitObject(
      call,
      {
        key: request.key,
        body: await writer.keep(),
        size: received.size,
        etag: received.md5,
        attributes: { ...description, md5: received.md5, checksum },
      },
      originOf(call, 'PutObject'),
      (newest) => checkWriteConditions(request.headers, newest),
    );
    return {
      status: 200,
      headers: {
        etag: quote(version.etag),
        ...versionHeaders(call.bucket, version),
        ...checksumHeaders(checksum),
      },
    };
  } finally {
    await writer.discard();
  }
}

/** PutObject. */
export const putOperations: readonly Operation[] = [
  {
    name: 'PutObject',
    method: 'PUT',
    target: 'object',
    headers: [...bodyHeaders, ...descriptionHeaders],
    conditions: writeConditions,
    run: putObject,
  },
];
