import type { SyncFields } from '../../sync/rules/local-document';

/**
 * What stays of a document that left this person's scope: what they typed and had not sent. It is shown among what
 * needs attention and nowhere else.
 */
export function isRemains(stored: { readonly createdAt?: unknown; readonly sync?: unknown }): boolean {
  const { version, rejection } = (stored.sync ?? {}) as Partial<SyncFields>;
  return stored.createdAt === undefined || (version === 0 && rejection?.code.endsWith('.outOfScope') === true);
}
