import { stampOf } from '../../../sync/rules/document';
import { stampDevice } from '../../../sync/rules/stamp';
import type { SahaCollections } from '../saha-database';
import { toLocal } from '../stored-document';
import { storedById } from '../rxdb-internals/storage-instance';

type WorkBelowPorts = {
  collections: Pick<SahaCollections, 'customers'>;
  clock: { readonly deviceId: string };
  /** Somebody else had deleted these customers. */
  onBelowDeleted?: (customerIds: string[]) => void;
};

/**
 * Work that was made here below customers and has reached the office. Whether somebody had deleted the customer is
 * known when the customers have been fetched after that.
 */
export class WorkBelow {
  readonly #sent = new Set<string>();

  constructor(private readonly ports: WorkBelowPorts) {}

  sent(customerIds: readonly string[]): void {
    for (const id of customerIds) this.#sent.add(id);
  }

  /** The customers are here as the office has them now. */
  async customersFetched(): Promise<void> {
    const { collections, clock, onBelowDeleted } = this.ports;
    if (this.#sent.size === 0) return;
    const ids = [...this.#sent];
    this.#sent.clear();
    const found = await storedById(collections.customers, ids);
    const deleted = found
      .map(toLocal)
      .filter(({ fields, sync }) => {
        const isDeleted = typeof fields['deletedAt'] === 'string' && fields['deletedAt'] !== '';
        return isDeleted && stampDevice(stampOf(sync.stamps, 'deletedAt')) !== clock.deviceId;
      })
      .map(({ id }) => id);
    if (deleted.length > 0) onBelowDeleted?.(deleted);
  }
}
