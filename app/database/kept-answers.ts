/**
 * Answers of the office that stay readable offline: a person's own, in a store that bears their name and goes with
 * everything else of theirs (forget-database.ts).
 */
import { withinStore, type SmallStore } from './within-store';

export const keptAnswersName = (memberId: string) => `saha-kept-${memberId.replaceAll('-', '')}`;
const STORE = 'answers';

const storeOf = (memberId: string): SmallStore => ({
  name: keptAnswersName(memberId),
  create: (made) => made.createObjectStore(STORE),
});

export async function keepAnswer(memberId: string, key: string, answer: unknown): Promise<void> {
  await withinStore(storeOf(memberId), STORE, 'readwrite', (made) => made.objectStore(STORE).put(answer, key));
}

/** undefined: nothing was kept under this key. */
export async function keptAnswer(memberId: string, key: string): Promise<unknown> {
  return withinStore(
    storeOf(memberId),
    STORE,
    'readonly',
    (made) => made.objectStore(STORE).get(key) as IDBRequest<unknown>,
  );
}
