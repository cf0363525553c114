import { generatedId, localArn, physicalName } from '../../assembly/identity.ts';
import type { Identify } from '../../assembly/identity.ts';
import { checkedType } from '../../assembly/plan.ts';
import type { ResolvedResource } from '../../assembly/resolved-resource.ts';
import { localAccess } from '../../ground/local-account.ts';
import type { LocalService } from '../service.ts';
import { startEngine } from './engine.ts';
import { engineDatabase, enginePidFile } from './engine-files.ts';
import { globalTablePropertiesSchema, tablePropertiesSchema } from './settings.ts';
import type { TableSettings } from './settings.ts';
import { provideTables } from './tables.ts';

/** The label of the stream is any text: pollers find the stream by the table's name. */
const identifyTable: Identify = (context) => {
  const name = physicalName(context, 'TableName', 255);
  const arn = localArn('dynamodb', `table/${name}`);
  return { ref: name, attributes: { Arn: arn, StreamArn: `${arn}/stream/local`, TableId: generatedId(context, 32) } };
};

/** DynamoDB: an engine that comes along, or one that runs elsewhere, with the tables of the template. */
export function dynamodbService(): LocalService {
  const tables: TableSettings[] = [];
  const note = (properties: TableSettings['properties'], resource: ResolvedResource): void => {
    tables.push({ name: resource.identity.ref, properties });
  };
  return {
    resourceTypes: {
      'AWS::DynamoDB::GlobalTable': checkedType(identifyTable, globalTablePropertiesSchema, note),
      'AWS::DynamoDB::Table': checkedType(identifyTable, tablePropertiesSchema, note),
    },
    sdkNames: { DYNAMODB: 'dynamodb' },
    start: async ({ ports, endpoints, hasOwnDynamodb, dataPath, stops, onFatal }) => {
      if (!hasOwnDynamodb) {
        const engine = await startEngine({
          port: ports.dynamodb,
          database: dataPath(engineDatabase),
          pidFile: dataPath(enginePidFile),
          logFile: dataPath('logs/dynamodb.log'),
          onExit: onFatal,
        });
        stops.add('DynamoDB engine', () => engine.stop());
      }
      await provideTables({ ...localAccess(), endpoint: endpoints.dynamodb }, tables);
    },
  };
}
