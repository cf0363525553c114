import { rowOf } from '../../domain/application.ts';
import { effectNames } from '../../domain/catalogue.ts';
import type { MessageItem } from '../records/entities.ts';
import { type MessageRow, messageRows } from './message-rows.ts';
import { fillIn, matterText } from './message-text.ts';
import { messageIdAt } from '../records/message-id.ts';
import type { AppendedEvent } from '../records/stream-record.ts';

/** The messages of an event, none to whoever acted. Their ids follow from the event, so that a repetition is the same message. */
export function messagesOf(event: AppendedEvent): MessageItem[] {
  const inboxes = {
    practitioner: event.personId,
    employer: event.employerCreditCode,
    'former-employer': event.formerEmployerCreditCode,
    'former-identity': event.formerPersonId,
  };
  return messageRows
    .filter((row) => isMeant(row, event))
    .flatMap((row) => {
      const inbox = inboxes[row.audience];
      if (inbox === undefined || inbox === '') return [];
      return [
        {
          inbox,
          messageId: messageIdAt(event.at, `${event.applicationId}-${event.version}`),
          at: event.at,
          title: fillIn(row.title, valuesOf(event)),
          text: fillIn(row.text, valuesOf(event)),
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

function valuesOf(event: AppendedEvent): Readonly<Record<string, string>> {
  return {
    verb: effectNames[rowOf(event).effect],
    matter: matterText(event),
    number: event.number ?? '',
    // The sentence around it ends with a full stop of its own.
    reason: (event.reason ?? '').replace(/[。；;.\s]+$/u, ''),
  };
}
