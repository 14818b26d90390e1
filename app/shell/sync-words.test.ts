import { expect, test } from 'vitest';
import type { SyncStatus } from '../database/use-sync-status';
import { syncWords } from './sync-words';

const resting: SyncStatus = {
  connection: 'online',
  isStoreFull: false,
  phase: 'resting',
  waiting: 0,
  refused: 0,
  conflicted: 0,
  lastSyncAt: null,
  firstSync: null,
};

test('everything sent rests at the office', () => {
  expect(syncWords(resting)).toMatchObject({ key: 'shell.sync.office', icon: 'office' });
});

test('nothing is said to be at the office before the device has looked', () => {
  expect(syncWords({ ...resting, phase: 'opening' })).toMatchObject({ key: 'shell.sync.opening', icon: 'opening' });
});

test('what a person must decide comes before the missing network', () => {
  expect(syncWords({ ...resting, connection: 'offline', waiting: 3, refused: 1 }).key).toBe('shell.sync.attention');
});

test('what waits for a decision counts with what was refused', () => {
  expect(syncWords({ ...resting, conflicted: 2 })).toMatchObject({
    key: 'shell.sync.attention',
    icon: 'attention',
    values: { refused: 2 },
  });
  expect(syncWords({ ...resting, refused: 1, conflicted: 2 }).values).toEqual({ refused: 3 });
});

test('a device without room says so, before what waits for a decision and whether or not the network is there', () => {
  expect(syncWords({ ...resting, isStoreFull: true, refused: 1, connection: 'offline', waiting: 3 })).toMatchObject({
    key: 'shell.sync.full',
    icon: 'full',
  });
});

test('offline says how much waits on the device, and only then', () => {
  expect(syncWords({ ...resting, connection: 'offline', waiting: 3 })).toMatchObject({
    key: 'shell.sync.offlineWaiting',
    values: { waiting: 3 },
  });
  expect(syncWords({ ...resting, connection: 'offline' }).key).toBe('shell.sync.offline');
});

test('records that wait are on the device even while the network is there', () => {
  expect(syncWords({ ...resting, waiting: 2 }).key).toBe('shell.sync.device');
  expect(syncWords({ ...resting, phase: 'sending', waiting: 2 }).key).toBe('shell.sync.sending');
});

test('the first sync counts up without reaching 100 before its end', () => {
  const first = (done: number, total: number) =>
    syncWords({ ...resting, phase: 'first-sync', firstSync: { done, total } }).values['percent'];
  expect([first(0, 0), first(500, 2000), first(2000, 2000)]).toEqual([0, 25, 99]);
});

test('an old build outranks everything: nothing else can be settled before it', () => {
  expect(syncWords({ ...resting, phase: 'update-needed', refused: 2, connection: 'offline' }).key).toBe(
    'shell.sync.updateNeeded',
  );
});
