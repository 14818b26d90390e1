// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openIndexedDb } from '../../database/indexed-db';
import { forgetIdentity, rememberIdentity } from './identity-store';
import {
  forgetWiped,
  isBeingWiped,
  isMarkedForRemoval,
  keepStore,
  markForRemoval,
  markWiped,
  onMarkedForRemoval,
  removeMarked,
} from './kept-work';

const AYSE = '01890000-0000-7000-8000-0000000000a1',
  DENIZ = '01890000-0000-7000-8000-0000000000d1';
const storeOf = (memberId: string) => `saha-device-${memberId.replaceAll('-', '')}`;
/** Of the two; what other tests left in this worker is theirs. */
const stores = async () => {
  const names = (await indexedDB.databases()).map(({ name }) => name);
  return [AYSE, DENIZ].map(storeOf).filter((name) => names.includes(name));
};
const openStore = (memberId: string) =>
  openIndexedDb(
    storeOf(memberId),
    1,
    (made) => {
      made.createObjectStore('state');
    },
    () => undefined,
  );

beforeEach(async () => {
  for (const memberId of [AYSE, DENIZ]) (await openStore(memberId)).close();
});
afterEach(() => {
  forgetIdentity();
  localStorage.clear();
});

it('deletes what is marked, of nobody else, and takes the mark off', async () => {
  markForRemoval(AYSE);
  await removeMarked();
  expect(await stores()).toEqual([storeOf(DENIZ)]);
  expect(isMarkedForRemoval(AYSE)).toBe(false);
  expect(JSON.stringify({ ...localStorage })).not.toContain(AYSE);
});

it('deletes a store that another page holds as soon as that page lets go', async () => {
  const held = await openStore(AYSE);
  held.onversionchange = null; // a page that hears nothing, as one that is frozen
  markForRemoval(AYSE);
  await removeMarked();
  expect(isMarkedForRemoval(AYSE)).toBe(true);
  held.close();
  await vi.waitFor(() => expect(isMarkedForRemoval(AYSE)).toBe(false));
  expect(await stores()).toEqual([storeOf(DENIZ)]);
});

it('deletes nothing of whoever works with the device, also when another page marked it late', async () => {
  rememberIdentity({ memberId: AYSE, fullName: 'Ayşe', email: 'ayse@saha.example', role: 'agent', teamId: '' });
  markForRemoval(AYSE);
  await removeMarked();
  expect(await stores()).toEqual([storeOf(AYSE), storeOf(DENIZ)]);
});

it('takes nobody for being wiped who signed out, or signed in since', () => {
  markForRemoval(AYSE);
  expect(isBeingWiped(AYSE)).toBe(false);
  markWiped();
  expect([isBeingWiped(AYSE), isBeingWiped(DENIZ)]).toEqual([true, false]);
  forgetWiped();
  expect(isBeingWiped(AYSE)).toBe(false);
});

it('keeps the store of somebody who came back before', async () => {
  markForRemoval(AYSE);
  keepStore(AYSE);
  await removeMarked();
  expect(await stores()).toEqual([storeOf(AYSE), storeOf(DENIZ)]);
});

it('is told of a mark that another page made, of this person only', () => {
  let told = 0;
  const stop = onMarkedForRemoval(AYSE, () => {
    told += 1;
  });
  const markedElsewhere = (memberId: string) =>
    window.dispatchEvent(new StorageEvent('storage', { key: 'saha.toRemove', newValue: JSON.stringify([memberId]) }));
  markedElsewhere(DENIZ);
  expect(told).toBe(0);
  markedElsewhere(AYSE);
  expect(told).toBe(1);
  stop();
  markedElsewhere(AYSE);
  expect(told).toBe(1);
});
