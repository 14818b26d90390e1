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
  lost: 0,
  belowDeleted: [],
  lastSyncAt: '2026-11-26T08:00:00.000Z',
  officeShapes: null,
  firstSync: null,
};
/** What is said: the parts without their prefix and numbers, and how many records wait for a decision. */
const said = (change: Partial<SyncStatus>, files = 0) => {
  const { icon, parts, attention } = syncWords({ ...resting, ...change }, files);
  return [icon, parts.map(({ key }) => key.replace('shell.sync.', '')).join(' '), attention];
};

test('everything sent rests at the office', () => {
  expect(said({})).toEqual(['office', 'office', 0]);
});

test('nothing rests at the office while the bytes of a file are here alone', () => {
  expect(said({}, 2)).toEqual(['sending', 'sendingFiles', 0]);
  expect(said({ waiting: 1 }, 2)).toEqual(['device', 'device', 0]);
  expect(said({ connection: 'offline' }, 2)).toEqual(['offline', 'offline deviceFiles', 0]);
  expect(said({ phase: 'signed-out' }, 2)).toEqual(['attention', 'signedOut deviceFiles', 0]);
  expect(said({ conflicted: 1 }, 2)).toEqual(['sending', 'sendingFiles', 1]);
});

test('nothing is said to be at the office before the device has looked, and the office has answered', () => {
  expect(said({ phase: 'opening' })).toEqual(['opening', 'opening', 0]);
  expect(said({ connection: 'unknown' })).toEqual(['opening', 'connecting', 0]);
  expect(said({ connection: 'unknown', waiting: 2 })).toEqual(['opening', 'connecting device', 0]);
  expect(said({ lastSyncAt: null })).toEqual(['opening', 'connecting', 0]);
});

test('an open card hides neither the connection, nor what waits, nor what is going on', () => {
  expect(said({ connection: 'offline', waiting: 3, refused: 1 })).toEqual(['offline', 'offlineWaiting', 1]);
  expect(said({ connection: 'offline', conflicted: 2 })).toEqual(['offline', 'offline', 2]);
  expect(said({ phase: 'sending', waiting: 3, conflicted: 1 })).toEqual(['sending', 'sending', 1]);
  expect(said({ waiting: 3, conflicted: 1 })).toEqual(['device', 'device', 1]);
  expect(said({ phase: 'first-sync', conflicted: 1, waiting: 2 })).toEqual(['first', 'first device', 1]);
  expect(said({ isStoreFull: true, refused: 1, waiting: 3 })).toEqual(['full', 'full device', 1]);
  expect(said({ phase: 'update-needed', refused: 2, waiting: 1 })).toEqual(['update', 'updateNeeded device', 2]);
  expect(said({ phase: 'signed-out', refused: 2, waiting: 1 })).toEqual(['attention', 'signedOut device', 2]);
});

test('where nothing else is to be said, what waits for a decision is the whole of it', () => {
  const { icon, parts, attention } = syncWords({ ...resting, refused: 1, conflicted: 2 });
  expect({ icon, parts, attention }).toEqual({
    icon: 'attention',
    parts: [{ key: 'shell.sync.attention', values: { refused: 3 } }],
    attention: 0,
  });
});

test('offline says how much waits on the device, and only then', () => {
  expect(syncWords({ ...resting, connection: 'offline', waiting: 3 }).parts).toEqual([
    { key: 'shell.sync.offlineWaiting', values: { waiting: 3 } },
  ]);
  expect(said({ connection: 'offline' })).toEqual(['offline', 'offline', 0]);
});

test('records that wait are on the device even while the network is there, and none is sent where none waits', () => {
  expect(said({ waiting: 2 })).toEqual(['device', 'device', 0]);
  expect(said({ phase: 'sending', waiting: 2 })).toEqual(['sending', 'sending', 0]);
  expect(said({ phase: 'sending' })).toEqual(['sending', 'sendingRest', 0]);
});

test('the first sync counts up without reaching 100 before its end', () => {
  const first = (done: number, total: number) =>
    syncWords({ ...resting, phase: 'first-sync', firstSync: { done, total } }).parts[0]?.values['percent'];
  expect([first(0, 0), first(500, 2000), first(2000, 2000)]).toEqual([0, 25, 99]);
});
