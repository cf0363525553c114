import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { publicObjectionEndpoints as endpoints } from '../../api/objections.ts';
import { evidenceFolder } from '../../api/evidence-folder.ts';
import { isProof } from '../../api/work-proof.ts';
import {
  answerWorkingDays,
  evidenceText,
  mostEvidence,
  objectionText,
  receiptOf,
  refusedObjection,
} from '../../domain/objections.ts';
import { comparableCode } from '../../domain/verification-code.ts';
import { workingDayDeadline } from '../../domain/working-days.ts';
import { batchOf, evidencePlace, isNamed, readObjection } from '../cases/objections.ts';
import { declaredAgain, registerFile } from '../cases/uploads.ts';
import { fileView } from '../cases/views.ts';
import { environment } from '../platform/environment.ts';
import type { ApiRequest } from '../platform/http.ts';
import { done, refusals, refuse, type Result } from '../platform/refusal.ts';
import { commandOperations } from '../records/commands.ts';
import {
  FileEntity,
  type FileItem,
  GuardEntity,
  PublicityEntryEntity,
  type PublicityEntryItem,
  table,
} from '../records/entities.ts';
import { withinQuota, writeWithin } from '../records/quotas.ts';
import { lost, settle } from '../records/settle.ts';

type Request<Name extends keyof typeof endpoints> = Pick<
  ApiRequest<z.ZodType, z.ZodType, z.ZodType, never>,
  'clientAddress' | 'connection' | 'idempotencyKey' | 'now'
> & {
  readonly params: z.output<(typeof endpoints)[Name]['params']>;
  readonly body: z.output<(typeof endpoints)[Name]['body']>;
};
type Answer<Name extends keyof typeof endpoints> = Promise<Result<z.input<(typeof endpoints)[Name]['response']>>>;

// Whoever writes an objection does so within the day; then what nothing names is forgotten, and the stream deletes its object.
const keptSeconds = 86_400;

/** Declares a file for an objection that is being written, once the work for it is done; refused once an objection names what lies there. */
export async function declareEvidence(request: Request<'declareEvidence'>): Answer<'declareEvidence'> {
  const { params, body, idempotencyKey, clientAddress, connection, now } = request;
  const { proof, ...declaration } = body;
  if (!(await isProof(evidenceText(params.folder, declaration), proof, now))) return proofNeeded();
  const applicationId = evidencePlace(params.folder);
  const files = await evidenceIn(applicationId);
  if (files.some(isNamed)) return refuse('not-in-this-state', '异议已经提出，不能再添加材料。');
  if (files.length >= mostEvidence * 2) return refuse('not-in-this-state', `最多上传${mostEvidence}份材料。`);
  const expiresAt = Math.floor(now.getTime() / 1000) + keptSeconds;
  return await registerFile(
    { applicationId, submission: 0, stateVersion: 0, expiresAt },
    { party: 'public', owner: params.folder },
    { ...declaration, slot: 'objection-evidence' },
    idempotencyKey,
    now,
    [
      { quota: 'objection-files', owner: clientAddress, now },
      { quota: 'objection-files-connection', owner: connection, now },
    ],
  );
}

/** The answer to such a declaration that comes again. */
export async function evidenceDeclaredAgain(
  { params, body, now }: Pick<Request<'declareEvidence'>, 'params' | 'body' | 'now'>,
  remembered: unknown,
): Answer<'declareEvidence'> {
  return await declaredAgain(evidencePlace(params.folder), { ...body, slot: 'objection-evidence' }, remembered, now);
}

/** How far the inspection of a file is, for whoever has sent it: nobody else knows where it lies. */
export async function getEvidence({
  folder,
  fileId,
}: z.output<typeof endpoints.getEvidence.params>): Answer<'getEvidence'> {
  const { data } = await FileEntity.get({ applicationId: evidencePlace(folder), fileId }).go({ consistent: true });
  return data === null ? refuse('not-found', '没有找到这个文件。') : done(fileView(data));
}

/**
 * Files an objection to a case in publicity, with the files that were sent before. One transaction with the case's place in its batch, which is not
 * approved from then on until the objection is answered. The same from the same page again answers the same receipt.
 */
export async function fileObjection(request: Request<'fileObjection'>): Answer<'fileObjection'> {
  const { body, now } = request;
  if (!(await isProof(objectionText(body), body.proof, now))) return proofNeeded();
  const receipt = receiptFor(body.secret);
  const result = await settle(async () => {
    const before = await readObjection(objectionIdOf(receipt));
    if (before !== undefined) return before.number === body.number ? done({ receipt }) : refusals.changedMeanwhile();
    const entry = await publicEntry(body.number, now);
    if (entry === undefined) return refuse('not-found', '公示名单中没有这个受理编号，请核对。');
    const refused = refusedObjection(entry, now);
    if (refused !== undefined) return refused;
    const evidence = evidencePlace(await evidenceFolder(body.secret));
    const files = await namedFiles(evidence, body.files);
    return files === undefined
      ? refuse('file-not-ready', '证明材料未通过检查，或者上传已超过一天，请移除后重新上传。')
      : await write(request, entry, { evidence, files });
  });
  return result === lost ? refusals.changedMeanwhile() : result;
}

async function write(
  { body, clientAddress, connection, idempotencyKey, now }: Request<'fileObjection'>,
  entry: PublicityEntryItem,
  { evidence, files }: { readonly evidence: string; readonly files: readonly FileItem[] },
) {
  const { applicationId, year, batch, number, profession, matter, applicantName, employerCreditCode, employerName } =
    entry;
  const { secret, reason, contactName, contactMobile } = body;
  const receipt = receiptFor(secret);
  const { dueAt: due } = workingDayDeadline(now, answerWorkingDays, environment.deadlineDaySeconds());
  const about = { applicationId, year, batch, number, profession, matter, applicantName, employerName };
  const uses = [
    { quota: 'objections', owner: clientAddress, now },
    { quota: 'objections-connection', owner: connection, now },
    { quota: 'case-objections', owner: applicationId, now },
  ] as const;
  const written = await writeWithin(uses, (counted) =>
    table.transaction
      .write((entities) => [
        entities.objection
          .create({
            ...about,
            ...(employerCreditCode === undefined ? {} : { employerCreditCode }),
            ...{ objectionId: objectionIdOf(receipt), reason, contactName, contactMobile },
            ...{ evidence, state: 'open', version: 1, filedAt: now.toISOString() },
            dueAt: due.toISOString(),
          })
          .commit(),
        entities.publicityEntry
          .patch({ applicationId })
          .add({ openObjections: 1 })
          .where(({ status }, { eq }) => eq(status, 'open'))
          .commit(),
        ...files.map(({ applicationId: place, fileId }) =>
          entities.file
            .patch({ applicationId: place, fileId })
            .remove(['expiresAt'])
            .where(({ status }, { eq }) => eq(status, 'ready'))
            .commit(),
        ),
        // The receipt number is made anew from the request.
        ...commandOperations(entities, idempotencyKey, {}, now),
        ...counted(entities),
      ])
      .go(),
  );
  if (written === 'lost') return lost;
  return written === 'written' ? done({ receipt }) : written;
}

/** The answer to an objection that comes again. */
export function objectionFiledAgain({ secret }: { readonly secret: string }): Answer<'fileObjection'> {
  return Promise.resolve(done({ receipt: receiptFor(secret) }));
}

/** How far an objection is, for whoever has its receipt number. Only wrong numbers count. */
export async function followObjection(request: Request<'followObjection'>): Answer<'followObjection'> {
  const { body, clientAddress, connection, now } = request;
  return await withinQuota({ quota: 'objection-receipt', owner: clientAddress, now }, () =>
    withinQuota({ quota: 'objection-receipt-connection', owner: connection, now }, async () => {
      const found = await readObjection(objectionIdOf(body.receipt));
      if (found === undefined) return refuse('not-found', '没有找到这个回执编号，请核对。');
      const { number, filedAt, dueAt, state, answer = null, answeredAt = null } = found;
      return done({ number, batchNumber: batchOf(found), filedAt, dueAt, state, answer, answeredAt });
    }),
  );
}

/** The case of this number in its batch, once everybody may see it: before that nobody learns that it is decided. */
async function publicEntry(number: string, now: Date): Promise<PublicityEntryItem | undefined> {
  const { data: taken } = await GuardEntity.get({ kind: 'application-number', value: number }).go();
  if (taken === null) return undefined;
  const { data } = await PublicityEntryEntity.get({ applicationId: taken.holder }).go({ consistent: true });
  return data !== null && new Date(data.publishAt) <= now ? data : undefined;
}

/** The files that an objection names; undefined when one of them is not ready, or there no more. */
async function namedFiles(applicationId: string, named: readonly string[]): Promise<readonly FileItem[] | undefined> {
  const ids = [...new Set(named)];
  if (ids.length === 0) return [];
  const { data } = await FileEntity.get(ids.map((fileId) => ({ applicationId, fileId }))).go({ consistent: true });
  return data.length === ids.length && data.every(({ status }) => status === 'ready') ? data : undefined;
}

async function evidenceIn(applicationId: string): Promise<readonly FileItem[]> {
  const { data } = await FileEntity.query.file({ applicationId }).go({ limit: mostEvidence * 2, consistent: true });
  return data;
}

// From what the objector's page has made at random and nobody keeps: the objection is stored under the digest of its receipt.
function receiptFor(secret: string): string {
  return receiptOf(createHash('sha256').update(`objection/${secret}`).digest());
}

function objectionIdOf(receipt: string): string {
  return createHash('sha256')
    .update(`receipt/${comparableCode(receipt)}`)
    .digest('hex');
}

function proofNeeded() {
  return refuse('proof-needed', '须先完成一次自动验证；页面会自动完成，请重新提交。');
}
