/** Measures the reads of the desk on one table: `node scale-reads.ts SAMPLES`, told by the environment where it is. Prints JSON. */
import { startCountingProxy } from './counting-proxy.ts';
import { median, percentile } from './figures.ts';
import { scaleCompany, scaleName, scaleNow } from './scale-data.ts';

const samples = Number(process.argv[2] ?? 20);
const proxy = await startCountingProxy(process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? '');
process.env['AWS_ENDPOINT_URL_DYNAMODB'] = proxy.endpoint;
const { readQueue } = await import('../../functions/department/read-queue.ts');
const { countQueues } = await import('../../functions/department/count-queues.ts');
const { searchDesk } = await import('../../functions/department/desk-search.ts');
const { listRegister } = await import('../../functions/department/list-register.ts');
const { listStaff } = await import('../../functions/employer/staff.ts');
const { searchRegister } = await import('../../functions/public/search-register.ts');

const caller = (index: number) =>
  ({
    party: 'staff',
    staffId: `staff-${index}`,
    name: '审核员',
    roles: ['review'],
    personId: null,
    division: null,
  }) as unknown as Parameters<typeof searchDesk>[0];

const queue = (filter: Parameters<typeof readQueue>[0]['filter']) => (index: number) =>
  readQueue({ caller: caller(index), queue: 'review', filter, cursor: undefined, now: scaleNow });

const register = (filter: Parameters<typeof listRegister>[1]) => (index: number) =>
  listRegister(caller(index), filter, undefined, scaleNow);

const reads: Readonly<Record<string, (index: number) => Promise<{ readonly ok: boolean }>>> = {
  'list: a queue of the desk': queue({}),
  'filter: profession': queue({ profession: 'cost-2' }),
  'filter: matter': queue({ matter: 'renewal' }),
  'filter: city': queue({ city: '3205' }),
  'filter: colour': queue({ colour: 'soon' }),
  'filter: profession, matter, city': queue({ profession: 'cost-2', matter: 'initial', city: '3205' }),
  'filter: nobody has it': queue({ claimedBy: 'nobody' }),
  'filter: number prefix': (index) => queue({ number: `JZ20260601${1_000_000 + index}`.slice(0, 17) })(index),
  'filter: name': (index) => queue({ name: scaleName(index).join('') })(index),
  'filter: employer': (index) => queue({ employer: scaleCompany(index * 13) })(index),
  'count: queues by colour': (index) => countQueues(caller(index), scaleNow),
  'search: application number': (index) =>
    searchDesk(caller(index), `JZ20260601${1_000_000 + index}`.slice(0, 17), scaleNow),
  'search: registration number': (index) => searchDesk(caller(index), `苏232202${1_000_000 + index}`, scaleNow),
  'search: name': (index) => searchDesk(caller(index), scaleName(index).join(''), scaleNow),
  'search: part of a name': (index) => searchDesk(caller(index), scaleName(index).slice(1).join(''), scaleNow),
  'search: company': (index) => searchDesk(caller(index), scaleCompany(index * 40), scaleNow),
  'register: all': register({}),
  'register: city': register({ city: '3205' }),
  'register: month and profession': register({ month: '2028-12', profession: 'constructor-2' }),
  'register: company': (index) => register({ employer: scaleCompany(index * 40) })(index),
  'people of a company': (index) =>
    listStaff(
      { creditCode: scaleCompany(index * 40) } as unknown as Parameters<typeof listStaff>[0],
      { standing: 'true' },
      undefined,
      scaleNow,
    ),
  'public register: name': (index) =>
    searchRegister(
      {
        question: { by: 'person', name: scaleName(index).join(''), profession: 'constructor-2' },
        ...{ page: 1, proof: null },
      },
      { clientAddress: `192.0.2.${index}`, connection: 'bench' },
      scaleNow,
    ),
};

const figures: Record<string, { read: number; p50: number; p95: number; failed: number }> = {};
for (const [name, read] of Object.entries(reads)) {
  const times: number[] = [];
  let failed = 0;
  await read(0).catch(() => undefined);
  proxy.take();
  for (let index = 1; index <= samples; index += 1) {
    const started = performance.now();
    const answer = await read(index).catch((error: unknown) => {
      process.stderr.write(`${name}: ${String(error)}\n`);
      return { ok: false };
    });
    times.push(performance.now() - started);
    if (!answer.ok) failed += 1;
  }
  const { read: units } = proxy.take();
  figures[name] = { read: units / samples, p50: median(times), p95: percentile(times, 0.95), failed };
}
process.stdout.write(JSON.stringify(figures));
process.exit(0);
