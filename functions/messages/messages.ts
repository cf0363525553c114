import { chineseDate } from '../../domain/calendar-dates.ts';
import { effectOf, matterNames, rowOf } from '../../domain/catalogue.ts';
import type { MessageItem } from '../records/entities.ts';
import type { MessageRow } from './message-row.ts';
import { messageRows } from './message-rows.ts';
import { aboutText, fillIn, matterText } from './message-text.ts';
import { messageIdAt } from '../records/message-id.ts';
import type { AppendedEvent } from '../records/stream-record.ts';

/**
 * The messages of an event, none to whoever acted. Their ids follow from the event, so that a repetition is the same message. `holdersEmployers` are the
 * employers, by credit code, that the register has for a former identity document that the event is about.
 */
export function messagesOf(event: AppendedEvent, holdersEmployers: readonly string[] = []): MessageItem[] {
  const { personId, employerCreditCode, formerEmployerCreditCode, formerPersonId } = event;
  const inboxes = {
    practitioner: [personId],
    employer: [employerCreditCode],
    'former-employer': [formerEmployerCreditCode],
    'former-identity': [formerPersonId],
    'holders-employer': holdersEmployers.filter((creditCode) => creditCode !== employerCreditCode),
  } as const satisfies Readonly<Record<MessageRow['audience'], readonly (string | undefined)[]>>;
  return messageRows
    .filter((row) => isMeant(row, event))
    .flatMap((row) =>
      inboxes[row.audience].flatMap((inbox) =>
        inbox === undefined || inbox === '' ? [] : [messageTo(inbox, row, event)],
      ),
    );
}

function messageTo(inbox: string, { audience, title, text }: MessageRow, event: AppendedEvent): MessageItem {
  const { applicationId, at, applicantName, correlationId } = event;
  return {
    inbox,
    messageId: messageIdAt(at, `${applicationId}-${event.version}`),
    at,
    title: fillIn(title, valuesOf(event)),
    about: aboutText(namesApplicant[audience] ? applicantName : undefined, event),
    text: fillIn(text, valuesOf(event)) + lapseText(event),
    // Who takes no part in the case cannot open it.
    ...(audience === 'holders-employer' ? {} : { applicationId }),
    ...(correlationId === undefined ? {} : { correlationId }),
    read: false,
  };
}

/** Whoever is told of the end of a renewal is told in the same message that the registration has ended with it. */
function lapseText({ lapsedOn }: AppendedEvent): string {
  if (lapsedOn === undefined) return '';
  return `该注册的有效期此前已届满，自${chineseDate(lapsedOn)}起失效，不得再以该注册的名义执业；需要继续执业的，请申请${matterNames.reregistration}。`;
}

const namesApplicant = {
  practitioner: false,
  employer: true,
  'former-employer': true,
  'former-identity': true,
  'holders-employer': false,
} as const satisfies Readonly<Record<MessageRow['audience'], boolean>>;

function isMeant(row: MessageRow, event: AppendedEvent): boolean {
  return (
    row.action === event.action &&
    row.audience !== event.actorParty &&
    (row.from === undefined || (event.from !== undefined && row.from.includes(event.from))) &&
    (row.to === undefined || row.to === event.to) &&
    (row.addressee === undefined || row.addressee === event.addressee) &&
    (row.effect ?? effectOf(event).code) === effectOf(event).code &&
    (row.asked === undefined || row.asked === (rowOf(event).release ? 'former-employer' : 'former-identity')) &&
    (row.initiators === undefined || row.initiators.includes(event.initiator ?? 'practitioner'))
  );
}

function valuesOf(event: AppendedEvent): Readonly<Record<string, string>> {
  return {
    verb: effectOf(event).verb,
    matter: matterText(event),
    number: event.number ?? '',
    // The sentence around it ends with a full stop of its own.
    reason: (event.reason ?? '').replace(/[。；;.\s]+$/u, ''),
  };
}
