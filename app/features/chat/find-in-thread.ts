import { foldText } from '../../../sync/rules/turkish-text';
import { saidIn } from './chat-model';
import type { StoredMessage } from './read-thread';

/** What is searched of a message; '' of one that was taken back. */
export type Searched = { readonly id: string; readonly folded: string };

export const searchedIn = (messages: readonly StoredMessage[]): readonly Searched[] =>
  messages.map((message) => ({ id: message.id, folded: saidIn(message).folded }));

/** The ids of those that hold every word of `text`, in the order given; none where it has no word. */
export function findInThread(searched: readonly Searched[], text: string): readonly string[] {
  const words = foldText(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  return searched.filter(({ folded }) => words.every((word) => folded.includes(word))).map(({ id }) => id);
}

/**
 * The one to go to from `current` (an id, or one that is found no longer): `by` -1 the older one, 1 the newer, the last
 * leads to the first again. '' where nothing is found. `found` is oldest first, where one begins is the newest.
 */
export function stepThrough(found: readonly string[], current: string, by: -1 | 1): string {
  const at = found.indexOf(current);
  if (at === -1) return found[found.length - 1] ?? '';
  return found[(at + by + found.length) % found.length] ?? '';
}
