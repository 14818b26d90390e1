import { describe, expect, test } from 'vitest';
import { createFormats } from '../../i18n/formats';
import { laterChoices } from './later-choices';
import { guessedHeight, openingOffset, openingRow, threadRows } from './thread-rows';
import { tickOf } from './tick';

const istanbul = createFormats('tr', 'Europe/Istanbul').dayOf;
const said = (createdAt: string, direction: 'in' | 'out' = 'in') => ({ id: createdAt, createdAt, direction });
const kinds = (rows: readonly { kind: string }[]) => rows.map(({ kind }) => kind).join(' ');

describe('the rows of a thread', () => {
  test('days are those of the reader: half past midnight in Istanbul is the next one', () => {
    const messages = [
      said('2026-11-25T20:59:00.000Z'),
      said('2026-11-25T21:30:00.000Z'),
      said('2026-11-26T09:00:00.000Z'),
    ];
    const rows = threadRows(messages, istanbul, null);
    expect(kinds(rows)).toBe('day message day message message');
    expect(rows.flatMap((row) => (row.kind === 'day' ? [row.dayOn] : []))).toEqual(['2026-11-25', '2026-11-26']);
    expect(kinds(threadRows(messages, createFormats('tr', 'UTC').dayOf, null))).toBe('day message message day message');
  });

  test('the mark of what is new stands once, before the first that came, and the thread opens there', () => {
    const messages = [
      said('2026-11-26T08:00:00.000Z'),
      said('2026-11-26T08:10:00.000Z', 'out'),
      said('2026-11-26T08:20:00.000Z'),
      said('2026-11-26T08:30:00.000Z'),
    ];
    const rows = threadRows(messages, istanbul, '2026-11-26T08:00:00.000Z');
    expect(kinds(rows)).toBe('day message message unread message message');
    expect(rows.find(({ kind }) => kind === 'unread')).toMatchObject({ count: 2 });
    expect(openingRow(rows)).toEqual({ index: 3, align: 'start' });
  });

  test('a handover stands where it happened, on its day, and at the end what came after everything', () => {
    const messages = [said('2026-11-25T09:00:00.000Z'), said('2026-11-26T08:00:00.000Z')];
    const given = (at: string) => ({ id: at, by: 'a', to: 'b', note: '', at });
    const handovers = [given('2026-11-27T10:00:00.000Z'), given('2026-11-25T10:00:00.000Z')];
    expect(kinds(threadRows(messages, istanbul, null, handovers))).toBe(
      'day message handover day message day handover',
    );
  });

  test('what one wrote oneself is never new, and then the thread opens at its end', () => {
    const rows = threadRows([said('2026-11-26T08:10:00.000Z', 'out')], istanbul, '');
    expect(kinds(rows)).toBe('day message');
    expect(openingRow(rows)).toEqual({ index: 1, align: 'end' });
  });

  test('stand together: those of one side within minutes', () => {
    const rows = threadRows(
      [
        said('2026-11-26T08:00:00.000Z'),
        said('2026-11-26T08:04:00.000Z'),
        said('2026-11-26T08:05:00.000Z', 'out'),
        said('2026-11-26T08:20:00.000Z', 'out'),
      ],
      istanbul,
      null,
    );
    expect(rows.flatMap((row) => (row.kind === 'message' ? [row.isFollowing] : []))).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });
});

test('a thread opens at its end, or where the new begins, before a row has been drawn', () => {
  const at = (n: number) => new Date(Date.UTC(2026, 10, 1, 10, n)).toISOString();
  const messages = Array.from({ length: 100 }, (_, n) => ({
    id: String(n),
    createdAt: at(n),
    direction: 'in' as const,
    body: 'x'.repeat(n % 2 === 0 ? 10 : 200),
  }));
  const heightOf = (rows: readonly Parameters<typeof guessedHeight>[0][]) =>
    rows.reduce((sum, row) => sum + guessedHeight(row), 0);
  const read = threadRows(messages, (when) => when.slice(0, 10), at(99));
  expect(openingOffset(read, 600)).toBe(heightOf(read) - 600);
  const halfRead = threadRows(messages, (when) => when.slice(0, 10), at(49));
  const mark = halfRead.findIndex(({ kind }) => kind === 'unread');
  expect(openingOffset(halfRead, 600)).toBe(heightOf(halfRead.slice(0, mark)));
  expect(openingOffset(read.slice(0, 2), 600)).toBe(0);
});

test('how far a message has come, from the device to the reader', () => {
  const told = { createdAt: '2026-11-26T08:00:00.000Z' };
  expect(tickOf({ ...told, outbox: 'w1' })).toBe('device');
  expect(tickOf({ ...told, outbox: 'r1' })).toBe('failed');
  expect(tickOf({ ...told, sendAt: '2026-11-27T08:00:00.000Z' })).toBe('scheduled');
  expect(['', 'queued', 'sending', 'unknown'].map((state) => tickOf({ ...told, state }))).toEqual(
    Array(4).fill('queued'),
  );
  expect(['sent', 'delivered', 'read'].map((state) => tickOf({ ...told, state }))).toEqual([
    'sent',
    'delivered',
    'read',
  ]);
  expect(['failed', 'bounced', 'complained'].map((state) => tickOf({ ...told, state }))).toEqual(
    Array(3).fill('failed'),
  );
  // What the office did not let leave was called off by nobody.
  expect(['skipped', 'expired'].map((state) => tickOf({ ...told, state, reason: 'stopped' }))).toEqual(
    Array(2).fill('failed'),
  );
  expect(tickOf({ ...told, state: 'cancelled' })).toBe('off');
  expect(tickOf({ ...told, cancelledAt: told.createdAt })).toBe('off');
  // Called off after it had left: it has left.
  expect(tickOf({ ...told, cancelledAt: told.createdAt, state: 'read' })).toBe('read');
});

describe('the moments one means by later', () => {
  const zone = 'Europe/Istanbul';
  const of = (now: string) => laterChoices(Date.parse(now), zone).map(({ id, at }) => [id, at]);

  test('this evening, tomorrow morning and Monday, by the clock of the place', () => {
    expect(of('2026-11-26T09:00:00.000Z')).toEqual([
      ['evening', '2026-11-26T15:00:00.000Z'],
      ['tomorrow', '2026-11-27T06:00:00.000Z'],
      ['monday', '2026-11-30T06:00:00.000Z'],
    ]);
  });

  test('nothing that has passed, and no morning twice', () => {
    expect(of('2026-11-29T16:00:00.000Z')).toEqual([['tomorrow', '2026-11-30T06:00:00.000Z']]);
  });
});
