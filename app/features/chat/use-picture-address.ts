import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import { onWaiting, waitingNow } from '../files/bring-bytes';

/** Where the whole picture of a file is read: from this device while its bytes wait here, else from the office. */
export function usePictureAddress(): (fileId: string) => string {
  const waiting = useSyncExternalStore(onWaiting, waitingNow, waitingNow);
  const made = useRef(new Map<string, string>());
  useEffect(() => {
    const addresses = made.current;
    return () => {
      addresses.forEach((address) => URL.revokeObjectURL(address));
      addresses.clear();
    };
  }, []);
  return useCallback(
    (fileId: string) => {
      const known = made.current.get(fileId);
      if (known !== undefined) return known;
      const bytes = waiting.get(fileId)?.bytes;
      if (bytes === undefined) return `/files/${fileId}`;
      const address = URL.createObjectURL(bytes);
      made.current.set(fileId, address);
      return address;
    },
    [waiting],
  );
}
