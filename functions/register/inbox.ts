import type { MessageView } from '../../api/people.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { done, refusals, refuse, type Result } from '../platform/refusal.ts';
import { commandOperations } from '../records/commands.ts';
import { MessageEntity, type MessageItem, table } from '../records/entities.ts';

/** A message as its list shows it. */
export function messageView(item: MessageItem): MessageView {
  const {
    messageId: id,
    at,
    title,
    text,
    applicationId = null,
    registrationNumber = null,
    leadsTo = null,
    read,
  } = item;
  return { id, at, title, about: item.about ?? null, text, applicationId, registrationNumber, leadsTo, read };
}

/** Marks a message of an inbox as read; doing it again changes nothing. */
export async function markMessageRead(
  inbox: string,
  messageId: string,
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<{ id: string }>> {
  const { data } = await MessageEntity.get({ inbox, messageId }).go();
  if (data === null) return refuse('not-found', '没有找到这条消息。');
  if (data.read && idempotencyKey === null) return done({ id: messageId });
  const { canceled } = await table.transaction
    .write(({ message, ...entities }) => [
      message.patch({ inbox, messageId }).set({ read: true }).composite({ inbox, messageId }).commit(),
      ...commandOperations(entities, idempotencyKey, { id: messageId }, now),
    ])
    .go();
  return canceled ? refusals.changedMeanwhile() : done({ id: messageId });
}

/**
 * Marks the unread messages of an inbox up to the newest one that the caller has seen, the oldest hundred of them at most; answers whether there can be more.
 * What arrives meanwhile stays unread, whatever its time: only messages that were found are marked.
 */
export async function markMessagesRead(inbox: string, upTo: string): Promise<Result<{ left: boolean }>> {
  const { data } = await MessageEntity.query
    .unread({ inbox })
    .lte({ messageId: upTo })
    .go({ limit: mostUnread, attributes: ['messageId'] });
  await Promise.all(data.map(({ messageId }) => mark(inbox, messageId)));
  return done({ left: data.length === mostUnread });
}

async function mark(inbox: string, messageId: string): Promise<void> {
  await MessageEntity.patch({ inbox, messageId }).set({ read: true }).composite({ inbox, messageId }).go();
}

const mostUnread = 100; // one page of the index; the site shows 99+

/** How many messages of an inbox are unread, counted to 100 in an index that has only those. */
export async function countUnread(inbox: string): Promise<Result<{ unread: number }>> {
  const { data } = await MessageEntity.query.unread({ inbox }).go({ limit: mostUnread, attributes: ['messageId'] });
  return done({ unread: data.length });
}
