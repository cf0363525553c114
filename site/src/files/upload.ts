import type { FileView, UploadTicket } from '../../../api/application.ts';
import type { FileSlot, FileType } from '../../../domain/file-slots.ts';
import { cleanFileName, shortFileName } from '../../../domain/file-names.ts';
import { declaredFileType, fileTypeOfContent } from '../../../domain/file-types.ts';
import { putFile } from './put-file.ts';
import { fileRefusal, inspectionDelay, photoRefusal } from './file-check.ts';
import { putPatiently } from '../../../api/patience.ts';
import { evidenceFolder } from '../../../api/evidence-folder.ts';
import { findProof } from '../../../api/work-proof.ts';
import { evidenceText } from '../../../domain/objections.ts';
import { send } from '../session/send.ts';

interface FileDeclaration {
  readonly slot: FileSlot;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
}

/** How far an upload is; `share` from 0 to 1 while the file travels. */
export type UploadPhase =
  | { readonly kind: 'preparing' }
  | { readonly kind: 'sending'; readonly share: number }
  | { readonly kind: 'inspecting' };

/** How an upload ended: inspected and usable, or refused with a reason for the user. */
export type UploadOutcome =
  { readonly ok: true; readonly file: FileView } | { readonly ok: false; readonly message: string };

/** What uploads belong to: an application, seen by a party that may add files, or what somebody is about to begin. */
export interface UploadTarget {
  readonly api: 'practitioner' | 'employer' | 'department' | 'public';
  /**
   * Of anybody who objects to a publicity: the secret of their page, which says where all that they send lies. Of what shows the ground of a cancellation: what
   * the page has made at random for it.
   */
  readonly applicationId: string;
  /** Of what shows the ground of a cancellation: the registration. */
  readonly registrationNumber?: string;
  readonly slot: FileSlot;
}

/** The inspection takes a second or two; after this long (half a minute) something is wrong. */
const mostLooks = 20;

/**
 * Uploads a file to a slot: checks it, declares it, sends it to the address of its ticket and waits until it has been
 * inspected. Throws ApiError when the declaration is refused and TypeError when the network fails.
 */
export async function uploadFile(
  target: UploadTarget,
  file: File,
  onPhase: (phase: UploadPhase) => void,
): Promise<UploadOutcome> {
  const { slot } = target;
  onPhase({ kind: 'preparing' });
  const type = await fileTypeOf(file);
  const refusal =
    fileRefusal(slot, { type, size: file.size }) ?? (slot === 'photo' ? await pictureRefusal(file) : null);
  if (refusal !== null || type === null) return { ok: false, message: refusal ?? '文件类型不受支持，请重新选择。' };
  const sha256 = await digest(file);
  const body = { slot, name: nameOf(file), type, size: file.size, sha256 };
  const { declare, look } = await placeOf(target);
  const ticket = await declare(body);
  onPhase({ kind: 'sending', share: 0 });
  const status = await putPatiently(() => putFile(ticket, file, (share) => onPhase({ kind: 'sending', share })));
  if (status >= 300) throw new TypeError(`upload answered ${status}`);
  onPhase({ kind: 'inspecting' });
  return inspected(() => look(ticket.fileId));
}

/** How a file is declared and looked at where it belongs. */
interface Place {
  readonly declare: (body: FileDeclaration) => Promise<UploadTicket>;
  readonly look: (fileId: string) => Promise<FileView>;
}

async function placeOf({ api, applicationId: id, registrationNumber: number = '' }: UploadTarget): Promise<Place> {
  if (api === 'public') {
    const folder = await evidenceFolder(id);
    return {
      declare: (body) => declareEvidence(folder, body),
      look: (fileId) => send(api, 'getEvidence', { params: { folder, fileId } }),
    };
  }
  if (api === 'department' || number !== '') return groundPlace(api, { number, folder: id });
  return {
    declare: (body) => send(api, 'declareFile', { params: { id }, body }),
    look: (fileId) => send(api, 'getFile', { params: { id, fileId } }),
  };
}

// What shows the ground of a cancellation, before that begins.
function groundPlace(api: UploadTarget['api'], params: { readonly number: string; readonly folder: string }): Place {
  const party = api === 'department' ? api : 'employer';
  return {
    declare: ({ slot: _, ...body }) => send(party, 'declareGroundEvidence', { params, body }),
    look: (fileId) => send(party, 'getGroundEvidence', { params: { ...params, fileId } }),
  };
}

// Without an account, the page works for each file (api/work-proof.ts).
async function declareEvidence(folder: string, { slot: _, ...body }: FileDeclaration): Promise<UploadTicket> {
  const proof = await findProof(evidenceText(folder, body), new Date());
  return await send('public', 'declareEvidence', { params: { folder }, body: { ...body, proof } });
}

const longestName = 200;
const firstBytes = 2048;

// The content says it, whatever the name and the browser do; a file that cannot be read now is taken at their word.
async function fileTypeOf(file: File): Promise<FileType | null> {
  const start = await file.slice(0, firstBytes).arrayBuffer();
  return fileTypeOfContent(new Uint8Array(start)) ?? declaredFileType(file) ?? null;
}

// Markup has no place in a name; some systems name a file by nothing but what is taken out.
function nameOf(file: File): string {
  const name = cleanFileName(file.name.replaceAll(/[<>]/g, '_'));
  return shortFileName(name === '' ? '文件' : name, longestName);
}

async function inspected(look: () => Promise<FileView>): Promise<UploadOutcome> {
  for (let looks = 0; looks < mostLooks; looks += 1) {
    await new Promise((resolve) => setTimeout(resolve, inspectionDelay(looks)));
    const file = await look();
    if (file.status === 'ready') return { ok: true, file };
    if (file.status === 'rejected') return { ok: false, message: file.message ?? '文件未通过检查，请重新选择。' };
  }
  return { ok: false, message: '文件检查时间过长，请重新上传。' };
}

async function pictureRefusal(file: File): Promise<string | null> {
  try {
    const picture = await createImageBitmap(file);
    const refusal = photoRefusal(picture);
    picture.close();
    return refusal;
  } catch {
    return '照片无法打开，可能已损坏，请重新选择。';
  }
}

async function digest(file: File): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(hash)));
}
