import { generatedId, localArn, physicalName } from '../../assembly/identity.ts';
import type { Identify } from '../../assembly/identity.ts';
import { checkedType } from '../../assembly/plan.ts';
import type { ResolvedResource } from '../../assembly/resolved-resource.ts';
import { createBell } from '../../ground/bell.ts';
import type { Bell } from '../../ground/bell.ts';
import { localAccess } from '../../ground/local-account.ts';
import type { LocalService, Surroundings } from '../service.ts';
import { startEngine } from './engine.ts';
import { startGate } from './gate.ts';
import { engineDatabase, enginePidFile } from './engine-files.ts';
import { createLaggingCopy } from './lagging-copy.ts';
import { globalTablePropertiesSchema, tablePropertiesSchema } from './settings.ts';
import type { TableSettings } from './settings.ts';
import { provideTables } from './tables.ts';

/** By how much an index lags behind where one is told to. In the cloud it is a fraction of a second, and seconds at times. */
const indexLagMilliseconds = 3000;

/** The label of the stream is any text: pollers find the stream by the table's name. */
const identifyTable: Identify = (context) => {
  const name = physicalName(context, 'TableName', 255);
  const arn = localArn('dynamodb', `table/${name}`);
  return { ref: name, attributes: { Arn: arn, StreamArn: `${arn}/stream/local`, TableId: generatedId(context, 32) } };
};

/** DynamoDB, as those who read its streams find it. */
export interface DatabaseService extends LocalService {
  /** Rings when something was written. */
  readonly written: Pick<Bell, 'rung' | 'after'>;
  /** Where the engine itself answers, behind the gate. */
  readonly engineAddress: (surroundings: Pick<Surroundings, 'ports' | 'dynamodbEndpoint'>) => string;
}

const engineAddress: DatabaseService['engineAddress'] = ({ ports, dynamodbEndpoint }) =>
  dynamodbEndpoint ?? `http://127.0.0.1:${ports.engine}`;

/** DynamoDB: an engine that comes along, or one that runs elsewhere, with the tables of the template, behind a gate that checks permissions. */
export function dynamodbService(): DatabaseService {
  const tables: TableSettings[] = [];
  const written = createBell();
  const note = (properties: TableSettings['properties'], resource: ResolvedResource): void => {
    tables.push({ name: resource.identity.ref, properties });
  };
  return {
    resourceTypes: {
      'AWS::DynamoDB::GlobalTable': checkedType(identifyTable, globalTablePropertiesSchema, note),
      'AWS::DynamoDB::Table': checkedType(identifyTable, tablePropertiesSchema, note),
    },
    sdkNames: { DYNAMODB: 'dynamodb' },
    start: async ({ ports, dynamodbEndpoint, keys, faults, disk, dataPath, log, stops, onFatal }) => {
      if (dynamodbEndpoint === undefined) {
        const engine = await startEngine({
          port: ports.engine,
          database: dataPath(engineDatabase),
          pidFile: dataPath(enginePidFile),
          logFile: dataPath('logs/dynamodb.log'),
          onExit: onFatal,
        });
        stops.add('DynamoDB engine', () => engine.stop());
      }
      const engine = engineAddress({ ports, dynamodbEndpoint });
      const lagging = createLaggingCopy({
        access: { ...localAccess(), endpoint: engine },
        lagMilliseconds: indexLagMilliseconds,
        onProblem: (message) => log.write({ source: 'local-cloud', level: 'WARN', message }),
      });
      stops.add('copy of DynamoDB', () => lagging.stop());
      const gate = await startGate({
        ...localAccess(),
        ...{ port: ports.dynamodb, engine, keys, faults, lagging, disk, written },
      });
      stops.add('DynamoDB gate', () => gate.stop());
      // Past the gate: making tables is the deployment's, and what the engine says then names the engine.
      await provideTables({ ...localAccess(), endpoint: engine }, tables);
    },
    written,
    engineAddress,
  };
}
