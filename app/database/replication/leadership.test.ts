import { describe, expect, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import { tabLeadership } from './leadership';
import type { Tab } from './tab';

describe('the lock of the leading tab', () => {
  it('is asked for again after a moment, never at once, by whoever is refused it', async () => {
    let asked = 0;
    const refusing = {
      request: () => {
        asked += 1;
        // An endless chain would never come to the assertions.
        if (asked > 100) return new Promise(() => undefined);
        return Promise.reject(new DOMException('the page is gone', 'InvalidStateError'));
      },
    } as unknown as Tab['locks'];
    const stop = new AbortController();
    tabLeadership('lock', refusing).lead(() => Promise.resolve(), stop.signal);
    await sleep(350);
    stop.abort();
    expect(asked).toBeGreaterThan(1);
    expect(asked).toBeLessThan(6);
    const before = asked;
    await sleep(250);
    expect(asked).toBe(before);
  });
});
