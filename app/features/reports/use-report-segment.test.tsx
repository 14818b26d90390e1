// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, test } from 'vitest';
import { DatabaseContext } from '../../database/database-context';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { createDocument } from '../../database/write';
import { useReportSegment } from './use-report-segment';

afterEach(async () => {
  cleanup();
  await closeDevices();
});
const PATIENT = { timeout: 30_000 };
const GONE = '01890000-0000-7000-8000-00000000dead';

test('a segment that is not there is nobody’s, and not everybody’s', { timeout: 60_000 }, async () => {
  const { db } = await synced(new OfficeInMemory(), { names: ['countries', 'members', 'customers', 'segments'] });
  const rule = { combinator: 'and' as const, rules: [] };
  const by = { archivedAt: '', createdBy: db.me.memberId, createdAt: '2026-11-20T10:00:00.000Z' };
  const id = await createDocument(db, 'segments', { name: 'Here', rule, teamId: '', ...by });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <DatabaseContext.Provider value={db}>{children}</DatabaseContext.Provider>
  );
  const asked = renderHook(({ segmentId }) => useReportSegment(segmentId), {
    wrapper,
    initialProps: { segmentId: GONE },
  });
  await waitFor(() => expect(asked.result.current.isGone).toBe(true), PATIENT);
  expect(asked.result.current.segment).toBeUndefined();
  asked.rerender({ segmentId: id });
  expect(asked.result.current).toMatchObject({ isGone: false, segment: { name: 'Here' } });
  asked.rerender({ segmentId: '' });
  expect(asked.result.current).toMatchObject({ isGone: false, segment: null });
});
