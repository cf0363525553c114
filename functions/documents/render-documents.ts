import { rowOf } from '../../domain/catalogue.ts';
import { documentNameOf } from '../../domain/documents/document-name.ts';
import type { MissingCharacter } from '../../domain/missing-characters.ts';
import { type Case, loadCase } from '../cases/case.ts';
import { causesOf, documentIdOf, type RenderedKind, placeOf } from '../cases/document-cause.ts';
import {
  type ApplicationEventItem,
  DocumentEntity,
  RegistrationEntity,
  type RegistrationItem,
  table,
} from '../records/entities.ts';
import { continueCorrelation } from '../platform/correlation.ts';
import { environment } from '../platform/environment.ts';
import { certificateContentOf, documentContentOf } from './document-content.ts';
import { drawableCertificate, drawableDocument } from './drawable.ts';
import { renderCertificate, renderDocument } from './render.ts';

/** Where photos are read from and documents are written to: the documents bucket. */
export interface DocumentFiles {
  readonly read: (key: string) => Promise<Uint8Array>;
  readonly write: (key: string, body: Uint8Array, type: string) => Promise<void>;
}

/** What asks for a document: an event and, of a certificate, the registration. */
interface Wanted {
  readonly cause: ApplicationEventItem;
  readonly registration: RegistrationItem | undefined;
}

/** A document that is drawn and written. */
interface Recorded extends Wanted {
  readonly kind: RenderedKind;
  readonly documentId: string;
  readonly key: string;
  readonly missing: readonly MissingCharacter[];
}

/**
 * Renders documents of an application one after the other (each takes a whole processor) and records them. A document that is there
 * already is not drawn again, so a retry goes on where the first try ended. One with characters that no font has is drawn with a sign in their
 * place, and becomes a task of the department.
 * @returns the ids of the documents, in the order of `kinds` and of the events that ask for them
 * @throws Error when nothing in the case asks for a document of a kind
 */
export async function renderDocuments(
  applicationId: string,
  kinds: readonly RenderedKind[],
  files: DocumentFiles,
  now: Date,
): Promise<string[]> {
  const found = await loadCase(applicationId);
  if (found === undefined) throw new Error(`no application ${applicationId}`);
  continueCorrelation(found.events.at(-1)?.correlationId);
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
        const { file, missing } = await drawnDocument(kind, found, wanted, files);
        await files.write(key, file, 'application/pdf');
        // The record comes last: a document that is listed can be downloaded.
        await recordDocument(found, { kind, documentId, key, missing, ...wanted }, now);
      }
      documentIds.push(documentId);
    }
  }
  return documentIds;
}

/** Lists a document, and for the department what is to be written on it by hand. */
async function recordDocument(found: Case, drawn: Recorded, now: Date): Promise<void> {
  const { application } = found;
  const { kind, documentId, key, missing, cause, registration } = drawn;
  const { id: applicationId, number, profession, matter, applicant } = application;
  const title = documentNameOf(kind, rowOf(application).effect);
  const at = now.toISOString();
  const record = { applicationId, documentId, kind, submission: cause.submission, title, key, createdAt: at };
  const document = { ...record, ...(registration === undefined ? {} : { registrationNumber: registration.number }) };
  if (missing.length === 0) {
    await DocumentEntity.put(document).go();
    return;
  }
  const completion = {
    ...{ applicationId, documentId, title, number: number ?? '', profession, matter, applicantName: applicant.name },
    ...{ status: 'open' as const, missing, openedAt: at },
  };
  const { canceled } = await table.transaction
    .write((entities) => [entities.document.put(document).commit(), entities.completion.put(completion).commit()])
    .go();
  if (canceled) throw new Error(`the document ${documentId} could not be recorded`);
}

/** Only a practitioner who applies makes promises; an employer seals the form, and the department decides. */
function belongsTo(kind: RenderedKind, { application }: Case): boolean {
  return kind !== 'commitment-letter' || application.initiator === 'practitioner';
}

async function drawnDocument(
  kind: RenderedKind,
  found: Case,
  { cause, registration }: Wanted,
  files: DocumentFiles,
): Promise<{ file: Uint8Array; missing: readonly MissingCharacter[] }> {
  if (kind === 'certificate') {
    if (registration === undefined) throw new Error('there is no registration to certify');
    const shown = await shownOn(found);
    const { content, missing } = drawableCertificate(
      certificateContentOf(shown, registration, cause, environment.siteUrl()),
    );
    return { file: await renderCertificate(content, { photo: await photoOf(shown, files) }), missing };
  }
  const { content, missing } = drawableDocument(documentContentOf(kind, found, cause));
  const photo = content.withPhoto ? { photo: await photoOf(found, files) } : {};
  return { file: await renderDocument(content, photo), missing };
}

async function registrationsOf({ item }: Case): Promise<RegistrationItem[]> {
  const { personId, registrationNumbers = [] } = item;
  if (registrationNumbers.length === 0) throw new Error('there is no registration to certify');
  const keys = registrationNumbers.map((number) => ({ personId, number }));
  const { data } = await RegistrationEntity.get(keys).go({ consistent: true });
  // One that is not there any more has gone over to the person's new identity document, whose application certifies it anew.
  return data;
}

/** The case whose photo and person a certificate shows: who has begun about somebody else knows neither. */
async function shownOn(found: Case): Promise<Case> {
  const { certificateSource } = found.application;
  if (certificateSource === undefined) return found;
  const source = await loadCase(certificateSource);
  if (source === undefined) throw new Error(`no application ${certificateSource} behind the certificate`);
  return source;
}

async function photoOf({ item, files }: Case, { read }: DocumentFiles): Promise<Uint8Array> {
  const key = files.find((file) => file.fileId === item.attachments.photo)?.key;
  if (key === undefined) throw new Error('the application has no photo');
  return await read(key);
}
