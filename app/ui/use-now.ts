import { useEffect, useState } from 'react';

const MINUTE_MS = 60_000;

/** The time, read again every minute, for words like "today" on a screen that stays open overnight. */
export function useNowMs(): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}
