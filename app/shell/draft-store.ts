/**
 * What was half typed, kept on the device until it is saved or thrown away, so that neither a reload, an update nor a
 * browser that ends the page in the background loses a word. Each person on a device has drafts of their own, and so
 * has each tab while it lives: what somebody is typing there at this moment is not taken up here, or it would be saved
 * twice. Values are plain objects without a version: a form that no longer knows a field leaves it alone.
 *
 * A draft holds what was touched and nothing else, and beside it what that was typed over, so that saving it later does
 * not pass over what others wrote meanwhile (sync/README.md §3.1).
 */
import type { Dexie, EntityTable } from 'dexie';
import { dropSpare, keepSpare, readSpare, spareKeys } from './draft-spares';
import type { Basis } from '../../sync/rules/document';
import { fieldsWorthKeeping } from './worth-keeping';
import { livingTabs, OWN_TAB } from './living-tabs';

export const SAVE_AFTER_MS = 300;

export type DraftValues = Record<string, unknown>;
/** `bases`: by unit of the record; none in drafts of older builds, which kept all values of a form. */
export type DraftContent = { readonly values: DraftValues; readonly bases?: Readonly<Record<string, Basis>> };
/** `key` is what `draftKey` says, then MARK, then the tab that keeps it. */
type Draft = DraftContent & { key: string; savedAt: string };
const MARK = '#';
type DraftDatabase = Dexie & { drafts: EntityTable<Draft, 'key'> };

let opened: Promise<DraftDatabase> | null = null;
/** The library comes with the first draft: screens that only list things stand without it. */
function database(): Promise<DraftDatabase> {
  opened ??= openDrafts().catch((error: unknown) => {
    opened = null; // the next draft asks for it again
    throw error;
  });
  return opened;
}
async function openDrafts(): Promise<DraftDatabase> {
  const { Dexie: Library } = await import('dexie');
  const made = new Library('saha-drafts') as DraftDatabase;
  made.version(1).stores({ drafts: 'key' });
  return made;
}

/** `name` is the form's, say 'customer-new' or 'customer-edit:<id>'. */
export const draftKey = (memberId: string, name: string) => `${memberId}/${name}`;

const unsaved = new Map<string, { read: () => DraftContent; timer: ReturnType<typeof setTimeout> }>();

export async function readDraft(key: string): Promise<DraftContent | null> {
  return (await readDraftsUnder(key, (rest) => rest === '')).get('') ?? null;
}

/**
 * Every draft whose key begins with `prefix` and goes on as is `wanted`, by the rest of its key: this tab's own, or
 * the newest of a tab that is gone, which is this tab's from then on. Builds before tabs had names kept a draft under
 * the bare key: no tab of today's lives by that.
 */
export async function readDraftsUnder(
  prefix: string,
  wanted: (rest: string) => boolean = () => true,
): Promise<ReadonlyMap<string, DraftContent>> {
  const { drafts } = await database();
  // Whoever comes straight back to a field finds what waits to be stored, too.
  await Promise.allSettled([...unsaved.keys()].filter((key) => key.startsWith(prefix)).map(saveDraft));
  const living = await livingTabs();
  const spares = spareKeys(prefix);
  const found = await (
    await database()
  ).transaction('rw', drafts, async () => {
    for (const key of spares) await takeSpare(drafts, key);
    const chosen = await choose(drafts, prefix, living, wanted);
    for (const draft of chosen.values()) {
      const key = ownKey(partsOf(draft).key);
      if (draft.key === key) continue;
      await drafts.put({ ...draft, key });
      await drafts.delete(draft.key);
    }
    return contentsOf(chosen);
  });
  spares.forEach(dropSpare);
  return found;
}

/** What `readDraftsUnder` would find, left to whichever tab it is of: for showing that there is something. */
export async function lookAtDraftsUnder(prefix: string): Promise<ReadonlyMap<string, DraftContent>> {
  const store = await database();
  await Promise.allSettled([...unsaved.keys()].filter((key) => key.startsWith(prefix)).map(saveDraft));
  // What a page that was left could only keep aside.
  const spares = spareKeys(prefix);
  if (spares.length > 0)
    await store.transaction('rw', store.drafts, async () => {
      for (const key of spares) await takeSpare(store.drafts, key);
    });
  spares.forEach(dropSpare);
  return contentsOf(await choose(store.drafts, prefix, await livingTabs(), () => true));
}

/** By the rest of their keys: this tab's own, or the newest of a tab that is gone. */
async function choose(
  drafts: DraftDatabase['drafts'],
  prefix: string,
  living: ReadonlySet<string>,
  wanted: (rest: string) => boolean,
): Promise<Map<string, Draft>> {
  const chosen = new Map<string, Draft>();
  for (const draft of await drafts.where('key').startsWith(prefix).sortBy('savedAt')) {
    const { key, tab } = partsOf(draft),
      rest = key.slice(prefix.length);
    if (!wanted(rest)) continue;
    const isOwn = chosen.get(rest)?.key === ownKey(key);
    if (tab === OWN_TAB || (!living.has(tab) && !isOwn)) chosen.set(rest, draft);
  }
  return chosen;
}

const contentsOf = (chosen: ReadonlyMap<string, Draft>): ReadonlyMap<string, DraftContent> =>
  new Map([...chosen].map(([rest, { values, bases }]) => [rest, bases === undefined ? { values } : { values, bases }]));

async function takeSpare(drafts: DraftDatabase['drafts'], key: string): Promise<void> {
  const spare = readSpare(key) as Partial<Draft> | null;
  if (typeof spare?.savedAt !== 'string' || typeof spare.values !== 'object') return;
  const kept = await drafts.get(key);
  if (kept === undefined || kept.savedAt < spare.savedAt) await drafts.put({ ...spare, key } as Draft);
}

function partsOf({ key }: Draft): { key: string; tab: string } {
  const at = key.lastIndexOf(MARK);
  return at < 0 ? { key, tab: '' } : { key: key.slice(0, at), tab: key.slice(at + 1) };
}

const ownKey = (key: string) => `${key}${MARK}${OWN_TAB}`;

/**
 * Stores what `read` answers in a moment, or with the next flush. Whoever types without a pause does not put that
 * moment off.
 */
export function keepDraft(key: string, read: () => DraftContent): void {
  const timer = unsaved.get(key)?.timer ?? setTimeout(() => void saveDraft(key).catch(() => undefined), SAVE_AFTER_MS);
  unsaved.set(key, { read, timer });
}

/** Stores what is still unsaved under `key`, now. */
export async function saveDraft(key: string): Promise<void> {
  const entry = unsaved.get(key);
  if (entry === undefined) return;
  forget(key);
  const draft = ownDraft(key, entry.read());
  await (await database()).drafts.put(draft);
  dropSpare(ownKey(key));
}

const ownDraft = (key: string, content: DraftContent): Draft => ({
  ...structuredClone(content),
  key: ownKey(key),
  savedAt: new Date().toISOString(),
});

export async function dropDraft(key: string): Promise<void> {
  forget(key);
  dropSpare(ownKey(key));
  await (await database()).drafts.delete(ownKey(key));
}

/** Stores what was typed in every open form. Resolves when it is on the device. */
export async function flushDrafts(): Promise<void> {
  await Promise.allSettled([...unsaved.keys()].map(saveDraft));
}

/**
 * Of this person's forms, how many hold something that is saved nowhere else, in whichever tab. To be asked before they
 * are deleted. Throws where they cannot be read.
 */
export async function countDraftsOf(memberId: string): Promise<number> {
  const prefix = draftKey(memberId, '');
  // None is taken up; what waits to be stored is stored.
  await readDraftsUnder(prefix, () => false);
  const found = await (await database()).drafts.where('key').startsWith(prefix).toArray();
  const held = found.filter((draft) => fieldsWorthKeeping(draft).length > 0);
  return new Set(held.map((draft) => partsOf(draft).key)).size;
}

/** Throws away what this person left half typed; other people's drafts stay. */
export async function deleteDraftsOf(memberId: string): Promise<void> {
  const prefix = draftKey(memberId, '');
  for (const key of [...unsaved.keys()]) if (key.startsWith(prefix)) forget(key);
  spareKeys(prefix).forEach(dropSpare);
  await (await database()).drafts.where('key').startsWith(prefix).delete();
}

function forget(key: string): void {
  clearTimeout(unsaved.get(key)?.timer);
  unsaved.delete(key);
}

if (typeof window !== 'undefined') {
  const leave = () => {
    for (const [key, { read }] of unsaved) keepSpare(ownKey(key), ownDraft(key, read()));
    void flushDrafts();
  };
  window.addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') leave();
  });
}
