import type { CommandResult } from '../../api/application.ts';
import { approvedChanges } from '../../domain/approved-changes.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import type { CaseRecord } from '../../domain/case-record.ts';
import { rowOf } from '../../domain/catalogue.ts';
import {
  applicationCounter,
  applicationNumber,
  registrationCounter,
  registrationNumber,
} from '../../domain/numbering.ts';
import { type Draw, type Outcome, withNumbers } from '../../domain/outcome.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { done, type Result } from '../platform/refusal.ts';
import { commandOperations } from '../records/commands.ts';
import { drawNumber } from '../records/counters.ts';
import { table } from '../records/entities.ts';
import { elementOperations, type JobElement } from '../records/jobs.ts';
import { type QuotaUse, writeWithin } from '../records/quotas.ts';
import { type Lost, lost } from '../records/settle.ts';
import { announcementOf, approvedChangeOperations, withHolders } from '../register/approved-changes.ts';
import { barOperations, qualificationOperations, registerOperations } from '../register/register-operations.ts';
import type { Case } from './case.ts';
import { markOperations } from './marks.ts';
import {
  applicationOperations,
  deskOperations,
  completionOperations,
  eventOperations,
  lockOperations,
  stepOperations,
  owedQualificationOperations,
} from './commit-case.ts';
import { answerOperations, type ObjectionAnswer } from './objections.ts';
import { publicityBatchOf, publicityOperations } from './publicity.ts';
import { stepAt } from './step.ts';

/** When and under which key an outcome is committed, and whose quotas it uses. */
export interface Commitment {
  readonly now: Date;
  readonly idempotencyKey: CommandKey | null;
  readonly uses?: readonly QuotaUse[];
  /** The element of a job that it carries out, which is noted with it. */
  readonly element?: JobElement;
  /** The objection that it answers. */
  readonly answersObjection?: ObjectionAnswer;
}

/**
 * Turns an outcome into one transaction: all of it happens, or nothing. `lost` when anything that it was decided on has changed since it was read; of
 * two commands on one version exactly one wins. Refused when a quota is used up. Nothing is decided here.
 */
export async function commit(
  decided: Outcome,
  found: Case | undefined,
  { now, idempotencyKey, uses = [], element, answersObjection }: Commitment,
): Promise<Result<CommandResult> | Lost> {
  const outcome = withNumbers(decided, await drawn(decided, now));
  const { after, before, event } = outcome;
  const application = after ?? before;
  if (application === null) throw new Error('an outcome of nothing');
  const at = now.toISOString();
  const notices = event?.notices ?? null;
  const step = notices === null ? null : stepAt(application, application.state, [...notices], now);
  const answer = resultOf(application);
  const batch = await publicityBatchOf(outcome, now);
  const changes = await withHolders(approvedChanges(outcome));
  const announcement = await announcementOf(changes, now);
  const written = await writeWithin(uses, (counted) =>
    table.transaction
      .write((entities) => [
        ...applicationOperations(entities, outcome, found),
        ...markOperations(entities, outcome, found),
        ...eventOperations(entities, event, after, step),
        ...(outcome.endsStep && found !== undefined
          ? stepOperations(entities, found, { at, step, event })
          : deskOperations(entities, found, outcome)),
        ...lockOperations(entities, outcome.locks, application),
        ...outcome.draws.flatMap((draw) => numberOperations(entities, draw, application)),
        ...registerOperations(entities, outcome.register, application.personId, at),
        ...barOperations(entities, outcome.bar),
        ...qualificationOperations(entities, outcome.qualification, application),
        ...owedQualificationOperations(entities, outcome, found),
        ...completionOperations(entities, outcome, found),
        ...publicityOperations(entities, outcome, batch, found),
        ...approvedChangeOperations(entities, changes, announcement, now),
        ...commandOperations(entities, idempotencyKey, answer, now),
        ...(answersObjection === undefined ? [] : answerOperations(entities, answersObjection)),
        ...elementOperations(entities, element, now),
        ...counted(entities),
      ])
      .go(),
  );
  if (written === 'lost') return lost;
  return written === 'written' ? done(answer) : written;
}

/** What a command answers about an application as it stands. */
export function resultOf({ id, number, state, version }: CaseRecord): CommandResult {
  return { id, number, state, version };
}

// The number of a registration is taken with its entry (register-operations.ts).
function numberOperations(
  { guard }: Parameters<Parameters<typeof table.transaction.write>[0]>[0],
  draw: Draw,
  { number: value, id: holder }: CaseRecord,
) {
  return draw === 'application-number' && value !== null
    ? [guard.create({ kind: 'application-number', value, holder }).commit()]
    : [];
}

/** The numbers that an outcome takes. One that a lost race leaves unused is a gap, never a duplicate. */
async function drawn({ draws, after }: Outcome, now: Date): Promise<Partial<Record<Draw, string>>> {
  if (after === null) return {};
  const date = shanghaiDate(now);
  const { profession, draft, qualification } = after;
  const row = rowOf(after);
  const facts = { date, qualifiedOn: qualification?.obtainedOn ?? null, specialties: draft.specialties };
  const numbers: Partial<Record<Draw, string>> = {};
  for (const draw of draws) {
    numbers[draw] =
      draw === 'application-number'
        ? applicationNumber(profession, date, await drawNumber(applicationCounter(profession, date)))
        : registrationNumber(row, facts, await drawNumber(registrationCounter(row, date)));
  }
  return numbers;
}
