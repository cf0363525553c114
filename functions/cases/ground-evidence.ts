import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { UploadTicket } from '../../api/application.ts';
import type { groundEvidenceEndpoints } from '../../api/ground-evidence.ts';
import type { UploadedEvidence } from '../../domain/command.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { done, refuse, type Result } from '../platform/refusal.ts';
import { ApplicationEntity, FileEntity, type RegistrationItem } from '../records/entities.ts';
import { presentEntry } from '../register/entries-by-number.ts';
import { declaredAgain, registerFile, type Uploader } from './uploads.ts';
import { fileView } from './views.ts';

type Endpoints = ReturnType<typeof groundEvidenceEndpoints>;
type Declaration = z.output<Endpoints['declareGroundEvidence']['body']>;

/** Where what somebody uploads for one cancellation lies: the registration, and what their page has made at random. */
export type EvidencePlace = z.output<Endpoints['declareGroundEvidence']['params']>;

const slot = 'ground-evidence';
// Whoever begins a cancellation does so within the day; then what no case names is forgotten, and the stream deletes its object.
const keptSeconds = 86_400;

/**
 * The id that the case will have which names what lies in a folder: nobody else's folder and no case that began otherwise has it, whatever a page
 * chooses. So the files lie in the case from its first moment on.
 */
export function caseIdOf({ party, owner }: Uploader, { number, folder }: EvidencePlace): string {
  const digest = createHash('sha256').update(JSON.stringify(['ground-evidence', party, owner, number, folder]));
  return digest.digest('hex').slice(0, 40);
}

/**
 * Declares a file that is to show the ground of a cancellation. Refused for a registration that the party may not name (`absent`), and once the
 * cancellation has begun: what the person was told of does not change.
 */
export async function declareGroundEvidence(
  { place, body, idempotencyKey, now }: EvidenceRequest,
  uploader: Uploader,
  isTheirs: (item: RegistrationItem) => boolean,
  absent: string,
): Promise<Result<UploadTicket>> {
  const item = await presentEntry(place.number);
  if (item === undefined || !isTheirs(item)) return refuse('not-found', absent);
  const applicationId = caseIdOf(uploader, place);
  const { data } = await ApplicationEntity.get({ applicationId }).go({ consistent: true });
  if (data !== null) return refuse('not-in-this-state', '注销已经提交，不能再添加材料。');
  const expiresAt = Math.floor(now.getTime() / 1000) + keptSeconds;
  const filePlace = { applicationId, submission: 1, stateVersion: 1, expiresAt };
  return await registerFile(filePlace, uploader, { ...body, slot }, idempotencyKey, now);
}

/** A declaration of such a file. */
export interface EvidenceRequest {
  readonly place: EvidencePlace;
  readonly body: Declaration;
  readonly idempotencyKey: CommandKey | null;
  readonly now: Date;
}

/** The answer to such a declaration that comes again. */
export async function groundEvidenceDeclaredAgain(
  { place, body, now }: Pick<EvidenceRequest, 'place' | 'body' | 'now'>,
  uploader: Uploader,
  remembered: unknown,
): Promise<Result<UploadTicket>> {
  return await declaredAgain(caseIdOf(uploader, place), { ...body, slot }, remembered, now);
}

/** How far the inspection of such a file is, for whoever has uploaded it. */
export async function getGroundEvidence(uploader: Uploader, place: EvidencePlace & { readonly fileId: string }) {
  const { data } = await FileEntity.get({ applicationId: caseIdOf(uploader, place), fileId: place.fileId }).go({
    consistent: true,
  });
  return data === null ? refuse('not-found', '没有找到这个文件。') : done(fileView(data));
}

/** The file that a cancellation names; null where there is none with this id. */
export async function uploadedEvidence(applicationId: string, fileId: string): Promise<UploadedEvidence | null> {
  const { data } = await FileEntity.get({ applicationId, fileId }).go({ consistent: true });
  return data === null ? null : { id: fileId, status: data.status, message: data.message ?? null };
}
