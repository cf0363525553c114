import { refusedUpload } from '../../domain/editable.ts';
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { fileDeclaration, UploadTicket } from '../../api/application.ts';
import { type FileSlot, fileSlotRules, type FileType } from '../../domain/file-slots.ts';
import { declaredFileType } from '../../domain/file-types.ts';
import type { Caller } from '../platform/caller.ts';
import type { Case } from './case.ts';
import { isOwn, visibleDocuments, visibleFiles } from './visibility.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { commandOperations } from '../records/commands.ts';
import { conditionHeld } from '../records/condition.ts';
import { FileEntity, type FileItem, table } from '../records/entities.ts';
import { type QuotaUse, writeOnceCounted } from '../records/quotas.ts';
import { downloadAddress, uploadAddress } from '../platform/files.ts';
import { done, refusals, refuse, type Result } from '../platform/refusal.ts';

const megabyte = 1024 * 1024;

/** The side of a case that uploads, and who that is: whose quotas are used. */
export interface Uploader {
  readonly party: 'practitioner' | 'employer' | 'department' | 'public';
  /** The person's id, the company's credit code, or the officer's id; of anybody, what they send. */
  readonly owner: string;
}

/**
 * Registers a file that a party is about to upload and answers where to put it. The slot decides what is allowed; the key is
 * the server's own, `uploads/<application>/<file>`, and its address can be used once. Each side of a case has a quota of its own there,
 * and one of the day. In a correction only what its notice names is taken.
 */
export async function declareFile(
  found: Case,
  uploader: Uploader,
  declaration: z.output<typeof fileDeclaration>,
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<UploadTicket>> {
  const refused = refusedUpload(found.application, declaration.slot, uploader.party);
  return refused ?? (await registerFile(found.item, uploader, declaration, idempotencyKey, now));
}

/** What a file belongs to: an application, or a change of a company, at a version of it. */
export type FilePlace = Pick<FileItem, 'applicationId' | 'submission' | 'stateVersion' | 'expiresAt'>;

/** Registers a file that may come, as `declareFile` does of an application; `uses` are the quotas that it counts in. */
export async function registerFile(
  { applicationId, submission, stateVersion, expiresAt }: FilePlace,
  { party, owner }: Uploader,
  declaration: z.output<typeof fileDeclaration>,
  idempotencyKey: CommandKey | null,
  now: Date,
  uses: readonly QuotaUse[] = usesOf(applicationId, { party, owner }, now),
): Promise<Result<UploadTicket>> {
  const rule = fileSlotRules[declaration.slot];
  const type = typeOf(declaration);
  if (type === null || !rule.types.includes(type)) {
    return refuse('unsupported-media-type', `${rule.name}的格式不受支持。${rule.hint}`);
  }
  if (declaration.size > rule.maxBytes) {
    return refuse('too-large', `${rule.name}不能超过 ${rule.maxBytes / megabyte} MB，请压缩后重新选择。`);
  }
  const fileId = randomUUID();
  const { slot, name, size, sha256 } = declaration;
  const item = {
    applicationId,
    fileId,
    slot,
    party,
    owner,
    submission,
    stateVersion,
    name,
    type,
    size,
    sha256,
    status: 'pending',
    uploadedAt: now.toISOString(),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  } as const;
  const outcome = await writeOnceCounted(uses, async () => await createFile(item, idempotencyKey, now));
  if (outcome === 'lost') return refusals.changedMeanwhile();
  if (outcome !== 'written') return outcome;
  return done(await ticketOf(applicationId, fileId, declaration, now));
}

/** One item is no transaction; with the command that is remembered it is one. False when another has been quicker with the same key. */
async function createFile(item: FileItem, idempotencyKey: CommandKey | null, now: Date): Promise<boolean> {
  if (idempotencyKey === null) return await conditionHeld(FileEntity.create(item).go());
  const { canceled } = await table.transaction
    .write((entities) => [
      entities.file.create(item).commit(),
      ...commandOperations(entities, idempotencyKey, { fileId: item.fileId }, now),
    ])
    .go();
  return !canceled;
}

function usesOf(applicationId: string, { party, owner }: Uploader, now: Date): QuotaUse[] {
  return [
    { quota: 'case-uploads', owner: `${applicationId}/${party}`, now },
    // The department answers for its own work.
    ...(party === 'department'
      ? []
      : [{ quota: party === 'practitioner' ? 'person-uploads' : 'company-uploads', owner, now } as const]),
  ];
}

/** The answer to a declaration that comes again: the same file, with an address that lives five minutes from now. */
export async function declaredAgain(
  applicationId: string,
  declaration: z.output<typeof fileDeclaration>,
  remembered: unknown,
  now: Date,
): Promise<Result<UploadTicket>> {
  const { fileId } = declaredFile.parse(remembered);
  return done(await ticketOf(applicationId, fileId, declaration, now));
}

// What a file is its content decides, when it has arrived; what nothing is known of may be anything that its slot takes.
function typeOf(declaration: z.output<typeof fileDeclaration>): FileType | null {
  const declared = declaredFileType(declaration);
  return (declared === undefined ? fileSlotRules[declaration.slot].types[0] : declared) ?? null;
}

const declaredFile = z.object({ fileId: z.string() });

async function ticketOf(
  applicationId: string,
  fileId: string,
  declaration: z.output<typeof fileDeclaration>,
  now: Date,
): Promise<UploadTicket> {
  const key = `uploads/${applicationId}/${fileId}`;
  const { url, headers, expiresAt } = await uploadAddress(
    { ...declaration, type: typeOf(declaration) ?? declaration.type, key },
    now,
  );
  return { fileId, url, method: 'PUT', headers, expiresAt };
}

/** A file of the case that a caller has uploaded; undefined when there is none with this id. */
export function ownFile(found: Case, caller: Caller, fileId: string): FileItem | undefined {
  return found.files.find((file) => file.fileId === fileId && isOwn(file, caller));
}

/** The address of a file that the caller may see. */
export async function downloadOfFile(found: Case, caller: Caller, fileId: string): Promise<Result<{ url: string }>> {
  const file = visibleFiles(found, caller).find((candidate) => candidate.fileId === fileId);
  if (file === undefined) return refuse('not-found', '没有找到这个文件。');
  if (file.key === undefined) return refuse('file-not-ready', '文件正在检查或未通过检查，暂时不能查看。');
  return done({ url: await downloadAddress(file.key, file.name) });
}

/** The address of a generated document that the caller may see. */
export async function downloadOfDocument(
  found: Case,
  caller: Caller,
  documentId: string,
): Promise<Result<{ url: string }>> {
  const document = visibleDocuments(found, caller).find((candidate) => candidate.documentId === documentId);
  if (document === undefined) return refuse('not-found', '没有找到这份文书。');
  return done({ url: await downloadAddress(document.key, `${document.title}.pdf`, 'attachment') });
}

/** The newest ready file of each slot that a caller has uploaded: what a submission attaches. */
export function newestReadyFiles(files: readonly FileItem[], caller: Caller): Partial<Record<FileSlot, string>> {
  const ready = files.filter((file) => isOwn(file, caller) && file.status === 'ready');
  const inOrder = ready.sort((left, right) => (left.uploadedAt < right.uploadedAt ? -1 : 1));
  return Object.fromEntries(inOrder.map((file) => [file.slot, file.fileId]));
}
