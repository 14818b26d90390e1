import { describe, expect, it } from 'vitest';
import { appointments } from '../../../sync/collections/appointment';
import { createLocalDocument, editDocument, settleCard } from '../../../sync/rules/edit-document';
import { refuse, release } from '../../../sync/rules/refuse-document';
import type { LocalDocument } from '../../../sync/rules/local-document';
import { appointmentRecord } from '../appointments/appointments.record';
import { orderOutbox, outboxEntry, unsentText } from './outbox-entries';

const by = (nowMs: number) => ({ nowMs, deviceId: '0000abcd', seen: '' });
const stored = ({ id, fields, sync: { outbox, ...sync } }: LocalDocument) => ({ ...fields, id, outbox, sync });
const fresh = (id: string, nowMs: number) =>
  createLocalDocument(
    appointments,
    id,
    {
      title: 'Sözleşme',
      startsAt: '2026-11-23T07:00:00.000Z',
      notes: '',
      customerId: 'c',
      status: 'confirmed',
      createdAt: '2026-11-20T07:00:00.000Z',
    },
    by(nowMs),
  );
const known = (id: string): LocalDocument => ({
  ...fresh(id, 1),
  sync: { ...fresh(id, 1).sync, version: 3, pending: {}, outbox: '' },
});
const edited = (id: string, values: Record<string, unknown>, nowMs: number) =>
  editDocument(appointments, known(id), values, by(nowMs)) as LocalDocument;

describe('outboxEntry', () => {
  it('knows new records from changed and removed ones', () => {
    expect(outboxEntry('appointments', stored(fresh('a', 5_000)))).toMatchObject({
      change: { kind: 'created' },
      changedAt: '1970-01-01T00:00:05.000Z',
      rejection: null,
    });
    expect(
      outboxEntry('appointments', stored(edited('a', { title: 'Başka', startsAt: '2026-11-24T07:00:00.000Z' }, 6_000)))
        .change,
    ).toEqual({ kind: 'edited', units: ['schedule', 'title'] });
    expect(
      outboxEntry('appointments', stored(edited('a', { deletedAt: '2026-11-24T07:00:00.000Z' }, 6_000))).change,
    ).toEqual({ kind: 'removed' });
  });

  it('does not take for new, nor for something to open, what stays of a record that left the device', () => {
    const left = release(appointments, edited('a', { title: 'Başka' }, 6_000), {
      code: 'appointment.outOfScope',
      params: {},
      at: '',
    })!;
    expect(outboxEntry('appointments', stored(left))).toMatchObject({
      isRemains: true,
      change: { kind: 'edited', units: ['title'] },
      unsent: { title: 'Başka' },
    });
    expect(outboxEntry('appointments', stored(edited('a', { title: 'Başka' }, 6_000))).isRemains).toBe(false);
  });

  it('knows a decision about a conflict card from a change', () => {
    const side = (notes: string) => ({ values: { notes }, stamp: '', memberId: '' });
    const withCard = {
      ...known('a'),
      sync: { ...known('a').sync, conflicts: [{ id: 'card', unit: 'notes', shown: side(''), hidden: side('x') }] },
    };
    expect(
      outboxEntry('appointments', stored(settleCard(appointments, withCard, 'card', {}, by(6_000))!)).change,
    ).toEqual({ kind: 'settled' });
    const decided = outboxEntry(
      'appointments',
      stored(settleCard(appointments, withCard, 'card', { notes: 'x' }, by(6_000))!),
    );
    expect(decided.change).toEqual({ kind: 'edited', units: ['notes'] });
    expect(unsentText(decided, appointmentRecord.fields, (field) => field)).toBe('notes: x');
  });

  it('carries the office’s reason', () => {
    const waiting = edited('a', { title: 'Başka' }, 6_000);
    const rejection = { code: 'appointment.outOfScope', params: {}, at: '2026-11-23T07:00:00.000Z' };
    expect(outboxEntry('appointments', stored(refuse(waiting, waiting.sync.pending, rejection))).rejection).toEqual(
      rejection,
    );
  });
});

it('puts refused ones first and the longest waiting before the rest', () => {
  const waiting = edited('c', { title: 'Başka' }, 9_000);
  const refused = refuse(waiting, waiting.sync.pending, { code: 'sync.busy', params: {}, at: '' });
  const entries = [stored(fresh('b', 8_000)), stored(refused), stored(fresh('a', 7_000))].map((one) =>
    outboxEntry('appointments', one),
  );
  const ordered = orderOutbox(entries);
  expect([ordered.refused.map((one) => one.id), ordered.waiting.map((one) => one.id)]).toEqual([['c'], ['a', 'b']]);
});

it('puts together what was refused for one reason, whenever it was written', () => {
  const refusedAt = (id: string, nowMs: number, code: 'sync.busy' | 'appointment.outOfScope') => {
    const waiting = edited(id, { title: 'Başka' }, nowMs);
    return outboxEntry('appointments', stored(refuse(waiting, waiting.sync.pending, { code, params: {}, at: '' })));
  };
  const { refused } = orderOutbox([
    refusedAt('c', 9_000, 'appointment.outOfScope'),
    refusedAt('b', 8_000, 'sync.busy'),
    refusedAt('a', 7_000, 'appointment.outOfScope'),
  ]);
  expect(refused.map(({ id }) => id)).toEqual(['a', 'c', 'b']);
});

it('knows what the office has where something was changed', () => {
  expect(outboxEntry('appointments', stored(edited('a', { title: 'Başka' }, 6_000)))).toMatchObject({
    before: { title: 'Sözleşme' },
    unsent: { title: 'Başka' },
  });
});

it('copies what was written, and nothing else', () => {
  expect(
    unsentText(outboxEntry('appointments', stored(fresh('a', 1))), appointmentRecord.fields, (field) =>
      field.toUpperCase(),
    ),
  ).toBe('TITLE: Sözleşme\nSTATUS: confirmed');
});
