import { createServer } from 'node:http';
import { accountKeyRing } from '../../ground/caller.ts';
import { noFaults } from '../../ground/faults.ts';
import { close, listen } from '../../ground/http-server.ts';
import { damaged } from '../../ground/sqlite.ts';
import { StartError } from '../../ground/start-error.ts';
import { createDirectAccess } from './direct-access.ts';
import { createHandler } from './handler.ts';
import { expireObjects } from './lifecycle.ts';
import { account, type Service } from './operations/operation.ts';
import { openOutbox, type Outbox } from './outbox.ts';
import { createSignatureVerifier } from './signature.ts';
import { folderName } from './storage/database.ts';
import { openStore, type Store } from './storage/store.ts';
import type { BucketSettings, RunningS3, S3Settings } from './types.ts';

/** Time between two looks at the lifecycle rules. */
const lifecycleIntervalMs = 60 * 60 * 1000;
/** Time that open requests and deliveries get at the end. */
const stopPatienceMs = 2000;
/** Longer than the SDK keeps an idle connection, so that no request meets one that is just being closed. */
const keepAliveMs = 60_000;

function nameBuckets(buckets: readonly BucketSettings[]): ReadonlyMap<string, BucketSettings> {
  const named = new Map(buckets.map((bucket) => [bucket.name, bucket]));
  if (named.size !== buckets.length) throw new StartError('Two buckets have the same name');
  return named;
}

function openDeliveries(settings: S3Settings, store: Store, onError: (error: unknown) => void): Outbox {
  try {
    return openOutbox({ database: store.database, deliver: settings.onObjectCreated, onError });
  } catch (error) {
    throw damaged(folderName(settings.dataFolder), error instanceof Error ? error.message : String(error));
  }
}

function createService(settings: S3Settings, store: Store, outbox: Outbox): Service {
  const buckets = nameBuckets(settings.buckets);
  return {
    store,
    buckets,
    region: settings.region,
    now: settings.now ?? (() => new Date()),
    announce: (version, reason, requestId, sourceAddress) =>
      outbox.write({
        version: '0',
        bucket: { name: version.bucket },
        object: {
          key: version.key,
          size: version.size,
          etag: version.etag,
          ...(buckets.get(version.bucket)?.versioned ? { 'version-id': version.versionId } : {}),
          sequencer: version.sequence.toString(16).toUpperCase().padStart(18, '0'),
        },
        'request-id': requestId,
        requester: account,
        'source-ip-address': sourceAddress,
        reason,
      }),
  };
}

async function serve(settings: S3Settings, store: Store): Promise<RunningS3> {
  const onError = settings.onError ?? (() => undefined);
  const outbox = openDeliveries(settings, store, onError);
  const service = createService(settings, store, outbox);
  const expire = () => expireObjects(store, settings.buckets, service.now());
  const verify = createSignatureVerifier({ ...settings, now: service.now });
  const handle = createHandler({
    service,
    verify,
    keys: settings.keys ?? accountKeyRing,
    faults: settings.faults ?? noFaults,
    onError,
  });
  const server = createServer({ keepAliveTimeout: keepAliveMs });
  server.on('request', (incoming, response) => void handle(incoming, response, false));
  server.on('checkContinue', (incoming, response) => void handle(incoming, response, true));
  expire();
  const host = settings.host ?? '127.0.0.1';
  const port = await listen(server, settings.port, host, 'S3');
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  // Only now: whoever takes an event may ask this server for the object.
  outbox.start();
  const lifecycle = setInterval(() => {
    try {
      expire();
    } catch (error) {
      onError(error);
    }
  }, lifecycleIntervalMs);
  lifecycle.unref();
  const end = async () => {
    clearInterval(lifecycle);
    await Promise.all([close(server), outbox.stop(stopPatienceMs)]);
    store.close();
  };
  let ended: Promise<void> | undefined;
  return { url, ...createDirectAccess(service), stop: () => (ended ??= end()) };
}

/**
 * Starts a small, strict S3 server: path style, the keys of one account, the buckets that are named and no others. It refuses
 * what S3 refuses and answers NotImplemented to what it does not know. Everything acknowledged is durable, and events
 * of created objects are delivered at least once, also across a crash. Throws a StartError of one line when the port
 * is in use or the data folder is damaged or used by another process.
 */
export async function startS3(settings: S3Settings): Promise<RunningS3> {
  const store = openStore(settings.dataFolder);
  try {
    return await serve(settings, store);
  } catch (error) {
    store.close();
    throw error;
  }
}
