import { describe, expect, it } from 'vitest';
import type { PushRow } from '../../sync/protocol/messages';
import { correctRecorded } from './correct-recorded';

const DAY_MS = 24 * 3_600_000;
const nowMs = Date.parse('2026-11-26T10:00:00.000Z');
const iso = (ms: number) => new Date(ms).toISOString();
const patchOf = (fields: Record<string, string>): PushRow['patch'] =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field,
      { seq: 1, stamp: '', base: '', values: { [field]: value } },
    ]),
  );
const corrected = (shiftMs: number, fields: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(correctRecorded({ nowMs, shiftMs }, patchOf(fields))).map(([field, { values }]) => [
      field,
      values[field],
    ]),
  );

describe('instants a device read off its clock', () => {
  it('move with a clock that is a day ahead, and a time that was picked does not', () => {
    const read = iso(nowMs + DAY_MS - 3_600_000);
    const right = iso(nowMs - 3_600_000);
    expect(corrected(-DAY_MS, { createdAt: read, occurredAt: read })).toEqual({ createdAt: right, occurredAt: right });
    const picked = iso(nowMs - 2 * DAY_MS);
    expect(corrected(-DAY_MS, { createdAt: read, occurredAt: picked })).toEqual({
      createdAt: right,
      occurredAt: picked,
    });
    expect(corrected(DAY_MS, { deletedAt: iso(nowMs - DAY_MS) })).toEqual({ deletedAt: iso(nowMs) });
  });

  it('never lie in the future, whatever the device believes the time is', () => {
    const ahead = iso(nowMs + DAY_MS);
    expect(corrected(0, { createdAt: ahead, deletedAt: ahead, occurredAt: ahead })).toEqual({
      createdAt: iso(nowMs),
      deletedAt: iso(nowMs),
      occurredAt: iso(nowMs),
    });
    expect(corrected(0, { createdAt: iso(nowMs - 1), occurredAt: ahead })).toEqual({
      createdAt: iso(nowMs - 1),
      occurredAt: ahead,
    });
  });

  it('are now where the clock had lost the time altogether; a time that was picked stays', () => {
    const lost = iso(1_000);
    expect(corrected(0, { createdAt: lost, deletedAt: lost, occurredAt: iso(2_000) })).toEqual({
      createdAt: iso(nowMs),
      deletedAt: iso(nowMs),
      occurredAt: iso(2_000),
    });
  });

  it('leaves alone what is right, what is empty and what is no instant', () => {
    const fields = { createdAt: iso(nowMs - 5), deletedAt: '', occurredAt: 'dün', notes: iso(nowMs + DAY_MS) };
    expect(corrected(0, fields)).toEqual(fields);
  });
});
