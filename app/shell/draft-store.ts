/**
 * What was half typed, kept on the device until it is saved or thrown away, so that neither a reload, an update nor a
 * browser that ends the page in the background loses a word. Each person on a device has drafts of their own. Values are
 * plain objects without a version: a form that no longer knows a field leaves it alone.
 */
import Dexie, { type EntityTable } from 'dexie';

export const SAVE_AFTER_MS = 300;

export type DraftValues = Record<string, unknown>;
type Draft = { key: string; values: DraftValues; savedAt: string };
type DraftDatabase = Dexie & { drafts: EntityTable<Draft, 'key'> };

let opened: DraftDatabase | null = null;
function database(): DraftDatabase {
  if (opened === null) {
    opened = new Dexie('saha-drafts') as DraftDatabase;
    opened.version(1).stores({ drafts: 'key' });
  }
  return opened;
}

/** `name` is the form's, say 'customer-new' or 'customer-edit:<id>'. */
export const draftKey = (memberId: string, name: string) => `${memberId}/${name}`;

const unsaved = new Map<string, { read: () => DraftValues; timer: ReturnType<typeof setTimeout> }>();

export async function readDraft(key: string): Promise<DraftValues | null> {
  return (await database().drafts.get(key))?.values ?? null;
}

/** Every draft whose key begins with `prefix`, by the rest of its key. */
export async function readDraftsUnder(prefix: string): Promise<ReadonlyMap<string, DraftValues>> {
  const found = await database().drafts.where('key').startsWith(prefix).toArray();
  return new Map(found.map(({ key, values }) => [key.slice(prefix.length), values]));
}

/** Stores what `read` answers in a moment, or with the next flush. */
export function keepDraft(key: string, read: () => DraftValues): void {
  clearTimeout(unsaved.get(key)?.timer);
  unsaved.set(key, { read, timer: setTimeout(() => void saveDraft(key).catch(() => undefined), SAVE_AFTER_MS) });
}

/** Stores what is still unsaved under `key`, now. */
export async function saveDraft(key: string): Promise<void> {
  const entry = unsaved.get(key);
  if (entry === undefined) return;
  forget(key);
  await database().drafts.put({ key, values: structuredClone(entry.read()), savedAt: new Date().toISOString() });
}

export async function dropDraft(key: string): Promise<void> {
  forget(key);
  await database().drafts.delete(key);
}

/** Stores what was typed in every open form. Resolves when it is on the device. */
export async function flushDrafts(): Promise<void> {
  await Promise.allSettled([...unsaved.keys()].map(saveDraft));
}

/** Throws away what this person left half typed; other people's drafts stay. */
export async function deleteDraftsOf(memberId: string): Promise<void> {
  const prefix = draftKey(memberId, '');
  for (const key of [...unsaved.keys()]) if (key.startsWith(prefix)) forget(key);
  await database().drafts.where('key').startsWith(prefix).delete();
}

function forget(key: string): void {
  clearTimeout(unsaved.get(key)?.timer);
  unsaved.delete(key);
}

if (typeof window !== 'undefined') {
  window.addEventListener('pagehide', () => void flushDrafts());
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') void flushDrafts(); });
}
