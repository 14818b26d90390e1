import { describe, expect, it } from 'vitest';
import { APPOINTMENT_STATUSES } from '../collections/appointment';
import {
  canChangeStatus,
  canRecordOutcome,
  canReschedule,
  canTakeStatus,
  FIRST_STATUSES,
  lacksOutcome,
  takesTime,
} from './appointment-status';

const nowMs = Date.UTC(2026, 10, 23, 9);
const past = {
  status: 'confirmed',
  deletedAt: '',
  startsAt: '2026-11-23T07:00:00.000Z',
  endsAt: '2026-11-23T08:00:00.000Z',
} as const;
const future = { ...past, startsAt: '2026-11-23T10:00:00.000Z', endsAt: '2026-11-23T11:00:00.000Z' } as const;

describe('appointment states', () => {
  it('allows exactly these steps', () => {
    const steps = APPOINTMENT_STATUSES.flatMap((from) =>
      APPOINTMENT_STATUSES.filter((to) => from !== to && canChangeStatus(from, to)).map((to) => `${from} → ${to}`),
    );
    expect(steps).toEqual([
      'draft → requested',
      'draft → confirmed',
      'draft → cancelled',
      'requested → approved',
      'requested → declined',
      'requested → cancelled',
      'requested → held',
      'requested → no_show',
      'approved → requested',
      'approved → confirmed',
      'approved → cancelled',
      'approved → held',
      'approved → no_show',
      'declined → requested',
      'declined → cancelled',
      'confirmed → requested',
      'confirmed → cancelled',
      'confirmed → held',
      'confirmed → no_show',
      'cancelled → requested',
      'cancelled → confirmed',
      'held → requested',
      'held → confirmed',
      'held → no_show',
      'no_show → requested',
      'no_show → confirmed',
      'no_show → held',
    ]);
  });

  it('lets a new appointment begin only as draft, requested or confirmed', () => {
    expect(APPOINTMENT_STATUSES.filter((status) => canTakeStatus(null, status))).toEqual([...FIRST_STATUSES]);
  });

  it('never gets stuck: every state leads somewhere', () => {
    for (const from of APPOINTMENT_STATUSES)
      expect(APPOINTMENT_STATUSES.some((to) => to !== from && canChangeStatus(from, to))).toBe(true);
  });

  it('takes nobody’s time once cancelled, declined or deleted', () => {
    expect(APPOINTMENT_STATUSES.filter((status) => !takesTime({ status, deletedAt: '' }))).toEqual([
      'declined',
      'cancelled',
    ]);
    expect(takesTime({ status: 'confirmed', deletedAt: past.endsAt })).toBe(false);
  });

  it('asks how it went once it is over, until someone says so', () => {
    expect(lacksOutcome(past, nowMs)).toBe(true);
    expect(lacksOutcome(past, Date.parse(past.endsAt))).toBe(true);
    expect(lacksOutcome(past, Date.parse(past.endsAt) - 1)).toBe(false);
    expect(lacksOutcome({ ...past, status: 'held' }, nowMs)).toBe(false);
    expect(lacksOutcome({ ...past, deletedAt: past.endsAt }, nowMs)).toBe(false);
  });

  it('takes no outcome before the appointment has begun', () => {
    expect(canRecordOutcome(past, 'held', nowMs)).toBe(true);
    expect(canRecordOutcome(future, 'held', nowMs)).toBe(false);
    expect(canRecordOutcome({ ...past, status: 'no_show' }, 'held', nowMs)).toBe(true);
    expect(canRecordOutcome({ ...past, status: 'held' }, 'held', nowMs)).toBe(false);
    expect(canRecordOutcome({ ...past, status: 'cancelled' }, 'no_show', nowMs)).toBe(false);
  });

  it('moves only what is still ahead or open', () => {
    expect(APPOINTMENT_STATUSES.filter((status) => canReschedule({ status, deletedAt: '' }))).toEqual([
      'draft',
      'requested',
      'approved',
      'confirmed',
    ]);
  });
});
