import type { StoredAppointment } from '../use-appointments';

/** A confirmed appointment of one hour as the device stores it: of nobody in particular, and no series. */
export function storedAppointment(
  id: string,
  startsAt: string,
  more: Partial<StoredAppointment> = {},
): StoredAppointment {
  const endsAt = new Date(Date.parse(startsAt) + 3_600_000).toISOString();
  const names = { customerId: 'customer-9', agentId: 'agent-9', rootId: '', seriesId: '', occurrenceOn: '', own: [] };
  const state = { status: 'confirmed', deletedAt: '', createdAt: startsAt, recurrence: '', zone: 'Europe/Istanbul' };
  return { id, startsAt, endsAt, ...names, ...state, ...more } as unknown as StoredAppointment;
}
