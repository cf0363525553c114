import type { DocumentKind } from '../../domain/documents.ts';
import type { Case } from './case.ts';
import type { ApplicationEventItem } from '../records/entities.ts';

/** Every kind of document that is rendered. */
export type RenderedKind = DocumentKind | 'certificate';

const causes: Readonly<Record<RenderedKind, readonly ApplicationEventItem['action'][]>> = {
  // What was corrected may stand on the form: an answer asks for a new one beside the old.
  'application-form': ['submit', 'answer-correction'],
  'commitment-letter': ['submit'],
  'acceptance-notice': ['accept', 'deem-accepted'],
  'non-acceptance-notice': ['refuse'],
  'correction-notice': ['request-correction'],
  'extension-notice': ['extend-review'],
  'hold-notice': ['hold-review'],
  'resumption-notice': ['resume-review'],
  'approval-decision': ['approve', 'conclude-publicity'],
  'rejection-notice': ['reject', 'uphold-objection'],
  'cancellation-notice': ['approve'],
  'statement-notice': ['documents-ready', 'confirm'],
  'expiry-notice': ['expire'],
  // A qualification that the employer supplies after the approval stands on a new certificate, and so does another name of the employer.
  certificate: ['approve', 'conclude-publicity', 'supplement', 'amend-employer'],
};

// Actions that ask for a document only where they lead there.
const onlyInto: Readonly<Partial<Record<RenderedKind, ApplicationEventItem['to']>>> = {
  certificate: 'approved',
  'approval-decision': 'approved',
  'statement-notice': 'awaiting-statement',
};

/** The newest event that asks for a document of a kind; its date, reason and version are the document's. Undefined when nothing does. */
function causeOf(kind: RenderedKind, events: readonly ApplicationEventItem[]): ApplicationEventItem | undefined {
  return events.findLast((event) => isCause(kind, event));
}

/**
 * The events of a case whose documents of a kind are to be drawn: the newest one, and of notices whose text stands in their event every
 * one, because a party may act before the notice to which it answers is drawn.
 */
export function causesOf(kind: RenderedKind, events: readonly ApplicationEventItem[]): ApplicationEventItem[] {
  const newest = causeOf(kind, events);
  return events.filter((event) => event === newest || (saysItself(event) && isCause(kind, event)));
}

/** True for an event that keeps what its paper says. */
function saysItself({ notice, hold }: ApplicationEventItem): boolean {
  return notice !== undefined || hold !== undefined;
}

function isCause(kind: RenderedKind, event: Pick<ApplicationEventItem, 'action' | 'to'>): boolean {
  return causes[kind].includes(event.action) && (onlyInto[kind] === undefined || event.to === onlyInto[kind]);
}

/**
 * The id of the newest certificate of a registration that is rendered; undefined when none is. Not the newest one asked for: an employer may
 * supply its qualification between the rendering and the issue of the certificate before.
 */
export function renderedCertificate(
  found: Pick<Case, 'item' | 'events' | 'documents'>,
  number: string,
): string | undefined {
  return found.events
    .filter((event) => isCause('certificate', event))
    .map((event) => documentIdOf('certificate', event, placeOf(found, number)))
    .findLast((id) => found.documents.some(({ documentId }) => documentId === id));
}

/** The place of a registration among those that an application made or amended: one certificate each. */
export function placeOf({ item }: Pick<Case, 'item'>, number: string | undefined): number {
  return number === undefined ? 0 : (item.registrationNumbers ?? []).indexOf(number);
}

/**
 * The id of a document: kind and version of the event behind it, so that rendering again never doubles it: the first that was written stays. Of several
 * certificates the later ones have their place behind it.
 */
export function documentIdOf(kind: RenderedKind, cause: Pick<ApplicationEventItem, 'version'>, place = 0): string {
  return place <= 0 ? `${kind}-${cause.version}` : `${kind}-${cause.version}-${place + 1}`;
}

/** True when the document of a kind that an event asks for has been rendered. */
export function isRendered(
  kind: RenderedKind,
  cause: Pick<ApplicationEventItem, 'version'>,
  { documents }: Pick<Case, 'documents'>,
): boolean {
  return documents.some((document) => document.documentId === documentIdOf(kind, cause));
}

/**
 * The notices that the events of a case ask for and that are not rendered yet. Not only the newest event's: parties may act
 * faster than the workflow follows, and no notice may be lost by that.
 */
export function pendingNotices(found: Pick<Case, 'events' | 'documents'>): DocumentKind[] {
  const asked = new Set(found.events.flatMap((event) => event.step?.notices ?? []));
  return [...asked].filter((kind) => causesOf(kind, found.events).some((cause) => !isRendered(kind, cause, found)));
}
