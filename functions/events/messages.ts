import { rowOf } from '../../domain/application.ts';
import { effectNames, matterNames, professions } from '../../domain/catalogue.ts';
import type { MessageItem } from '../platform/entities.ts';
import { type MessageRow, messageRows } from './message-rows.ts';
import type { AppendedEvent } from './stream-record.ts';

/** The messages of an event, none to whoever acted. Their ids follow from the event, so that a repetition is the same message. */
export function messagesOf(event: AppendedEvent): MessageItem[] {
  const inboxes = {
    practitioner: event.personId,
    employer: event.employerCreditCode,
    'former-employer': event.formerEmployerCreditCode,
  };
  return messageRows
    .filter((row) => isMeant(row, event))
    .flatMap((row) => {
      const inbox = inboxes[row.audience];
      if (inbox === undefined || inbox === '') return [];
      return [
        {
          inbox,
          messageId: messageIdOf(event),
          at: event.at,
          title: filledIn(row.title, event),
          text: filledIn(row.text, event),
          applicationId: event.applicationId,
          read: false,
        },
      ];
    });
}

function isMeant(row: MessageRow, event: AppendedEvent): boolean {
  return (
    row.action === event.action &&
    row.audience !== event.actorParty &&
    (row.from === undefined || (event.from !== undefined && row.from.includes(event.from))) &&
    (row.to === undefined || row.to === event.to) &&
    (row.addressee === undefined || row.addressee === event.addressee) &&
    (row.effects === undefined || row.effects.includes(rowOf(event).effect)) &&
    (row.initiators === undefined || row.initiators.includes(event.initiator ?? 'practitioner'))
  );
}

/** Ids sort in the order of time: milliseconds since 1970 with 15 digits, then application and version. */
function messageIdOf({ at, applicationId, version }: AppendedEvent): string {
  return `${String(Date.parse(at)).padStart(15, '0')}-${applicationId}-${version}`.toLowerCase();
}

function filledIn(text: string, { profession, matter, number, reason }: AppendedEvent): string {
  const values: Readonly<Record<string, string>> = {
    verb: effectNames[rowOf({ profession, matter }).effect],
    matter: `${professions[profession].name}${matterNames[matter]}`,
    number: number ?? '',
    // The sentence around it ends with a full stop of its own.
    reason: (reason ?? '').replace(/[。；;.\s]+$/u, ''),
  };
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}
