/** What forms did before they knew what they were typed over: each of these must be found. */
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import Dexie, { type Table } from 'dexie';
import type { SahaDatabase, StoredCustomer } from '../../../app/database/saha-database';
import { shownBasis, type AnyStored } from '../../../app/database/stored-document';
import type { Replica } from '../../../app/database/test/replica';
import { stampOf } from '../../../sync/rules/document';
import type { DraftWatcher, Place, Tab } from './tab';
import { UNITS } from './screen-reader';

/**
 * `base-at-saving`: an edit is based on what stands when it is saved. `commits-by-itself`: what was left half typed is
 * saved by whoever looks at the card. `keeps-untouched`: a draft has all values of its form, and what differs is saved.
 */
export const FORMS_BREAKAGES = ['base-at-saving', 'commits-by-itself', 'keeps-untouched'] as const;
export type FormsBreakage = (typeof FORMS_BREAKAGES)[number];

export function interceptStore(replica: Replica, breakage: FormsBreakage | null): void {
  if (breakage !== 'base-at-saving') return;
  for (const name of ['customers', 'appointments'] as const) {
    const storage = replica.rx.collections[name].storageInstance;
    const write = storage.bulkWrite.bind(storage) as (rows: unknown[], context: string) => unknown;
    storage.bulkWrite = ((rows: { previous?: AnyStored; document: AnyStored }[], context: string) =>
      write(
        rows.map(({ previous, document }) => ({ previous, document: rebased(previous, document) })),
        context,
      )) as typeof storage.bulkWrite;
  }
}

function rebased(previous: AnyStored | undefined, document: AnyStored): AnyStored {
  if (previous === undefined || document.sync?.pending === undefined) return document;
  const pending = Object.fromEntries(
    Object.entries(document.sync.pending).map(([unit, edit]) => {
      if (previous.sync.pending[unit]?.seq === edit.seq) return [unit, edit];
      const { seq, stamp, values } = edit;
      const base = previous.sync.pending[unit]?.base ?? stampOf(previous.sync.stamps, unit);
      return [unit, { seq, stamp, values, base }];
    }),
  );
  return { ...document, sync: { ...document.sync, pending } };
}

/** After a screen has come up in this tab. */
export async function breakScreen(tab: Tab, breakage: FormsBreakage | null): Promise<void> {
  if (breakage !== 'commits-by-itself' || tab.place.screen !== 'card') return;
  for (const unit of UNITS.card)
    if (tab.reader.left(unit) !== null && (await tab.openField(unit, true))) {
      // Nobody said so: the ledger hears nothing of it.
      tab.typing.delete(unit);
      await tab.leave(unit);
    }
}

/** Of this person's drafts of the customer's form, how many are stored. */
export const storedDrafts = (person: string, customerId: string): Promise<number> =>
  withDrafts((drafts) => drafts.where('key').startsWith(`${person}/customer-edit:${customerId}`).count());

type Draft = { key: string; values: object; bases?: object };
async function withDrafts<T>(work: (drafts: Table<Draft>) => Promise<T>): Promise<T> {
  const drafts = (await new Dexie('saha-drafts').open()).table<Draft>('drafts');
  try {
    return await work(drafts);
  } finally {
    drafts.db.close();
  }
}

/**
 * A draft of the customer's form with every field as it was shown, to be compared with what stands when it is found.
 */
export class WholeDrafts implements DraftWatcher {
  readonly #left = new Map<string, Readonly<Record<string, string>>>();

  constructor(private readonly breakage: FormsBreakage | null) {}

  /** The tab leaves its form with something typed in it. */
  leaving(tab: Tab): void {
    if (tab.place.screen !== 'edit' || tab.typing.size === 0) return;
    const shown = (['notes', 'city'] as const).map((unit) => [unit, tab.reader.shown(unit) ?? ''] as const);
    this.#left.set(`${tab.person}/customer-edit:${tab.place.customerId}`, Object.fromEntries(shown));
  }

  async entering(db: SahaDatabase, place: Place): Promise<void> {
    const key = `${db.me.memberId}/customer-edit:${place.customerId}`;
    const values = this.#left.get(key);
    if (this.breakage !== 'keeps-untouched' || values === undefined) return;
    const stored = (await db.collections.customers.findOne(place.customerId).exec())?.toJSON();
    if (stored === undefined) return;
    const bases = Object.fromEntries(
      Object.keys(values).map((unit) => [unit, shownBasis('customers', stored as StoredCustomer, unit)]),
    );
    await withDrafts(async (drafts) => {
      for (const draft of await drafts.where('key').startsWith(key).toArray())
        await drafts.put({ ...draft, values: { ...values, ...draft.values }, bases: { ...bases, ...draft.bases } });
    });
  }
}
