/** What rots in a device's store behind everybody's back, and which repairs that explains. */
import type { RxCollection } from 'rxdb';
import { v7 as uuidv7 } from 'uuid';
import { SYNC_ORDER, type CollectionName } from '../../sync/collections/registry';
import type { DigestServer } from '../../app/database/replication/check-digests';
import { rewriteDocuments } from '../../app/database/rewrite-documents';
import type { LocalDocument } from '../../sync/rules/local-document';
import type { DeviceRole } from './cast';
import type { Damage } from './plan-schedule';
import type { Random } from '../../prisma/factories/random';

/** `before` is what stood there; null where nothing did. */
export type Damaged = {
  readonly collection: CollectionName;
  readonly id: string;
  readonly field: string | null;
  readonly before: LocalDocument | null;
};

type Device = {
  readonly role: DeviceRole;
  readonly random: Random;
  collection(name: CollectionName): RxCollection;
  readAll(name: CollectionName): Promise<LocalDocument[]>;
};

export class DamagedStore {
  readonly #damaged = new Set<string>();
  #extra = 0;

  constructor(private readonly device: Device) {}

  forget(): void {
    this.#damaged.clear();
    this.#extra = 0;
  }

  /** Damages one document that is at rest; null when there is none. `only`: in this field of customers. */
  async strike(what: Damage, only: string | null = null): Promise<Damaged | null> {
    const { random } = this.device;
    for (const collection of only === null ? random.shuffled(SYNC_ORDER) : ['customers' as const]) {
      const atRest = (await this.device.readAll(collection)).filter(
        ({ fields, sync }) => sync.outbox === '' && (fields['deletedAt'] ?? '') === '',
      );
      if (atRest.length === 0) continue;
      // In the order of making, which is the same in every run.
      const victim = random.pick(atRest.sort((a, b) => (a.id < b.id ? -1 : 1)));
      const id = what === 'extra' ? uuidv7() : victim.id;
      const field =
        what !== 'field'
          ? null
          : (only ?? random.pick(Object.keys(victim.fields).filter((name) => name !== 'deletedAt')));
      await rewriteDocuments(this.device.collection(collection), [id], (local) =>
        what === 'missing' ? null : field === null ? { ...victim, id } : changed(local as LocalDocument, field),
      );
      if (what === 'extra') this.#extra += 1;
      else this.#damaged.add(`${collection} ${id}`);
      return { collection, id, field, before: what === 'extra' ? null : victim };
    }
    return null;
  }

  unexpectedRepair({ collection, ids, removed }: Parameters<DigestServer['repair']>[0]): string | null {
    const unexplained = ids.filter((id) => !this.#damaged.has(`${collection} ${id}`));
    this.#extra -= removed;
    if (unexplained.length === 0 && this.#extra >= 0) return null;
    return `${this.device.role.name} had to be mended though nothing was damaged: ${collection} ${unexplained.join(' ')}, ${removed} removed`;
  }
}

function changed(local: LocalDocument, field: string): LocalDocument {
  const value = local.fields[field];
  const other =
    typeof value === 'number'
      ? value + 1
      : typeof value === 'boolean'
        ? !value
        : Array.isArray(value)
          ? [...(value as unknown[]), 'x']
          : `${String(value ?? '')}?`;
  return { ...local, fields: { ...local.fields, [field]: other } };
}
