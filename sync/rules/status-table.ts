/** The states of an appointment and the steps between them; apart from what is asked about appointments. */
export const APPOINTMENT_STATUSES = [
  'draft',
  'requested',
  'approved',
  'declined',
  'confirmed',
  'cancelled',
  'held',
  'no_show',
] as const;
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number];

const NEXT: Readonly<Record<AppointmentStatus, readonly AppointmentStatus[]>> = {
  draft: ['requested', 'confirmed', 'cancelled'],
  // It may take place before anybody answered, and how it went is a fact all the same.
  requested: ['approved', 'declined', 'held', 'no_show', 'cancelled'],
  // What stands and is then changed is asked for anew, where it needs an approval (approval.ts).
  approved: ['requested', 'confirmed', 'held', 'no_show', 'cancelled'],
  declined: ['requested', 'cancelled'],
  confirmed: ['requested', 'held', 'no_show', 'cancelled'],
  // Whoever cancelled or recorded an outcome by mistake can take it back; without an approval it may be asked for
  // alone.
  cancelled: ['requested', 'confirmed'],
  held: ['requested', 'confirmed', 'no_show'],
  no_show: ['requested', 'confirmed', 'held'],
};

/** A state of a later build leads nowhere that this one knows of. */
export const nextStatuses = (from: AppointmentStatus): readonly AppointmentStatus[] =>
  Object.hasOwn(NEXT, from) ? NEXT[from] : [];

/** Whether the state allows the step. Staying where one is counts as a step that is always allowed. */
export function canChangeStatus(from: AppointmentStatus, to: AppointmentStatus): boolean {
  return from === to || nextStatuses(from).includes(to);
}

/**
 * Whether a step counts though whoever took it did not know what stands: how it went does, wherever the table leads
 * there. Anything else that was decided meanwhile stands, and they are told.
 */
export function standsUnknown(from: unknown, to: unknown): boolean {
  return (to === 'held' || to === 'no_show') && nextStatuses(from as AppointmentStatus).includes(to);
}
