// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, test, vi } from 'vitest';
import { DatabaseContext, type SahaDatabase } from '../../database/database-context';
import { SyncStatusStore } from '../../database/replication/sync-status';
import { English } from '../../i18n/test/english';
import { SessionsPanel } from './sessions-panel';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('how long ago a device was seen grows while one looks', { timeout: 120_000 }, async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: Date.parse('2026-11-25T09:00:00.000Z') });
  const sessions = [{ id: '1', label: 'iPad', isCurrent: false, lastSeenAt: '2026-11-25T08:59:50.000Z' }];
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify({ result: { data: sessions } }))));
  const db = { status: new SyncStatusStore() } as unknown as SahaDatabase;
  render(
    <English>
      <MemoryRouter>
        <DatabaseContext.Provider value={db}>
          <SessionsPanel />
        </DatabaseContext.Provider>
      </MemoryRouter>
    </English>,
  );
  // Dates and times are written as without a chosen language.
  await screen.findByText(/az önce/, {}, { timeout: 30_000 });
  act(() => void vi.advanceTimersByTime(5 * 60_000));
  await screen.findByText(/5 dakika önce/, {}, { timeout: 30_000 });
});
