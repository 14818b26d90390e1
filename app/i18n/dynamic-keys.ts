/**
 * Keys that no source file spells out, because their last part is data. One line per family: the prefix and where the
 * rest comes from. dictionaries.test.ts takes keys under these prefixes as used.
 */
export const DYNAMIC_KEYS: readonly string[] = [
  'error.', // codes of sync/errors.ts
  'shell.sync.', // app/shell/sync-words.ts, with and without ".short"
  'customers.stage.', // CUSTOMER_STAGES
  'customers.source.', // CUSTOMER_SOURCES
  'interactions.kind.', // INTERACTION_KINDS
  'interactions.outcome.', // INTERACTION_OUTCOMES
  'appointments.status.', // APPOINTMENT_STATUSES
  'appointments.kind.', // APPOINTMENT_KINDS
  'members.role.', // ROLES
];
