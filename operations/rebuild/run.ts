import { runningNumbers, startExecution } from '../../functions/platform/workflow.ts';
import { tablePages } from './pages.ts';
import { readPlace, writePlace } from './place.ts';
import { rebuild, type Rebuilt } from './rebuild.ts';

// Projections follow within a second; three times that.
const usualSettleMilliseconds = 3000;

/** What is asked for. */
export interface RunOptions {
  readonly tableName: string;
  readonly check: boolean;
  /** Nobody writes the table meanwhile. */
  readonly isQuiet: boolean;
  /** The file that keeps how far it has come. */
  readonly placeFile: string | undefined;
}

/** Rebuilds or compares a table with the executions of the environment, and prints each difference. */
export async function run({ tableName, check, isQuiet, placeFile }: RunOptions): Promise<Rebuilt> {
  const { close, ...pages } = tablePages(tableName);
  try {
    return await rebuild(
      {
        ...pages,
        executions: { running: await runningNumbers(), start: startExecution },
        report: ({ kind, about }, isMended) => process.stdout.write(`${kind}: ${about}${isMended ? ', mended' : ''}\n`),
        keepPlace: (next) => writePlace(placeFile, tableName, next),
      },
      {
        check,
        from: readPlace(placeFile, tableName),
        now: new Date(),
        settleMilliseconds: isQuiet ? 0 : usualSettleMilliseconds,
      },
    );
  } finally {
    close();
  }
}
