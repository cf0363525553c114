import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import type { Endpoint } from '../../api/endpoint.ts';
import type { Target } from '../../local/target.ts';
import { castOf, importCast, signInStaff } from '../support/cast.ts';
import { signInAs } from '../support/party.ts';
import { see } from '../support/play.ts';
import type { BareDynamoDb } from './bare-dynamodb.ts';
import { latencyRows, type Row } from './figures.ts';
import { sampled } from './samples.ts';
import {
  accept,
  applyFor,
  certified,
  confirm,
  decide,
  noMeasurements,
  type Play,
  readyCompany,
  recommend,
  timedParty,
} from './stage.ts';

/** Milliseconds (p95) until the next party has its work item, from issue 2. */
const mostNextItemMilliseconds = 500;

/**
 * Commands and queries over HTTP on an otherwise idle cloud. `count` applications of one employer go through the steps side by
 * side, so that lists hold that many while they are read, but every call and every wait is made alone.
 */
export async function commandRows(
  target: Target,
  firstNumber: number,
  count: number,
  bare: BareDynamoDb,
): Promise<Row[]> {
  const measurements = noMeasurements();
  const cast = castOf(count, firstNumber, 'cost-2');
  await importCast(target, cast);
  const staff = await signInStaff(target);
  const timedStaff = {
    acceptance: timedParty(staff.acceptance, measurements),
    review: timedParty(staff.review, measurements),
    decision: timedParty(staff.decision, measurements),
  };
  const company = await readyCompany(target, 'company-30');
  const plays: { readonly play: Play; readonly id: string }[] = [];
  for (const { account, profession } of cast) {
    const person = timedParty(await signInAs(target, account), measurements);
    const parties = { person, company: timedParty(company, measurements), staff: timedStaff };
    const play = { ...parties, profession, measurements, lookEvery: 10 };
    plays.push({ play, id: await applyFor(play) });
  }
  const last = plays.at(-1);
  if (last === undefined) throw new RangeError('count must be 1 or more');
  const { person } = last.play;
  const query = { count: count * 3 };
  const queries = {
    getApplication: await sampled(() => see(person, last.id), query),
    listApplications: await sampled(() => person.send(practitionerEndpoints.listApplications, { query: {} }), query),
    'employer listWorkItems': await sampled(() => company.send(employerEndpoints.listWorkItems, { query: {} }), query),
  };
  for (const { play, id } of plays) await confirm(play, id);
  const queue = { query: { queue: 'acceptance' } } as const;
  const departmentList = await sampled(() => staff.acceptance.send(departmentEndpoints.listWorkItems, queue), query);
  for (const { play, id } of plays) await accept(play, id);
  for (const { play, id } of plays) await recommend(play, id);
  for (const { play, id } of plays) await decide(play, id);
  for (const { play, id } of plays) await certified(play, id);

  const transaction = { name: 'bare transaction of 3', samples: bare.transaction };
  const command = (name: string, { method, path }: Pick<Endpoint, 'method' | 'path'>) =>
    latencyRows(`command ${name}`, measurements.calls.get(`${method} ${path}`) ?? [], transaction);
  return [
    ...latencyRows('bare TransactWriteItems of 3 items', bare.transaction),
    ...latencyRows('bare Query of 20 items', bare.query),
    ...command('saveDraft', practitionerEndpoints.saveDraft),
    ...command('submit', practitionerEndpoints.submit),
    ...command('confirm', employerEndpoints.confirm),
    ...command('accept', departmentEndpoints.accept),
    ...command('recommend', departmentEndpoints.recommend),
    ...command('decide', departmentEndpoints.decide),
    ...Object.entries({ ...queries, 'department listWorkItems': departmentList }).flatMap(([name, samples]) =>
      latencyRows(`query ${name}`, samples, { name: 'bare Query of 20', samples: bare.query }),
    ),
    ...latencyRows('next work item listed, one journey at a time', measurements.nextListed, undefined, {
      p95: mostNextItemMilliseconds,
    }),
  ];
}
