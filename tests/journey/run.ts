import type { Target } from '../../local/command/target.ts';
import { rowOf } from '../../domain/catalogue.ts';
import { type Party, signInAs } from '../support/parties/party.ts';
import { completeCompany } from '../support/parties/play.ts';
import { signInDepartment } from '../support/parties/scene.ts';
import type { PlayedStep } from './journey.ts';
import { type Parties, setUp } from './setting.ts';
import type { PlayedScenario } from './table.ts';
import type { Task } from './tasks.ts';

/** Where and how tasks are played. */
export interface Run {
  readonly target: Target;
  /** The number of the first generated practitioner; each task takes one. */
  readonly firstNumber: number;
  /** How many are played at a time, beside those that only wait. */
  readonly concurrency: number;
  /** The days of a step are seconds, so that what waits for them can be played. */
  readonly shortDays: boolean;
  readonly folder: string | null;
}

/** What is reported while tasks are played: a step, or the end of the nth task. */
export interface Report {
  readonly journey: number;
  readonly task: Task;
  readonly milliseconds: number;
  readonly step?: string;
  readonly ended?: PlayedScenario & { readonly applicationNumber?: string; readonly registrationNumber?: string };
}

const employers = 20;

/** Plays tasks and returns how each ended, in their order. Throws only when the cloud cannot be prepared for them. */
export async function runAll(
  tasks: readonly Task[],
  run: Run,
  report: (line: Report) => void,
): Promise<PlayedScenario[]> {
  const staff = await signInDepartment((account) => signInAs(run.target, account));
  const companies = await readyCompanies(tasks, run.target);
  const played = new Map<number, PlayedScenario>();
  const playNth = async ([index, task]: readonly [number, Task]) => {
    const { target, folder } = run;
    const { company, formerCompany } = companies(task, index);
    const account = `person-${String(run.firstNumber + index).padStart(4, '0')}`;
    const parties = { target, staff, account, company, formerCompany, folder };
    const ended = await playOne(task, parties, ({ step, milliseconds }) =>
      report({ journey: index + 1, task, milliseconds, step }),
    );
    played.set(index, ended);
    report({ journey: index + 1, task, milliseconds: ended.milliseconds, ended });
  };
  const waiting = tasks.map((task, index) => [index, task] as const).filter(([, { timed }]) => !timed);
  const player = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await playNth(next);
  };
  // What waits for days to pass is no load, so it runs beside the others all the while.
  const timed = [...tasks.entries()].filter(([, task]) => task.timed);
  const leftOut = run.shortDays ? [] : timed;
  for (const [index, task] of leftOut) {
    const ended = notPlayed(task);
    played.set(index, ended);
    report({ journey: index + 1, task, milliseconds: 0, ended });
  }
  await Promise.all([
    ...(run.shortDays ? timed.map(playNth) : []),
    ...Array.from({ length: Math.min(run.concurrency, waiting.length) }, player),
  ]);
  return tasks.flatMap((_, index) => played.get(index) ?? []);
}

async function playOne(
  task: Task,
  parties: Parties,
  onStep: (played: PlayedStep) => void,
): Promise<NonNullable<Report['ended']>> {
  const { name } = task;
  const started = performance.now();
  const milliseconds = () => Math.round(performance.now() - started);
  try {
    const journey = await setUp(task.scenario, parties);
    onStep({ step: 'people signed in, register as before', milliseconds: performance.now() - started });
    const { state, certificate, register, applicationNumber, registrationNumber } = await task.play(journey, onStep);
    const found = { certificate, register, applicationNumber, registrationNumber };
    return { name, outcome: state, ...found, milliseconds: milliseconds() };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { name, outcome: 'failed', certificate: '', register: reason, milliseconds: milliseconds() };
  }
}

function notPlayed({ name }: Task): PlayedScenario {
  return { name, outcome: 'not played', certificate: '', register: 'days are long', milliseconds: 0 };
}

interface Companies {
  readonly company: Party;
  readonly formerCompany: Party;
}

/**
 * Signs the employers in that the tasks need and completes their profiles once, before the first application, not once per application
 * at the same time. Former employers confirm no form, except in a registration's life: they complete theirs too.
 */
async function readyCompanies(
  tasks: readonly Task[],
  target: Target,
): Promise<(task: Task, index: number) => Companies> {
  const ready = new Map<string, Party>();
  for (const [index, task] of tasks.entries()) {
    const { company, former } = companyAccounts(task, index);
    for (const [account, division] of [[company, rowOf(task.scenario).zone?.division] as const, [former] as const]) {
      if (ready.has(account)) continue;
      const party = await signInAs(target, account);
      await completeCompany(party, division);
      ready.set(account, party);
    }
  }
  const party = (account: string): Party => {
    const found = ready.get(account);
    if (found === undefined) throw new Error(`${account} has not been signed in`);
    return found;
  };
  return (task, index) => {
    const { company, former } = companyAccounts(task, index);
    return { company: party(company), formerCompany: party(former) };
  };
}

function companyAccounts({ scenario }: Task, index: number): { company: string; former: string } {
  const nth = (index % employers) + 1;
  const usual = `company-${String(nth).padStart(2, '0')}`;
  const former = `company-${String(nth + employers).padStart(2, '0')}`;
  return { company: rowOf(scenario).zone === null ? usual : 'company-wujiang', former };
}
