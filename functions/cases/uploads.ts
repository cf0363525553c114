import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { fileDeclaration, UploadTicket } from '../../api/application.ts';
import { rowOf } from '../../domain/application.ts';
import { type FileSlot, fileSlotRules } from '../../domain/catalogue.ts';
import type { Case } from './case.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { commandOperations } from '../records/commands.ts';
import { type FileItem, table } from '../records/entities.ts';
import { downloadAddress, uploadAddress } from '../platform/files.ts';
import { done, refusals, refuse, type Result } from '../platform/refusal.ts';

const megabyte = 1024 * 1024;
// Keeps a case one short query, and a draft with all its files deletable in one transaction (DynamoDB: 100 items).
const mostFiles = 60;

/**
 * Registers a file that a party is about to upload and answers where to put it. The slot decides what is allowed; the key is
 * the server's own, `uploads/<application>/<file>`, and its address can be used once.
 */
export async function declareFile(
  found: Case,
  party: 'practitioner' | 'employer',
  declaration: z.output<typeof fileDeclaration>,
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<UploadTicket>> {
  const rule = fileSlotRules[declaration.slot];
  if (rule.party !== party) return refuse('invalid-request', `${rule.name}不由当前账号上传。`);
  const { practitionerFiles, employerFiles } = rowOf(found.application);
  if (![...practitionerFiles, ...employerFiles].includes(declaration.slot)) {
    return refuse('invalid-request', `该事项不需要上传${rule.name}。`);
  }
  if (!rule.types.includes(declaration.type)) {
    return refuse('unsupported-media-type', `${rule.name}的格式不受支持。${rule.hint}`);
  }
  if (declaration.size > rule.maxBytes) {
    return refuse('too-large', `${rule.name}不能超过 ${rule.maxBytes / megabyte} MB，请压缩后重新选择。`);
  }
  if (found.files.length >= mostFiles) {
    return refuse(
      'too-many-requests',
      `这项申请已上传 ${mostFiles} 次文件，不能再上传。请使用已上传的文件，或撤回后重新申请。`,
    );
  }
  const fileId = randomUUID();
  const { applicationId } = found.item;
  const { canceled } = await table.transaction
    .write(({ file, ...entities }) => [
      file
        .create({
          applicationId,
          fileId,
          slot: declaration.slot,
          party,
          name: declaration.name,
          type: declaration.type,
          size: declaration.size,
          sha256: declaration.sha256,
          status: 'pending',
          uploadedAt: now.toISOString(),
        })
        .commit(),
      ...commandOperations(entities, idempotencyKey, { fileId }, now),
    ])
    .go();
  return canceled ? refusals.changedMeanwhile() : done(await ticketOf(applicationId, fileId, declaration, now));
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

const declaredFile = z.object({ fileId: z.string() });

async function ticketOf(
  applicationId: string,
  fileId: string,
  declaration: z.output<typeof fileDeclaration>,
  now: Date,
): Promise<UploadTicket> {
  const key = `uploads/${applicationId}/${fileId}`;
  const { url, headers, expiresAt } = await uploadAddress({ ...declaration, key }, now);
  return { fileId, url, method: 'PUT', headers, expiresAt };
}

/** A file of the case that a party owns; undefined when it has none with this id. */
export function ownFile(found: Case, party: 'practitioner' | 'employer', fileId: string): FileItem | undefined {
  return found.files.find((file) => file.fileId === fileId && file.party === party);
}

/** The address of a file that may be read: one's own, or one that is attached to the application. */
export async function downloadOfFile(
  found: Case,
  party: 'practitioner' | 'employer' | 'staff',
  fileId: string,
): Promise<Result<{ url: string }>> {
  const file = found.files.find((candidate) => candidate.fileId === fileId);
  const attached = Object.values(found.item.attachments).includes(fileId);
  if (file === undefined || (file.party !== party && !attached)) return refuse('not-found', '没有找到这个文件。');
  if (file.key === undefined) return refuse('file-not-ready', '文件正在检查或未通过检查，暂时不能查看。');
  return done({ url: await downloadAddress(file.key, file.name) });
}

/** The address of a generated document. Outside parties do not see one another's; every party of a case may read its documents. */
export async function downloadOfDocument(found: Case, documentId: string): Promise<Result<{ url: string }>> {
  const document = found.documents.find((candidate) => candidate.documentId === documentId);
  if (document === undefined) return refuse('not-found', '没有找到这份文书。');
  return done({ url: await downloadAddress(document.key, `${document.title}.pdf`) });
}

/** The newest ready file of each slot: what a submission attaches. */
export function newestReadyFiles(
  files: readonly FileItem[],
  party: FileItem['party'],
): Partial<Record<FileSlot, string>> {
  const ready = files.filter((file) => file.party === party && file.status === 'ready');
  const inOrder = ready.sort((left, right) => (left.uploadedAt < right.uploadedAt ? -1 : 1));
  return Object.fromEntries(inOrder.map((file) => [file.slot, file.fileId]));
}
