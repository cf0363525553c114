import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../../ground/start-error.ts';
import { compileInput, type InputMaker } from './input.ts';
import { compilePattern, type EventMatcher } from '../../ground/event-pattern.ts';
import { compileSchedule, type Schedule } from './schedule.ts';
import type { EventBusSettings, RuleSettings, RuleTarget } from './settings.ts';

/** A rule ready to be applied. */
export interface Rule {
  readonly arn: string;
  readonly name: string;
  readonly busName: string;
  readonly isEnabled: boolean;
  readonly matches: EventMatcher | undefined;
  readonly schedule: Schedule | undefined;
  readonly targets: readonly Target[];
}

/** A target ready to be called. */
export interface Target {
  readonly settings: RuleTarget;
  readonly makeInput: InputMaker;
  /** Hands the input over; rejects when the target fails, to be tried again. */
  readonly deliver: (input: unknown) => Promise<void>;
}

/** Compiles a rule with its targets. Throws StartError naming the rule when something in it cannot be run here. */
export function compileRule(rule: RuleSettings, settings: EventBusSettings): Rule {
  const { EventPattern, ScheduleExpression, EventBusName, State, Targets } = rule.properties;
  try {
    return {
      arn: rule.arn,
      name: rule.name,
      busName: toBusName(EventBusName),
      isEnabled: State === 'ENABLED',
      matches: EventPattern === undefined ? undefined : compilePattern(EventPattern),
      schedule: ScheduleExpression === undefined ? undefined : compileSchedule(ScheduleExpression),
      targets: Targets.map((target) => ({
        settings: target,
        makeInput: compileInput(target),
        deliver: compileDelivery(target, settings),
      })),
    };
  } catch (error) {
    throw new StartError(`Rule ${rule.name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The name of a bus given by name or ARN. */
export function toBusName(nameOrArn: string): string {
  return nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1);
}

function compileDelivery(target: RuleTarget, settings: EventBusSettings): Target['deliver'] {
  const service = target.Arn.split(':')[2] ?? '';
  switch (service) {
    case 'lambda':
      return async (input) => {
        const result = await settings.invoke(target.Arn, input);
        if (!result.ok) throw Object.assign(new Error(result.errorMessage), { name: result.errorType });
      };
    case 'sqs':
      return (input) => settings.sendToQueue(target.Arn, JSON.stringify(input));
    case 'logs': {
      const group = /:log-group:([^:]+)/.exec(target.Arn)?.[1] ?? 'unnamed';
      const file = join(settings.logFolder, `events-${group.replaceAll(/[^\w.-]+/g, '-').replace(/^-/, '')}.jsonl`);
      return (input) =>
        new Promise((resolve) => {
          mkdirSync(settings.logFolder, { recursive: true });
          appendFileSync(file, `${JSON.stringify(input)}\n`, { mode: 0o600 });
          resolve();
        });
    }
    default:
      throw new Error(
        `the target ${target.Arn} is of a kind not run locally (Lambda functions, SQS queues, log groups)`,
      );
  }
}
