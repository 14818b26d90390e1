// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useListAfterDetail, useSayDetailSeen } from './after-detail';

function Both({ isDetailFirst, isThere }: { isDetailFirst: boolean; isThere: boolean }) {
  const { isListDrawn, seen } = useListAfterDetail(isDetailFirst);
  return (
    <>
      {isListDrawn && <p>list</p>}
      {seen(<Detail isThere={isThere} />)}
    </>
  );
}

function Detail({ isThere }: { isThere: boolean }) {
  useSayDetailSeen(isThere);
  return isThere ? <p>detail</p> : null;
}

const list = () => screen.queryByText('list');
function wait(ms: number): void {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
}

describe('a list beside what was opened by its own address', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  it('is drawn once the other was painted, and stays', () => {
    const { rerender } = render(<Both isDetailFirst isThere={false} />);
    wait(100);
    expect(list()).toBeNull();
    rerender(<Both isDetailFirst isThere />);
    expect(list()).toBeNull();
    wait(50);
    expect(list()).not.toBeNull();
    rerender(<Both isDetailFirst isThere={false} />);
    expect(list()).not.toBeNull();
  });

  it('does not wait for what says nothing', () => {
    render(<Both isDetailFirst isThere={false} />);
    wait(1_000);
    expect(list()).not.toBeNull();
  });

  it('is there at once where nothing was opened, and where that is closed again', () => {
    const { rerender } = render(<Both isDetailFirst isThere={false} />);
    expect(list()).toBeNull();
    rerender(<Both isDetailFirst={false} isThere={false} />);
    expect(list()).not.toBeNull();
  });
});
