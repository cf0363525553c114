import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { DynamoDBClient, ListTablesCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { parseResidentIdentityNumber } from '../../../domain/identifiers.ts';
import { demonstrationAccounts, findAccount } from '../../../local/services/identity/accounts.ts';
import type { CloudPlace } from './aws.ts';
import { generatedPersons } from '../parties/accounts.ts';
import { awsAccess, outputsOf } from './local-cloud.ts';

// Not inside of an id, a digest or a longer number.
const mobile = /(?<![\dA-Za-z_-])1[3-9]\d{9}(?![\dA-Za-z_-])/gu;
const identityNumber = /\d{17}[\dX]/gu;

/** The names of the persons who sign in in the tests. */
const names: ReadonlySet<string> = new Set(
  [...demonstrationAccounts, ...generatedPersons.flatMap((id) => findAccount(id) ?? [])].flatMap((account) =>
    account.party === 'person' ? [account.name] : [],
  ),
);
const nameLengths = [...new Set([...names].map(({ length }) => length))];
const chinese = /[\p{Script=Han}·]{2,}/gu;

/** What of a person a text holds: identity numbers, mobile numbers and names of those who sign in in the tests. */
export function personalIn(text: string): string[] {
  const numbers = (text.match(identityNumber) ?? []).filter((each) => parseResidentIdentityNumber(each) !== undefined);
  return [...new Set([...numbers, ...(text.match(mobile) ?? []), ...namesIn(text)])];
}

function namesIn(text: string): string[] {
  return (text.match(chinese) ?? [])
    .flatMap((run) =>
      nameLengths.flatMap((length) =>
        Array.from({ length: Math.max(0, run.length - length + 1) }, (_, start) => run.slice(start, start + length)),
      ),
    )
    .filter((each) => names.has(each));
}

// Keys in which a name stands because it is found by its beginning: no digest can be searched so (docs/adr/0026).
const foundByName: readonly (string | undefined)[] = ['term', 'registeredName', 'employerEnding'];

/** Where a cloud holds what names a person and should not: logs, events, histories of executions, keys of objects and of items. */
export async function personalData(cloud: CloudPlace): Promise<string[]> {
  const found = [
    ...(await inFiles(path.join(cloud.dataFolder, 'logs'), '.jsonl')),
    ...(await inFiles(path.join(cloud.dataFolder, 'step-functions'), '')),
    ...(await inObjectKeys(cloud)),
    ...(await inItemKeys(cloud)),
  ];
  return found.slice(0, 20);
}

// The journal of executions is read as it lies: every text of a history stands in it.
async function inFiles(folder: string, ending: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(ending));
  const found = await Promise.all(
    files.map(async (name) => {
      const personal = personalIn(await readFile(path.join(folder, name), 'utf8'));
      return personal.map((each) => `${each} in ${path.basename(folder)}/${name}`);
    }),
  );
  return found.flat();
}

async function inObjectKeys(cloud: CloudPlace): Promise<string[]> {
  const { region, credentials, endpoints } = awsAccess(cloud);
  const client = new S3Client({ region, credentials, endpoint: endpoints.s3, forcePathStyle: true });
  const { Storage: outputs = {} } = await outputsOf(cloud);
  const found: string[] = [];
  for (const name of ['IncomingBucket', 'DocumentsBucket', 'ExportsBucket', 'AuditBucket']) {
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: outputs[name] })) {
      found.push(...Contents.flatMap(({ Key = '' }) => personalIn(Key).map((each) => `${each} in the key ${Key}`)));
    }
  }
  client.destroy();
  return found;
}

async function inItemKeys(cloud: CloudPlace): Promise<string[]> {
  const { region, credentials, endpoints } = awsAccess(cloud);
  const client = new DynamoDBClient({ region, credentials, endpoint: endpoints.dynamodb });
  const { TableNames: [TableName] = [] } = await client.send(new ListTablesCommand({}));
  const keys = ['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk', '__edb_e__'];
  const projection = {
    ProjectionExpression: keys.map((_, place) => `#${place}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(keys.map((key, place) => [`#${place}`, key])),
  };
  const found: string[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ...projection })) {
    for (const { __edb_e__: entity, ...item } of Items) {
      if (foundByName.includes(entity?.S)) continue;
      const text = Object.values(item)
        .flatMap(({ S = '' }) => S)
        .join(' ');
      found.push(...personalIn(text).map((each) => `${each} in a key of ${entity?.S ?? 'an item'}: ${text}`));
    }
  }
  client.destroy();
  return found;
}
