import type { AppointmentFields, AppointmentKind } from '../../sync/collections/appointment';
import type { Random } from './random';
import { APPOINTMENT_NOTES, APPOINTMENT_TITLES, CANCEL_REASONS, write } from './wording';

const KINDS: readonly (readonly [AppointmentKind, number])[] = [
  ['visit', 42],
  ['meeting', 34],
  ['phone', 14],
  ['video', 10],
];
const PLACES = ['Ofis, toplantı odası', 'Ofis', 'Bağdat Cad. şubesi', 'Tunalı Hilmi şubesi'] as const;
const HOUR_MS = 3_600_000;

/**
 * Wording and place follow `customer`. Without `values` an hour-long confirmed one in the future of nobody in
 * particular.
 */
export function makeAppointment(
  random: Random,
  values: Partial<AppointmentFields> = {},
  customer: { language: 'tr' | 'en'; districts: readonly string[] } = { language: 'tr', districts: ['Kadıköy'] },
): AppointmentFields {
  const startsAt =
    values.startsAt ?? new Date(Date.UTC(2026, 10, 2, 6) + random.between(0, 60 * 24) * HOUR_MS).toISOString();
  const startsMs = Date.parse(startsAt);
  const createdAt = values.createdAt ?? new Date(startsMs - random.between(1, 240) * HOUR_MS).toISOString();
  const createdMs = Date.parse(createdAt);
  const kind = values.kind ?? random.weighted(KINDS);
  const status = values.status ?? 'confirmed';
  const agentId = values.agentId ?? random.uuid(createdMs);
  return {
    id: random.uuid(createdMs),
    customerId: random.uuid(createdMs),
    title: random.pick(APPOINTMENT_TITLES[kind][customer.language]),
    endsAt: new Date(startsMs + HOUR_MS).toISOString(),
    zone: 'Europe/Istanbul',
    location:
      kind === 'visit'
        ? `${random.pick(customer.districts)}, ${random.between(1, 60)} no’lu bina`
        : kind === 'meeting'
          ? random.pick(PLACES)
          : '',
    notes: random.chance(0.3) ? write(random, APPOINTMENT_NOTES, customer.language, customer.districts) : '',
    cancelReason:
      status === 'cancelled' || status === 'declined'
        ? write(random, CANCEL_REASONS, customer.language, customer.districts)
        : '',
    createdBy: agentId,
    deletedAt: '',
    ...values,
    startsAt,
    createdAt,
    kind,
    status,
    agentId,
  };
}
