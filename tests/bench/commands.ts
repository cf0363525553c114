import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import type { Target } from '../../local/command/target.ts';
import { castOf, importCast, signInStaff } from '../support/parties/cast.ts';
import { signInAs } from '../support/parties/party.ts';
import { see } from '../support/parties/play.ts';
import type { BareTable } from './bare-dynamodb.ts';
import { latencyRows, type Row } from './figures.ts';
import { nextListedRows } from './next-listed.ts';
import {
  accept,
  applyFor,
  certified,
  confirm,
  decide,
  type Measurements,
  noMeasurements,
  type Play,
  readyCompany,
  recommend,
  timedParty,
} from './stage.ts';
import { sampledSideBySide } from './samples.ts';

const commands = {
  saveDraft: practitionerEndpoints.saveDraft,
  submit: practitionerEndpoints.submit,
  confirm: employerEndpoints.confirm,
  accept: departmentEndpoints.accept,
  recommend: departmentEndpoints.recommend,
  decide: departmentEndpoints.decide,
} as const;

interface Running {
  readonly play: Play;
  readonly id: string;
}

/**
 * Commands and queries over HTTP on an otherwise idle cloud. `count` applications of one employer go through the steps side by
 * side, so that lists hold that many while they are read, but every call and every wait is made alone.
 */
export async function commandRows(target: Target, firstNumber: number, count: number, bare: BareTable): Promise<Row[]> {
  const measurements = noMeasurements();
  const running = await applyForAll(target, firstNumber, count, measurements);
  const [first] = running;
  if (first === undefined) throw new RangeError('count must be 1 or more');
  const { person, company, staff } = first.play;
  // Between the steps, so that the baseline has seen the same moments of the machine as the commands.
  const transactions: number[] = [];
  const step = async (act: (play: Play, id: string) => Promise<void>) => {
    transactions.push(...(await bare.transactions(count * 3)));
    for (const { play, id } of running) await act(play, id);
  };
  const query = (name: string, run: () => Promise<unknown>) => queryRows(name, run, bare, count * 3);
  const queries = [
    ...(await query('getApplication', () => see(person, first.id))),
    ...(await query('listApplications', () => person.send(practitionerEndpoints.listApplications, { query: {} }))),
    ...(await query('employer listWorkItems', () => company.send(employerEndpoints.listWorkItems, { query: {} }))),
  ];
  await step(confirm);
  const queue = { query: { queue: 'acceptance' } } as const;
  const list = () => staff.acceptance.send(departmentEndpoints.listQueue, queue);
  queries.push(...(await query('department listQueue', list)));
  await step(accept);
  await step(recommend);
  await step(decide);
  for (const { play, id } of running) await certified(play, id);
  return [...commandFigures(measurements, transactions), ...queries, ...nextListedRows('one at a time', measurements)];
}

async function applyForAll(
  target: Target,
  firstNumber: number,
  count: number,
  measurements: Measurements,
): Promise<Running[]> {
  const cast = castOf(count, firstNumber, 'cost-2');
  await importCast(target, cast);
  const staff = await signInStaff(target);
  const timedStaff = {
    acceptance: timedParty(staff.acceptance, measurements),
    review: timedParty(staff.review, measurements),
    decision: timedParty(staff.decision, measurements),
  };
  const company = timedParty(await readyCompany(target, 'company-30'), measurements);
  const running: Running[] = [];
  for (const { account, profession } of cast) {
    const person = timedParty(await signInAs(target, account), measurements);
    const play = { person, company, staff: timedStaff, profession, measurements, lookEvery: 10 };
    running.push({ play, id: await applyFor(play) });
  }
  return running;
}

async function queryRows(name: string, run: () => Promise<unknown>, bare: BareTable, count: number): Promise<Row[]> {
  const { samples, baseline } = await sampledSideBySide(run, bare.query, count);
  return latencyRows(`query ${name}`, samples, { name: 'bare Query of 20', samples: baseline });
}

function commandFigures({ calls }: Measurements, transactions: readonly number[]): Row[] {
  const baseline = { name: 'bare transaction of 3', samples: transactions };
  return [
    ...latencyRows('bare TransactWriteItems of 3 items', transactions),
    ...Object.entries(commands).flatMap(([name, { method, path }]) =>
      latencyRows(`command ${name}`, calls.get(`${method} ${path}`) ?? [], baseline),
    ),
  ];
}
