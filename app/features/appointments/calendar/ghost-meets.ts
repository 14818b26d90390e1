import { clashName, meetingsOf } from '../../../../sync/rules/clash-search';
import type { Appointment } from '../use-appointments';

/**
 * Whether an appointment would meet something of the same person or customer at another time, or with another person.
 */
export function ghostMeets(
  appointment: Appointment,
  to: Partial<Pick<Appointment, 'startsAt' | 'endsAt' | 'agentId'>>,
  all: readonly Appointment[],
): boolean {
  const { startsAt, endsAt, accepts, ...who } = { ...appointment, ...to };
  const { root, on } = clashName(appointment);
  const candidate = { ...who, rootId: root, accepts: accepts ?? [] };
  return meetingsOf([{ on, startsAt, endsAt }], candidate, all).length > 0;
}
