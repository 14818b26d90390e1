// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, expect, test, vi } from 'vitest';
import { DatabaseContext, type SahaDatabase } from '../database/database-context';
import { SyncStatusStore } from '../database/replication/sync-status';
import { English } from '../i18n/test/english';
import { SyncChip } from './sync-chip';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test('says how long ago the office was heard, also on a screen on which nothing else happens', () => {
  const nowMs = Date.UTC(2026, 10, 26, 9);
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: nowMs });
  const status = new SyncStatusStore();
  status.update({ phase: 'resting', connection: 'offline', lastSyncAt: new Date(nowMs - 5_000).toISOString() });
  render(
    <English>
      <MemoryRouter>
        <DatabaseContext.Provider value={{ status } as unknown as SahaDatabase}>
          <SyncChip />
        </DatabaseContext.Provider>
      </MemoryRouter>
    </English>,
  );
  const atFirst = screen.getByRole('link').title;
  act(() => void vi.advanceTimersByTime(20 * 60_000));
  expect(screen.getByRole('link').title).toMatch(/20/);
  expect(atFirst).not.toMatch(/20/);
});
