import { useMemo } from 'react';
import type { DocumentQuery } from '../../database/document-query';
import { CHANNELS, normaliseAddress, type Channel } from '../../../sync/rules/address';
import { reachOnDevice, type ConsentEntry, type Reach } from '../../../sync/rules/consent';
import type { StoredByCollection, StoredCustomer } from '../../database/saha-database';
import { useDocuments } from '../../database/use-document';
import { useDocumentsOfPerson } from '../../database/use-documents-of';

/** What stands for one of a customer's addresses; `address` is '' where there is none to write to. */
export type ChannelReach = { readonly channel: Channel; readonly address: string; readonly reach: Reach | null };
type StoredConsent = StoredByCollection['consents'];

/** All that was said here and not sent. */
export const UNSENT: DocumentQuery<StoredConsent> = { selector: { outbox: { $gt: '' } }, sort: [{ outbox: 'asc' }] };

/** The address a channel uses. */
export function addressOf(customer: StoredCustomer, channel: Channel): string {
  return channel === 'email' ? customer.email : customer.phone || customer.altPhone;
}

/**
 * All that was said of the customer's consent, and of whom was merged into them, oldest first; `undefined` while it is
 * being read.
 */
export function useConsentsOf(customerId: string): readonly StoredConsent[] | undefined {
  return useDocumentsOfPerson('consents', customerId, 'occurredAt');
}

/**
 * By channel what may be said of the customer's address as far as this device knows: the office's word, what was said
 * here of the customer, and what was said of any customer with that address and has not been sent.
 */
export function useReach(customer: StoredCustomer): readonly ChannelReach[] {
  const own = useConsentsOf(customer.id);
  const unsent = useDocuments('consents', UNSENT);
  return useMemo(
    () => CHANNELS.map((channel) => reachOn(customer, channel, [...(own ?? []), ...(unsent ?? [])])),
    [customer, own, unsent],
  );
}

/**
 * What may be said of the customer's address on one channel: `held` is what was said here of the customer, and what was
 * said of any customer and has not been sent.
 */
export function reachOn(customer: StoredCustomer, channel: Channel, held: readonly StoredConsent[]): ChannelReach {
  const address = addressOf(customer, channel);
  const normal = normaliseAddress(channel, address);
  const ofAddress = new Map<string, ConsentEntry>(
    held
      .filter((one) => one.channel === channel && normaliseAddress(channel, one.address) === normal)
      .map((one) => [one.id, { ...one, receivedAt: one.receivedAt ?? '' }]),
  );
  const reach = address === '' ? null : reachOnDevice(officeWord(customer, channel), [...ofAddress.values()], channel);
  return { channel, address, reach };
}

/** Of an address that was changed here and not sent the office has said nothing; its no stays until it has. */
function officeWord({ reach, sync }: StoredCustomer, channel: Channel): Reach | null {
  const word = (reach?.[channel] ?? null) as Reach | null;
  const isOfAnother =
    channel === 'email' ? 'email' in sync.pending : 'phone' in sync.pending || 'altPhone' in sync.pending;
  return isOfAnother && word?.state === 'given' ? null : word;
}
