import { rowOf } from '../../domain/catalogue.ts';
import { documentNameOf } from '../../domain/documents/document-name.ts';
import { type Case, loadCase } from '../cases/case.ts';
import { causesOf, documentIdOf, type RenderedKind, placeOf } from '../cases/document-cause.ts';
import {
  type ApplicationEventItem,
  DocumentEntity,
  RegistrationEntity,
  type RegistrationItem,
} from '../records/entities.ts';
import { environment } from '../platform/environment.ts';
import { certificateContentOf, documentContentOf } from './document-content.ts';
import { renderCertificate, renderDocument } from './render.ts';

/** Where photos are read from and documents are written to: the documents bucket. */
export interface DocumentFiles {
  readonly read: (key: string) => Promise<Uint8Array>;
  readonly write: (key: string, body: Uint8Array, type: string) => Promise<void>;
}

/**
 * Renders documents of an application one after the other (each takes a whole processor) and records them. A document that is there
 * already is not drawn again, so a retry goes on where the first try ended.
 * @returns the ids of the documents, in the order of `kinds` and of the events that ask for them
 * @throws MissingGlyphError for a character that no font has; Error when nothing in the case asks for a document of a kind
 */
export async function renderDocuments(
  applicationId: string,
  kinds: readonly RenderedKind[],
  files: DocumentFiles,
  now: Date,
): Promise<string[]> {
  const found = await loadCase(applicationId);
  if (found === undefined) throw new Error(`no application ${applicationId}`);
  const documentIds: string[] = [];
  for (const kind of kinds) {
    if (!belongsTo(kind, found)) continue;
    const causes = causesOf(kind, found.events);
    if (causes.length === 0) throw new Error(`no event of the application asks for ${kind}`);
    const registrations = kind === 'certificate' ? await registrationsOf(found) : [undefined];
    for (const wanted of causes.flatMap((cause) => registrations.map((registration) => ({ cause, registration })))) {
      const documentId = documentIdOf(kind, wanted.cause, placeOf(found, wanted.registration?.number));
      if (!found.documents.some((document) => document.documentId === documentId)) {
        const key = `documents/${applicationId}/${documentId}.pdf`;
        await files.write(key, await drawnDocument(kind, found, wanted, files), 'application/pdf');
        // The record comes last: a document that is listed can be downloaded.
        const title = documentNameOf(kind, rowOf(found.application).effect);
        const { submission } = wanted.cause;
        const record = { applicationId, documentId, kind, submission, title, key, createdAt: now.toISOString() };
        const { registration } = wanted;
        await DocumentEntity.put({
          ...record,
          ...(registration === undefined ? {} : { registrationNumber: registration.number }),
        }).go();
      }
      documentIds.push(documentId);
    }
  }
  return documentIds;
}

/** Only a practitioner who applies makes promises; an employer seals the form, and the department decides. */
function belongsTo(kind: RenderedKind, { application }: Case): boolean {
  return kind !== 'commitment-letter' || application.initiator === 'practitioner';
}

async function drawnDocument(
  kind: RenderedKind,
  found: Case,
  { cause, registration }: { cause: ApplicationEventItem; registration: RegistrationItem | undefined },
  files: DocumentFiles,
): Promise<Uint8Array> {
  if (kind === 'certificate') {
    if (registration === undefined) throw new Error('there is no registration to certify');
    const content = certificateContentOf(found, registration, cause, environment.siteUrl());
    return await renderCertificate(content, { photo: await photoOf(found, files) });
  }
  const content = documentContentOf(kind, found, cause);
  return await renderDocument(content, content.withPhoto ? { photo: await photoOf(found, files) } : {});
}

async function registrationsOf({ item }: Case): Promise<RegistrationItem[]> {
  const { personId, registrationNumbers = [] } = item;
  if (registrationNumbers.length === 0) throw new Error('there is no registration to certify');
  const keys = registrationNumbers.map((number) => ({ personId, number }));
  const { data } = await RegistrationEntity.get(keys).go({ consistent: true });
  // One that is not there any more has gone over to the person's new identity document, whose application certifies it anew.
  return data;
}

async function photoOf({ item, files }: Case, { read }: DocumentFiles): Promise<Uint8Array> {
  const key = files.find((file) => file.fileId === item.attachments.photo)?.key;
  if (key === undefined) throw new Error('the application has no photo');
  return await read(key);
}
