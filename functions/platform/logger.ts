import { Logger } from '@aws-lambda-powertools/logger';

/** The logger of a function: JSON lines with a stable `code` per message. Never log names, identity numbers, tokens or addresses. */
export const logger = new Logger();
