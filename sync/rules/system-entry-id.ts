import type { SystemKind } from '../collections/interaction';
import { derivedId } from './derived-id';

/** The entry of a span of `customer_spans`: there once, however often its decision is told. */
export const systemEntryId = (customerId: string, kind: SystemKind, spanId: string) =>
  derivedId('customers-time', customerId, kind, spanId);
