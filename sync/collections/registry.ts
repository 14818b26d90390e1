import { appointments } from './appointment';
import { countries } from './country';
import { customers } from './customer';
import type { CollectionDefinition, CollectionName } from './definition';
import { interactions } from './interaction';
import { members } from './member';

export const COLLECTIONS: Readonly<Record<CollectionName, CollectionDefinition>> = {
  members,
  countries,
  customers,
  appointments,
  interactions,
};

/** Parents before children, so that what hangs on a customer arrives after it, in both directions. */
export const SYNC_ORDER: readonly CollectionName[] = [
  'members',
  'countries',
  'customers',
  'appointments',
  'interactions',
];
