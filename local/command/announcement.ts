import { demonstrationAccounts } from '../services/identity/accounts.ts';
import type { Account } from '../services/identity/accounts.ts';
import { localRegion } from '../ground/local-account.ts';
import { localCredentials } from '../ground/local-account.ts';
import type { Cloud } from './cloud.ts';

/** The line that tells that everything answers. Its first words are relied upon: `ready http://localhost:PORT`. */
export function readyLine(cloud: Cloud, seconds: number): string {
  const { run, withoutMeaning } = cloud.resources;
  return `ready ${cloud.endpoints.site} after ${seconds.toFixed(1)} s (${run} resources of the template run, ${withoutMeaning} have no local meaning)`;
}

/** The demonstration accounts and the addresses for the AWS SDK and CLI, as they are printed behind the ready line. */
export function announcement(cloud: Cloud, dataFolder: string): string {
  const { endpoints } = cloud;
  const { accessKeyId, secretAccessKey } = localCredentials;
  const environment = `AWS_ACCESS_KEY_ID=${accessKeyId} AWS_SECRET_ACCESS_KEY=${secretAccessKey} AWS_REGION=${localRegion}`;
  return `
Demonstration accounts (all invented, no password; choose one on the sign-in page, or npm run token -- <account>):
${demonstrationAccounts.map(accountLine).join('\n')}

For the AWS SDK and CLI (access key ${accessKeyId}, secret ${secretAccessKey}, region ${localRegion}):
  DynamoDB                                            ${endpoints.dynamodb}
  S3 (path style)                                     ${endpoints.s3}
  Step Functions, EventBridge, Secrets Manager, SQS   ${endpoints.awsJson}
  Identity (issuers /province and /staff)             ${endpoints.identity}
  ${environment} aws stepfunctions list-state-machines --endpoint-url ${endpoints.awsJson}

Data, logs and outputs.json are in ${dataFolder}. Ctrl-C stops; the next start goes on from here.
`;
}

function accountLine(account: Account): string {
  const party = { person: '个人', 'legal-person': '法人', staff: '工作人员' }[account.party];
  return `  ${account.id.padEnd(18)}${party}  ${account.name}  ${account.note}`;
}
