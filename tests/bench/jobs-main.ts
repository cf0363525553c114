/** Measures jobs and prints the rows as JSON: jobs-bundled.ts reads them. */
import * as z from 'zod';
import { jobRows } from './jobs.ts';

const sizes = z.object({ cases: z.number(), rows: z.number() }).parse(JSON.parse(process.argv[2] ?? ''));
process.stdout.write(JSON.stringify(await jobRows(sizes)));
