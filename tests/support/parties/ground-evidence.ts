import { randomUUID } from 'node:crypto';
import { departmentEndpoints } from '../../../api/department.ts';
import { employerEndpoints } from '../../../api/employer.ts';
import { type Party, upload } from './party.ts';
import { scan } from './sample-files.ts';

const endpoints = { employer: employerEndpoints, department: departmentEndpoints } as const;

/** Uploads what shows the ground of a cancellation that an employer or an officer is about to begin; answers how the beginning names it. */
export async function groundEvidence(
  by: keyof typeof endpoints,
  party: Party,
  number: string,
): Promise<{ folder: string; fileId: string }> {
  const folder = randomUUID();
  const params = { number, folder };
  const { declareGroundEvidence, getGroundEvidence } = endpoints[by];
  const { id } = await upload(
    'ground-evidence',
    await scan('注销依据.pdf', 1),
    ({ slot: _, ...body }) => party.send(declareGroundEvidence, { params, body }),
    (fileId) => party.send(getGroundEvidence, { params: { ...params, fileId } }),
  );
  return { folder, fileId: id };
}
