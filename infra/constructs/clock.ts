import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { type FunctionName, functionNames } from '../function-rows.ts';
import { capitalized } from './http-api.ts';
import type { ProductFunctions } from './product-functions.ts';

/** A function that runs by the clock. */
interface ScheduledRun {
  readonly description: string;
  readonly schedule: Schedule;
  /** For how long a run may be late, and how often one that failed is tried again within that. */
  readonly within: Duration;
  readonly retries: number;
  /** What the function is told, where it does something else too. */
  readonly event?: RuleTargetInput;
}

/** A run whose next one makes up for it when it fails or never begins: nothing is tried again, and no dead letter is kept. */
const every = (within: Duration) => ({ schedule: Schedule.rate(within), within, retries: 0 });

/** What runs by the clock, whose hours are UTC. */
const scheduledRuns: Readonly<Partial<Record<FunctionName, ScheduledRun>>> = {
  sendReminders: { description: 'Reminders may be due', ...every(Duration.minutes(1)) },
  // A small function, since CloudWatch Synthetics is not everywhere; 0.03 USD a month (8,640 runs of 1 s with 512 MB).
  watchService: { description: 'Visitors must get what they ask for', ...every(Duration.minutes(5)) },
  // Batches are published by the clock alone, so nothing else says that one is.
  renderDocuments: {
    description: 'Batches of notices may have been published',
    ...every(Duration.minutes(10)),
    event: RuleTargetInput.fromObject({ batches: 'published' }),
  },
  watchCases: { description: 'No case may stand still unseen', ...every(Duration.minutes(30)) },
  // 01:00 in Shanghai: no request of the day before runs any more. The next day closes what is left.
  closeAuditDays: {
    description: 'A day of looks is over',
    schedule: Schedule.cron({ hour: '17', minute: '0' }),
    within: Duration.hours(6),
    retries: 2,
  },
  // 02:15 in Shanghai, when nobody works. The next night proves what a run has not reached, and finds again what it has not mended.
  reconcileFigures: {
    description: 'Figures are to be proved',
    schedule: Schedule.cron({ hour: '18', minute: '15' }),
    within: Duration.hours(1),
    retries: 0,
  },
  // 03:30 in Shanghai. The next day goes on where a run ended.
  sweepObjects: {
    description: 'Objects may belong to nothing any more',
    schedule: Schedule.cron({ hour: '19', minute: '30' }),
    within: Duration.hours(1),
    retries: 0,
  },
};

/** Has every function that runs by the clock run. */
export class Clock extends Construct {
  constructor(scope: Construct, id: string, functions: ProductFunctions) {
    super(scope, id);
    for (const name of functionNames) {
      const run = scheduledRuns[name];
      if (run === undefined) continue;
      const target = functions[name];
      const { description, schedule, event, within: maxEventAge, retries: retryAttempts } = run;
      const patience = { retryAttempts, maxEventAge };
      const ruleTarget = new LambdaFunction(target, { ...patience, ...(event === undefined ? {} : { event }) });
      new Rule(this, capitalized(name), { description, schedule, targets: [ruleTarget] });
      target.configureAsyncInvoke(patience);
    }
  }
}
