/** Carries out one job to its end, as the state machine has the function do it: started by jobs.ts, which kills it in the middle. */
import { carryOutJob } from '../../functions/jobs/carry-out-job.ts';

const [jobId = ''] = process.argv.slice(2);
while ((await carryOutJob(jobId, new Date())).next !== 'nothing');
