import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { FileSource } from '../../../sync/collections/file';
import { useDatabase } from '../../database/database-context';
import type { SahaDatabase } from '../../database/saha-database';
import { useText } from '../../i18n/use-text';
import { holdHere } from '../../shell/only-here';
import { refusalOfFile } from '../files/add-files';
import type { Recorded } from './record-voice';

export type Attachment = {
  readonly key: number;
  readonly file: File;
  readonly source: FileSource;
  /** Of its bytes on this device, where it is a picture; else ''. */
  readonly address: string;
  /** Of what was said into the microphone. */
  readonly spoken?: Omit<Recorded, 'file'>;
};
export type Attachments = {
  readonly items: readonly Attachment[];
  /** What could not be taken, in words. */
  readonly problems: readonly string[];
  readonly add: (files: readonly File[], source: FileSource) => void;
  readonly addSpoken: (recorded: Recorded) => void;
  readonly remove: (key: number) => void;
  readonly clear: () => void;
  /** Before what has come since. */
  readonly putBack: (items: readonly Attachment[]) => void;
};
const MOST = 20;
const NONE: readonly Attachment[] = [];

type Kept = { readonly items: readonly Attachment[]; readonly letGo: () => void };
/** By conversation: whoever looks into another one meanwhile finds it again, as what they had typed. */
const keptOf = new WeakMap<SahaDatabase, Map<string, Kept>>();
const listeners = new Set<() => void>();
const addresses = new Set<string>();
let lastKey = 0;

function keptIn(db: SahaDatabase): Map<string, Kept> {
  const kept = keptOf.get(db) ?? new Map<string, Kept>();
  keptOf.set(db, kept);
  return kept;
}

function keep(kept: Map<string, Kept>, conversationId: string, items: readonly Attachment[]): void {
  const before = kept.get(conversationId);
  if (items.length > 0) kept.set(conversationId, { items, letGo: before?.letGo ?? holdHere() });
  else if (before !== undefined) {
    kept.delete(conversationId);
    before.letGo();
  }
  listeners.forEach((tell) => tell());
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** What was picked, dropped, pasted or said in a conversation and has not been sent. */
export function useAttachments(conversationId: string): Attachments {
  const t = useText();
  const kept = keptIn(useDatabase());
  // What was being said when somebody went elsewhere is there a moment later, when they may be back.
  const items = useSyncExternalStore(subscribe, () => kept.get(conversationId)?.items ?? NONE);
  const [problems, setProblems] = useState<readonly string[]>([]);
  useEffect(
    () => () => {
      const needed = new Set([...kept.values()].flatMap((one) => one.items.map(({ address }) => address)));
      for (const address of addresses)
        if (!needed.has(address)) {
          URL.revokeObjectURL(address);
          addresses.delete(address);
        }
    },
    [kept],
  );
  const change = useCallback(
    (next: (before: readonly Attachment[]) => readonly Attachment[]) =>
      keep(kept, conversationId, next(kept.get(conversationId)?.items ?? NONE)),
    [kept, conversationId],
  );
  const add = useCallback(
    (files: readonly File[], source: FileSource) => {
      const wrong: string[] = [];
      const taken = files.flatMap((file): Attachment[] => {
        const code = refusalOfFile(file);
        if (code !== null) {
          wrong.push(`${file.name}: ${t(`error.${code}`, { megabytes: 25 })}`);
          return [];
        }
        const address = file.type.startsWith('image/') ? URL.createObjectURL(file) : '';
        if (address !== '') addresses.add(address);
        return [{ key: (lastKey += 1), file, source, address }];
      });
      change((before) => {
        if (before.length + taken.length > MOST) wrong.push(t('chat.attach.tooMany', { count: MOST }));
        return [...before, ...taken].slice(0, MOST);
      });
      setProblems(wrong);
    },
    [t, change],
  );
  const addSpoken = useCallback(
    ({ file, ...spoken }: Recorded) =>
      change((before) => [...before, { key: (lastKey += 1), file, source: 'upload', address: '', spoken }]),
    [change],
  );
  const remove = (key: number) => {
    change((before) => before.filter((one) => one.key !== key));
    setProblems([]);
  };
  const clear = () => {
    change(() => NONE);
    setProblems([]);
  };
  return { items, problems, add, addSpoken, remove, clear, putBack: (left) => change((since) => [...left, ...since]) };
}
