// @vitest-environment happy-dom
import { cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReactNode } from 'react';
import { AT_LATEST_MS, beginAfterFirstScreen, WITHOUT_ROWS_MS } from './begin-after-first-screen';
import { DatabaseContext, type SahaDatabase } from './database-context';
import { useRowsBeforeDocuments } from './use-rows-before-documents';

const FRAMES_MS = 100;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame'] });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function opening() {
  const begin = vi.fn();
  const database = {
    begin,
    isBeginHeld: false,
    holdBegin: () => {
      database.isBeginHeld = true;
    },
  };
  const wrapper = ({ children }: { children: ReactNode }) => (
    <DatabaseContext.Provider value={database as unknown as SahaDatabase}>{children}</DatabaseContext.Provider>
  );
  const screen = (areWanted: boolean) =>
    renderHook(
      (rows: { areWanted: boolean; areThere: boolean }) => useRowsBeforeDocuments(rows.areWanted, rows.areThere),
      { wrapper, initialProps: { areWanted, areThere: false } },
    );
  return { begin, database, screen };
}

describe('the code of the documents', () => {
  it('comes when a screen without first rows is painted', () => {
    const { begin, database, screen } = opening();
    screen(false);
    beginAfterFirstScreen(database);
    expect(begin).not.toHaveBeenCalled();
    vi.advanceTimersByTime(FRAMES_MS);
    expect(begin).toHaveBeenCalled();
  });

  it('waits for the first rows, and comes in the frame after them', () => {
    const { begin, database, screen } = opening();
    const { rerender } = screen(true);
    beginAfterFirstScreen(database);
    vi.advanceTimersByTime(AT_LATEST_MS + FRAMES_MS);
    expect(begin).not.toHaveBeenCalled();
    rerender({ areWanted: true, areThere: true });
    expect(begin).not.toHaveBeenCalled();
    vi.advanceTimersByTime(FRAMES_MS);
    expect(begin).toHaveBeenCalled();
  });

  it('comes without rows when none come', () => {
    const { begin, database, screen } = opening();
    screen(true);
    beginAfterFirstScreen(database);
    vi.advanceTimersByTime(WITHOUT_ROWS_MS - 1);
    expect(begin).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(begin).toHaveBeenCalled();
  });

  it('comes at once when the screen waits for more than rows, and when it is left', () => {
    const waiting = opening();
    waiting.screen(true).rerender({ areWanted: false, areThere: false });
    expect(waiting.begin).toHaveBeenCalled();
    const left = opening();
    left.screen(true).unmount();
    expect(left.begin).toHaveBeenCalled();
  });
});
