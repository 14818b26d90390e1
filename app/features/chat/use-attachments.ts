import { useCallback, useEffect, useRef, useState } from 'react';
import type { FileSource } from '../../../sync/collections/file';
import { useText } from '../../i18n/use-text';
import { refusalOfFile } from '../files/add-files';

export type Attachment = {
  readonly key: number;
  readonly file: File;
  readonly source: FileSource;
  /** Of its bytes on this device, where it is a picture; else ''. */
  readonly address: string;
};
export type Attachments = {
  readonly items: readonly Attachment[];
  /** What could not be taken, in words. */
  readonly problems: readonly string[];
  readonly add: (files: readonly File[], source: FileSource) => void;
  readonly remove: (key: number) => void;
  readonly clear: () => void;
  readonly putBack: (items: readonly Attachment[]) => void;
};
const MOST = 20;
const NONE: readonly Attachment[] = [];

/** What was picked, dropped or pasted and has not been sent. */
export function useAttachments(): Attachments {
  const t = useText();
  const [items, setItems] = useState(NONE);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const count = useRef(0);
  const made = useRef(new Set<string>());
  useEffect(() => {
    const addresses = made.current;
    return () => addresses.forEach((address) => URL.revokeObjectURL(address));
  }, []);
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
        if (address !== '') made.current.add(address);
        return [{ key: (count.current += 1), file, source, address }];
      });
      setItems((before) => {
        const all = [...before, ...taken];
        return all.slice(0, MOST);
      });
      if (items.length + taken.length > MOST) wrong.push(t('chat.attach.tooMany', { count: MOST }));
      setProblems(wrong);
    },
    [t, items.length],
  );
  const remove = (key: number) => {
    setItems((before) => before.filter((one) => one.key !== key));
    setProblems([]);
  };
  const clear = () => {
    setItems(NONE);
    setProblems([]);
  };
  return { items, problems, add, remove, clear, putBack: setItems };
}
