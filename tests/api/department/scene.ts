import { departmentEndpoints as endpoints } from '../../../api/department.ts';
import { type Party, signInAs, until } from '../../support/parties/party.ts';
import { sendEvidence } from '../../support/parties/objection.ts';
import { takeOver } from '../../support/parties/register.ts';
import { recorded } from '../../support/cloud/recorded.ts';
import { type Department, prepareStages, type Scene } from '../../support/parties/scene.ts';
import { cloud } from '../../support/cloud/shared-cloud.ts';
import type { accountsOf } from '../../support/parties/accounts.ts';

export let spare: ReturnType<typeof accountsOf>;
export const answered = new Set<object>();
export let staff: Department;
export let newcomer: Party;
export let first: Scene;
export let second: Scene;
export let third: Scene;
export let fourth: Scene;
export let bulk: Scene;
export let employer: Party;
export let takenOver: string;
export let evidence: Awaited<ReturnType<typeof sendEvidence>>;

/** Signs everybody in, and brings applications to where the endpoints want them. */
export async function prepareScene(accounts: typeof spare): Promise<void> {
  spare = accounts;
  const stages = await prepareStages(cloud.target, accounts, answered);
  staff = stages.staff;
  newcomer = recorded(await signInAs(cloud.target, accounts.person()), answered);
  [first, second, third, fourth, bulk] = await Promise.all([
    stages.at('awaiting-acceptance'),
    stages.at('awaiting-acceptance', 'constructor-2'),
    stages.at('awaiting-acceptance', 'cost-2'),
    stages.at('approved', 'structural-2'),
    stages.at('awaiting-acceptance', 'cost-2'),
  ]);
  evidence = await sendEvidence(cloud.target);
  await stages.at('in-publicity', 'cost-2');
  employer = stages.company;
  const row = { account: accounts.person(), profession: 'cost-2', company: employer.account } as const;
  [takenOver = ''] = await takeOver(staff.registrar, [row]);
}

/** A job of the background when it is finished. */
export function finished(id: string, member = staff.acceptance) {
  return until('the job is finished', async () => {
    const job = await member.send(endpoints.getJob, { params: { id } });
    return job.state === 'finished' ? job : undefined;
  });
}
