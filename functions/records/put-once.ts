import { MessageEntity, type MessageItem } from './entities.ts';
import { isLostCondition } from './lost-condition.ts';

/** Puts a message unless it is there: a repetition must not make a message unread that was read meanwhile. */
export async function putOnce(message: MessageItem): Promise<void> {
  try {
    await MessageEntity.create(message).go();
  } catch (error) {
    if (!isLostCondition(error)) throw error;
  }
}
