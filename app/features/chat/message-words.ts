import type { Text } from '../../i18n/use-text';
import { saidWords } from './chat-list-row';
import { chatMessage } from './chat-model';
import type { StoredMessage } from './read-thread';

/** What a message says in a line: of one without a word, what it is. */
export const messageWords = (message: StoredMessage, t: Text) =>
  saidWords(chatMessage(message as unknown as Record<string, unknown>), t);
