import { useCallback, useEffect, useRef, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { useSyncStatus } from '../../database/use-sync-status';
import { bringTable, NotBrought, readTableFile } from './bring-table';

export type Chosen = {
  readonly name: string;
  readonly size: number;
  /** Which part has left; null: it is not on its way. */
  readonly part: number | null;
  readonly problem: NotBrought | null;
};
type Held = { readonly id: string; readonly name: string; readonly bytes: ArrayBuffer };

/**
 * A file that somebody chose, on its way to the office. What does not get there stays chosen, and goes by itself once
 * the office can be reached again. `onBrought` is told of what is there while the screen is still open.
 */
export function useBring(onBrought: (id: string) => void): {
  readonly chosen: Chosen | null;
  readonly take: (files: readonly File[]) => void;
  readonly again: () => void;
  readonly forget: () => void;
} {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const held = useRef<Held | null>(null);
  const isOver = useRef(false);
  const told = useRef(onBrought);
  told.current = onBrought;
  useEffect(() => {
    isOver.current = false;
    return () => {
      isOver.current = true;
    };
  }, []);

  const send = useCallback(async (one: Held) => {
    const put = (change: Pick<Chosen, 'part' | 'problem'>) =>
      setChosen((now) => (now === null || held.current !== one ? now : { ...now, ...change }));
    put({ part: 0, problem: null });
    try {
      await bringTable(one.id, one.name, one.bytes, (part) => put({ part, problem: null }));
    } catch (error) {
      if (!(error instanceof NotBrought)) throw error;
      put({ part: null, problem: error });
      return;
    }
    if (held.current !== one || isOver.current) return;
    held.current = null;
    told.current(one.id);
  }, []);

  const take = useCallback(
    (files: readonly File[]) => {
      const [file] = files;
      if (file === undefined) return;
      held.current = null;
      const { name, size } = file;
      const refuse = (problem: NotBrought) => setChosen({ name, size, part: null, problem });
      if (files.length > 1) {
        refuse(new NotBrought('imports.oneFile'));
        return;
      }
      setChosen({ name, size, part: 0, problem: null });
      void readTableFile(file).then((bytes) => {
        const one = { id: uuidv7(), name, bytes };
        held.current = one;
        return send(one);
      }, refuse);
    },
    [send],
  );
  const again = useCallback(() => {
    if (held.current !== null) void send(held.current);
  }, [send]);
  const forget = useCallback(() => {
    held.current = null;
    setChosen(null);
  }, []);

  const isOffline = useSyncStatus().connection === 'offline';
  const waits = chosen?.problem?.key === 'error.server.unavailable';
  const wasOffline = useRef(isOffline);
  useEffect(() => {
    if (wasOffline.current && !isOffline && waits) again();
    wasOffline.current = isOffline;
  }, [isOffline, waits, again]);
  return { chosen, take, again, forget };
}
