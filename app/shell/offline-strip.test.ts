import { expect, test } from 'vitest';
import { INITIAL_STATUS } from '../database/replication/sync-status';
import { troubleOf } from './offline-strip';

const synced = { ...INITIAL_STATUS, lastSyncAt: '2026-11-26T08:00:00.000Z' };

test('nothing is called safe on a device that has lost it, or never held anything', () => {
  expect(troubleOf({ ...synced, connection: 'offline', lost: 2 })).toBe('lost');
  expect(troubleOf({ ...INITIAL_STATUS, connection: 'offline' })).toBe('new');
  expect(troubleOf({ ...INITIAL_STATUS, connection: 'offline', waiting: 1 })).toBe('offline');
  expect(troubleOf({ ...synced, connection: 'offline' })).toBe('offline');
  expect(troubleOf({ ...synced, connection: 'offline', isStoreFull: true })).toBe('full');
  expect(troubleOf({ ...synced, belowDeleted: ['c'] })).toBe('belowDeleted');
  expect(troubleOf(synced)).toBeNull();
});
