import { useEffect } from 'react';
import { useDatabase } from '../../database/database-context';
import { useQuestionOf, type StoredSegment } from './use-segments';

/** So long nothing has changed before anything is read: a list that is being filled or scrolled comes first. */
const QUIET_MS = 1_500;

/** What these segments ask of everybody is read while nothing else happens, so that the first tap need not wait. */
export function useReadAhead(segments: readonly StoredSegment[]): void {
  const { worker } = useDatabase();
  const questionOf = useQuestionOf();
  useEffect(() => {
    if (segments.length === 0) return undefined;
    const asked = segments.map(({ rule }) => questionOf(rule));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(read, QUIET_MS);
    };
    const read = () => {
      if (!worker.ready) return;
      // A store that cannot be read fails for whoever asks, who is told.
      worker.ask('readAhead', { segments: asked, nowMs: Date.now() }).catch(() => undefined);
    };
    wait();
    const stop = worker.subscribe(wait);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [worker, questionOf, segments]);
}
