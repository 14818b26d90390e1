import type { PushRow } from '../../sync/protocol/messages';

type Clocks = {
  /** The office's. */ readonly nowMs: number;
  /** What the device's is to be moved by. */ readonly shiftMs: number;
};

/** Instants that no person types: the device reads them off its clock. */
const BY_CLOCK = ['createdAt', 'deletedAt'] as const;
/** No device ran this before; a clock that says so has lost the time altogether. */
const EARLIEST_MS = Date.UTC(2020, 0, 1);
/** This is typed where another time was picked; where not, it is the `createdAt` of the same record. */
const PERHAPS_BY_CLOCK = 'occurredAt';

/**
 * A patch with the instants its device read off a wrong clock put right as its stamps are (sync/README.md §2.2): moved
 * by the same difference, never later than now, and now where the clock had no notion of the time. What a person picked
 * stays as it is.
 */
export function correctRecorded({ nowMs, shiftMs }: Clocks, patch: PushRow['patch']): PushRow['patch'] {
  const corrected = { ...patch };
  const correct = (field: string) => {
    const value = patch[field]?.values[field];
    const atMs = typeof value === 'string' && value !== '' ? Date.parse(value) : Number.NaN;
    const movedMs = Math.min(atMs + shiftMs, nowMs);
    const rightMs = movedMs < EARLIEST_MS ? nowMs : movedMs;
    // What is no instant of this age is refused for it, as it stands.
    if (Number.isNaN(atMs) || atMs < 0 || rightMs === atMs) return;
    corrected[field] = { ...patch[field]!, values: { [field]: new Date(rightMs).toISOString() } };
  };
  for (const field of BY_CLOCK) correct(field);
  const made = patch['createdAt']?.values['createdAt'];
  if (made !== undefined && patch[PERHAPS_BY_CLOCK]?.values[PERHAPS_BY_CLOCK] === made) correct(PERHAPS_BY_CLOCK);
  return corrected;
}
