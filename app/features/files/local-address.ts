import { useEffect, useMemo } from 'react';

/** An address of bytes on this device, for as long as they are shown. */
export function useLocalAddress(bytes: Blob | undefined): string | null {
  const address = useMemo(() => (bytes === undefined ? null : URL.createObjectURL(bytes)), [bytes]);
  useEffect(() => () => (address === null ? undefined : URL.revokeObjectURL(address)), [address]);
  return address;
}
