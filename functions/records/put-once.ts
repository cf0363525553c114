import { MessageEntity, type MessageItem } from './entities.ts';
import { conditionHeld } from './condition.ts';

/** Puts a message unless it is there: a repetition must not make a message unread that was read meanwhile. */
export async function putOnce(message: MessageItem): Promise<void> {
  await conditionHeld(MessageEntity.create(message).go());
}
