import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import { call, type CallInput } from '../../../api/client.ts';
import type { Endpoint } from '../../../api/endpoint.ts';
import { departmentObjectionEndpoints, publicObjectionEndpoints as endpoints } from '../../../api/objections.ts';
import { ApiError } from '../../../api/request.ts';
import { evidenceFolder } from '../../../api/evidence-folder.ts';
import { findProof } from '../../../api/work-proof.ts';
import { evidenceText, objectionText } from '../../../domain/objections.ts';
import type { Target } from '../../../local/command/target.ts';
import { type Party, putFile, until } from './party.ts';
import { declarationOf, scan } from './sample-files.ts';

/** Calls an endpoint for everybody, without an account. */
export async function sendAsAnybody<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  target: Target,
  endpoint: Endpoint<P, Q, B, R>,
  input: CallInput<P, Q, B>,
  idempotencyKey?: string,
) {
  const key = idempotencyKey === undefined ? {} : { idempotencyKey };
  return await call(endpoint, input, { baseUrl: target.siteUrl, accessToken: null, ...key });
}

/** What an objector's page does with a file: works for it, declares it, sends it and waits for its inspection. Answers where it lies. */
export async function sendEvidence(target: Target) {
  const secret = randomUUID();
  const folder = await evidenceFolder(secret);
  const file = await scan('证明.pdf', 1);
  const declaration = declarationOf(file);
  const body = { ...declaration, proof: await findProof(evidenceText(folder, declaration), new Date()) };
  const ticket = await sendAsAnybody(target, endpoints.declareEvidence, { params: { folder }, body });
  await putFile(ticket, file.bytes);
  const { fileId } = ticket;
  await until('the inspection of the evidence', async () => {
    const { status } = await sendAsAnybody(target, endpoints.getEvidence, { params: { folder, fileId } });
    return status === 'ready' ? true : undefined;
  });
  return { secret, folder, fileId };
}

/** A file that was sent before, and the secret that says where. */
interface Evidence {
  readonly secret?: string;
  readonly fileId?: string;
}

/** The body of an objection to an application, with the work for it. */
export async function objectionBody(number: string, { secret = randomUUID(), fileId }: Evidence = {}) {
  const reason = '聘用关系不真实。';
  const proof = await findProof(objectionText({ secret, number, reason }), new Date());
  const files = fileId === undefined ? [] : [fileId];
  return {
    secret,
    files,
    number,
    reason,
    contactName: '反映人',
    contactMobile: '13900000009',
    proof,
  };
}

/** Objects to an application as soon as its batch is published. Answers the receipt number. */
export async function objectTo(target: Target, number: string, evidence?: Evidence): Promise<string> {
  const body = await objectionBody(number, evidence);
  return await until('the publication of the batch', async () => {
    try {
      return (await sendAsAnybody(target, endpoints.fileObjection, { body })).receipt;
    } catch (error) {
      // Decided, and not published yet.
      if (error instanceof ApiError && error.problem.code === 'not-found') return undefined;
      throw error;
    }
  });
}

/** The objections to an application that wait in their queue, once there are so many: the queue follows the table within a second. */
export async function objectionsTo(officer: Party, number: string, count: number) {
  return await until(`${count} objections to ${number} in their queue`, async () => {
    const query = { list: 'open', number } as const;
    const { items } = await officer.send(departmentObjectionEndpoints.listObjections, { query });
    return items.length === count ? items : undefined;
  });
}

/** The one objection to an application. */
export async function objectionTo(officer: Party, number: string) {
  const [found] = await objectionsTo(officer, number, 1);
  if (found === undefined) throw new Error(`there is no objection to ${number}`);
  return found;
}
