import type { WritableCollectionName } from '../../../sync/collections/registry';

/** One that is stored may stand at many instants of a customer's time. */
export const isExpanded = (collection: WritableCollectionName) => collection === 'appointments';
