import { recordsOf, rootsOf } from '../../../sync/rules/merged-customers';
import type { CustomerEntry } from './customer-question';

const NOBODY: ReadonlyMap<string, string> = new Map();

/**
 * Which of the device's customers are merged into which, and what that makes of their entries: one that is merged is
 * not there, and the one that stands for it is found by its words too and was last spoken to when any of them was.
 */
export class MergedEntries {
  readonly #into = new Map<string, string>();
  /** As they came, of those that are merged and those that stand for them. */
  readonly #raw = new Map<string, CustomerEntry>();
  #roots = NOBODY;

  /** By customer that is merged, who stands for it; another object when it changed. */
  get roots(): ReadonlyMap<string, string> {
    return this.#roots;
  }
  rootOf(id: string): string {
    return this.#roots.get(id) ?? id;
  }
  recordsOf(id: string): readonly string[] {
    return recordsOf(this.#roots, id);
  }

  /** What is to be kept instead of this entry; `known`: what is kept of a customer now. */
  put(entry: CustomerEntry, known: (id: string) => CustomerEntry | undefined): readonly CustomerEntry[] {
    const isConcerned = entry.mergedInto !== '' || this.#into.size > 0;
    if (!isConcerned) return [entry];
    const before = this.#into.get(entry.id) ?? '';
    const people = new Set([this.rootOf(entry.id)]);
    if (before !== entry.mergedInto) {
      if (entry.mergedInto === '') this.#into.delete(entry.id);
      else this.#into.set(entry.id, entry.mergedInto);
      // Rare enough to be worked out anew.
      const was = this.#roots;
      this.#roots = rootsOf(this.#into);
      for (const [id, root] of [...was, ...this.#roots])
        if (was.get(id) !== this.#roots.get(id)) for (const one of [id, root]) people.add(one);
    }
    people.add(this.rootOf(entry.id));
    this.#raw.set(entry.id, entry);
    const involved = [...people].flatMap((root) => this.recordsOf(root));
    for (const id of involved) if (!this.#raw.has(id)) this.#remember(id, known(id));
    const kept = [...new Set([...involved, entry.id])].flatMap((id) => this.#composed(id) ?? []);
    for (const id of [...involved, entry.id])
      if (!this.#into.has(id) && this.recordsOf(id).length === 1) this.#raw.delete(id);
    return kept;
  }

  /** One that the device does not hold any more. */
  remove(id: string, known: (id: string) => CustomerEntry | undefined): readonly CustomerEntry[] {
    const entry = this.#raw.get(id) ?? known(id);
    return entry === undefined ? [] : this.put({ ...entry, removed: true, mergedInto: '' }, known);
  }

  /** The latest of those that were merged into the customer; '' where there was none. */
  lastContactAt(id: string): string {
    let latest = '';
    for (const one of this.recordsOf(id).slice(1)) {
      const at = this.#raw.get(one)?.lastContactAt ?? '';
      if (at > latest) latest = at;
    }
    return latest;
  }

  #remember(id: string, entry: CustomerEntry | undefined): void {
    if (entry !== undefined) this.#raw.set(id, entry);
  }

  #composed(id: string): CustomerEntry | null {
    const raw = this.#raw.get(id);
    if (raw === undefined) return null;
    if (this.#roots.has(id)) return { ...raw, removed: true };
    const others = this.recordsOf(id).slice(1);
    if (others.length === 0) return raw;
    const merged = others.flatMap((one) => this.#raw.get(one) ?? []);
    const lastContactAt = this.lastContactAt(id);
    return {
      ...raw,
      lastContactAt: lastContactAt > raw.lastContactAt ? lastContactAt : raw.lastContactAt,
      alsoText: merged.map(({ firstName, lastName, email }) => `${firstName} ${lastName} ${email}`).join(' '),
      alsoPhones: merged.map(({ phone, altPhone }) => `${phone} ${altPhone}`).join(' '),
    };
  }
}
